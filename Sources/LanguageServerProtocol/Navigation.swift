package import JSONRPC

extension LSP {
  package struct ReferenceParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
    package var includeDeclaration: Bool
  }

  /// The answer of definition and declaration: links only for clients with `linkSupport`.
  package enum Locations: Hashable, Sendable {
    case locations([Location])
    case links([LocationLink])
  }

  package struct DocumentHighlightKind: RawRepresentable, Hashable, Sendable, JSONEncodable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let text = DocumentHighlightKind(rawValue: 1)
    package static let read = DocumentHighlightKind(rawValue: 2)
    package static let write = DocumentHighlightKind(rawValue: 3)
  }

  package struct DocumentHighlight: Hashable, Sendable {
    package var range: Range
    package var kind: DocumentHighlightKind

    package init(range: Range, kind: DocumentHighlightKind) {
      self.range = range
      self.kind = kind
    }
  }
}

extension LSP.ReferenceParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    position = try object.required("position")
    let context: JSONObject? = try object.optional("context")
    includeDeclaration = try context?.optional("includeDeclaration") ?? false
  }
}

extension LSP.Locations: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .locations(let locations): locations.write(to: &json)
    case .links(let links): links.write(to: &json)
    }
  }
}

extension LSP.DocumentHighlight: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("kind", kind)
    json.endObject()
  }
}
