package import JSONRPC

extension LSP {
  package struct TextEdit: Hashable, Sendable {
    package var range: Range
    package var newText: String

    package init(range: Range, newText: String) {
      self.range = range
      self.newText = newText
    }
  }

  package struct OptionalVersionedTextDocumentIdentifier: Hashable, Sendable {
    package var uri: DocumentURI
    /// The version of an open document, nil for the text on disk.
    package var version: Int?

    package init(uri: DocumentURI, version: Int?) {
      self.uri = uri
      self.version = version
    }
  }

  package struct TextDocumentEdit: Hashable, Sendable {
    package var textDocument: OptionalVersionedTextDocumentIdentifier
    package var edits: [TextEdit]

    package init(textDocument: OptionalVersionedTextDocumentIdentifier, edits: [TextEdit]) {
      self.textDocument = textDocument
      self.edits = edits
    }
  }

  /// Edits of several documents, in the one of the two forms that the client knows, and in the order in which they are
  /// to be written.
  package enum WorkspaceEdit: Sendable {
    /// For every client; without versions.
    case changes([(uri: DocumentURI, edits: [TextEdit])])
    /// For clients with `documentChanges`.
    case documentChanges([TextDocumentEdit])
  }

  package struct ApplyWorkspaceEditParams: Sendable {
    package var label: String?
    package var edit: WorkspaceEdit

    package init(label: String?, edit: WorkspaceEdit) {
      self.label = label
      self.edit = edit
    }
  }

  package struct ApplyWorkspaceEditResult: Hashable, Sendable {
    package var applied: Bool
    package var failureReason: String?
  }

  package struct ExecuteCommandParams: Hashable, Sendable {
    package var command: String
    package var arguments: [JSONValue]
  }
}

extension LSP.TextEdit: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("newText", newText)
    json.endObject()
  }
}

extension LSP.OptionalVersionedTextDocumentIdentifier: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.key("version")
    version.write(to: &json)
    json.endObject()
  }
}

extension LSP.TextDocumentEdit: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("textDocument", textDocument)
    json.member("edits", edits)
    json.endObject()
  }
}

extension LSP.WorkspaceEdit: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .changes(let changes):
      json.key("changes")
      json.beginObject()
      for change in changes { json.member(named: change.uri, change.edits) }
      json.endObject()
    case .documentChanges(let changes):
      json.member("documentChanges", changes)
    }
    json.endObject()
  }
}

extension LSP.ApplyWorkspaceEditParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.member("edit", edit)
    json.endObject()
  }
}

extension LSP.ApplyWorkspaceEditResult: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    applied = try object.optional("applied") ?? false
    failureReason = try object.optional("failureReason")
  }
}

extension LSP.ExecuteCommandParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    command = try object.required("command")
    arguments = try object.optional("arguments") ?? []
  }
}
