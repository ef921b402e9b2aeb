package import JSONRPC

extension LSP {
  package struct DidChangeWatchedFilesParams: Hashable, Sendable {
    package var changes: [FileEvent]
  }

  /// Of a file that was created, changed or deleted; which of these, the disk knows best.
  package struct FileEvent: Hashable, Sendable {
    package var uri: DocumentURI
  }

  package struct FileSystemWatcher: Hashable, Sendable {
    package var globPattern: String

    package init(globPattern: String) {
      self.globPattern = globPattern
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
    uri = try JSONObject(json: json).required("uri")
  }
}

extension LSP.FileSystemWatcher: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("globPattern", globPattern)
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
