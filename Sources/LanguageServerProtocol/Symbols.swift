package import JSONRPC

extension LSP {
  /// Params of the requests that name nothing but a document.
  package struct TextDocumentParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
  }

  package struct SymbolKind: RawRepresentable, Hashable, Sendable, JSONEncodable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let file = SymbolKind(rawValue: 1)
    package static let namespace = SymbolKind(rawValue: 3)
    package static let string = SymbolKind(rawValue: 15)
    package static let key = SymbolKind(rawValue: 20)
  }

  /// For clients with `hierarchicalDocumentSymbolSupport`.
  package struct DocumentSymbol: Hashable, Sendable {
    /// Neither empty nor blank.
    package var name: String
    package var detail: String?
    package var kind: SymbolKind
    package var range: Range
    /// Lies within `range`.
    package var selectionRange: Range
    package var children: [DocumentSymbol]

    package init(
      name: String,
      detail: String?,
      kind: SymbolKind,
      range: Range,
      selectionRange: Range,
      children: [DocumentSymbol] = []
    ) {
      self.name = name
      self.detail = detail
      self.kind = kind
      self.range = range
      self.selectionRange = selectionRange
      self.children = children
    }
  }

  package struct SymbolInformation: Hashable, Sendable {
    package var name: String
    package var kind: SymbolKind
    package var location: Location
    package var containerName: String?

    package init(name: String, kind: SymbolKind, location: Location, containerName: String?) {
      self.name = name
      self.kind = kind
      self.location = location
      self.containerName = containerName
    }
  }

  package enum DocumentSymbols: Hashable, Sendable {
    case hierarchical([DocumentSymbol])
    case flat([SymbolInformation])
  }

  package struct WorkspaceSymbolParams: Hashable, Sendable {
    package var query: String
  }
}

extension LSP.TextDocumentParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    textDocument = try JSONObject(json: json).required("textDocument")
  }
}

extension LSP.DocumentSymbol: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("detail", detail)
    json.member("kind", kind)
    json.member("range", range)
    json.member("selectionRange", selectionRange)
    if !children.isEmpty { json.member("children", children) }
    json.endObject()
  }
}

extension LSP.SymbolInformation: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("kind", kind)
    json.member("location", location)
    json.member("containerName", containerName)
    json.endObject()
  }
}

extension LSP.DocumentSymbols: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .hierarchical(let symbols): symbols.write(to: &json)
    case .flat(let symbols): symbols.write(to: &json)
    }
  }
}

extension LSP.WorkspaceSymbolParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    query = try JSONObject(json: json).optional("query") ?? ""
  }
}
