package import JSONRPC

extension LSP {
  package struct DidChangeWatchedFilesParams: Hashable, Sendable {
    package var changes: [FileEvent]
  }

  package struct FileEvent: Hashable, Sendable {
    package var uri: DocumentURI
    /// 1 created, 2 changed, 3 deleted. Only a hint: the disk has the truth.
    package var type: Int
  }

  package struct FileSystemWatcher: Hashable, Sendable {
    package var globPattern: String
    /// The folder that the pattern is relative to; only for clients with `relativePatternSupport`.
    package var baseURI: DocumentURI?

    package init(globPattern: String, baseURI: DocumentURI? = nil) {
      self.globPattern = globPattern
      self.baseURI = baseURI
    }
  }

  package struct DidChangeWatchedFilesRegistrationOptions: Hashable, Sendable {
    package var watchers: [FileSystemWatcher]

    package init(watchers: [FileSystemWatcher]) {
      self.watchers = watchers
    }
  }

  package struct RenameFilesParams: Hashable, Sendable {
    package var files: [FileRename]
  }

  package struct FileRename: Hashable, Sendable {
    package var oldURI: DocumentURI
    package var newURI: DocumentURI
  }

  package struct DidChangeWorkspaceFoldersParams: Hashable, Sendable {
    package var added: [WorkspaceFolder]
    package var removed: [WorkspaceFolder]
  }
}

extension LSP.DidChangeWatchedFilesParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    changes = try JSONObject(json: json).required("changes")
  }
}

extension LSP.FileEvent: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    uri = try object.required("uri")
    type = try object.optional("type") ?? 2
  }
}

extension LSP.FileSystemWatcher: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    if let baseURI {
      json.key("globPattern")
      json.beginObject()
      json.member("baseUri", baseURI)
      json.member("pattern", globPattern)
      json.endObject()
    } else {
      json.member("globPattern", globPattern)
    }
    json.endObject()
  }
}

extension LSP.DidChangeWatchedFilesRegistrationOptions: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("watchers", watchers)
    json.endObject()
  }
}

extension LSP.RenameFilesParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    files = try JSONObject(json: json).required("files")
  }
}

extension LSP.FileRename: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    oldURI = try object.required("oldUri")
    newURI = try object.required("newUri")
  }
}

extension LSP.DidChangeWorkspaceFoldersParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let event: JSONObject = try JSONObject(json: json).required("event")
    added = try event.optional("added") ?? []
    removed = try event.optional("removed") ?? []
  }
}
