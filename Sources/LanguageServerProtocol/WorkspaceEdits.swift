package import JSONRPC

extension LSP {
  package struct TextEdit: Hashable, Sendable {
    package var range: Range
    package var newText: String
    /// Only for clients with `changeAnnotationSupport`.
    package var annotationID: String?

    package init(range: Range, newText: String, annotationID: String? = nil) {
      self.range = range
      self.newText = newText
      self.annotationID = annotationID
    }
  }

  package struct ChangeAnnotation: Hashable, Sendable {
    package var label: String
    package var needsConfirmation: Bool
    package var description: String?

    package init(label: String, needsConfirmation: Bool = false, description: String? = nil) {
      self.label = label
      self.needsConfirmation = needsConfirmation
      self.description = description
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

  package enum DocumentChange: Hashable, Sendable {
    case edit(OptionalVersionedTextDocumentIdentifier, [TextEdit])
    case create(uri: DocumentURI, ignoreIfExists: Bool)
    case rename(old: DocumentURI, new: DocumentURI)
    case delete(uri: DocumentURI)
  }

  /// Edits of several documents, in the one of the two forms that the client knows.
  package struct WorkspaceEdit: Sendable {
    package enum Changes: Sendable {
      /// For every client; no versions, no resource operations. In the order in which it is to be written.
      case byURI([(uri: DocumentURI, edits: [TextEdit])])
      /// For clients with `documentChanges`.
      case documentChanges([DocumentChange])
    }

    package var changes: Changes
    package var changeAnnotations: [(id: String, annotation: ChangeAnnotation)]

    package init(_ changes: Changes, changeAnnotations: [(id: String, annotation: ChangeAnnotation)] = []) {
      self.changes = changes
      self.changeAnnotations = changeAnnotations
    }
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
    json.member("annotationId", annotationID)
    json.endObject()
  }
}

extension LSP.ChangeAnnotation: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.member("needsConfirmation", ifTrue: needsConfirmation)
    json.member("description", description)
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

extension LSP.DocumentChange: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .edit(let document, let edits):
      json.member("textDocument", document)
      json.member("edits", edits)
    case .create(let uri, let ignoreIfExists):
      json.member("kind", "create")
      json.member("uri", uri)
      if ignoreIfExists {
        json.key("options")
        json.beginObject()
        json.member("ignoreIfExists", true)
        json.endObject()
      }
    case .rename(let old, let new):
      json.member("kind", "rename")
      json.member("oldUri", old)
      json.member("newUri", new)
    case .delete(let uri):
      json.member("kind", "delete")
      json.member("uri", uri)
    }
    json.endObject()
  }
}

extension LSP.WorkspaceEdit: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch changes {
    case .byURI(let changes):
      json.key("changes")
      json.beginObject()
      for change in changes { json.member(named: change.uri, change.edits) }
      json.endObject()
    case .documentChanges(let changes):
      json.member("documentChanges", changes)
    }
    if !changeAnnotations.isEmpty {
      json.key("changeAnnotations")
      json.beginObject()
      for (id, annotation) in changeAnnotations { json.member(named: id, annotation) }
      json.endObject()
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
