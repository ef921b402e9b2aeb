package import JSONRPC

extension LSP {
  package struct TextDocumentItem: Hashable, Sendable {
    package var uri: DocumentURI
    package var languageID: String
    package var version: Int
    package var text: String
  }

  package struct DidOpenTextDocumentParams: Hashable, Sendable {
    package var textDocument: TextDocumentItem
  }

  package struct DidChangeTextDocumentParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    /// The version after all changes; nil from clients that send none.
    package var version: Int?
    /// Nil for each that cannot be read: the server has to know that the text is not the client's any more.
    package var contentChanges: [TextDocumentContentChangeEvent?]
  }

  /// Each change refers to the text that the one before it left.
  package struct TextDocumentContentChangeEvent: Hashable, Sendable {
    /// Nil replaces the whole text.
    package var range: Range?
    package var text: String

    package init(range: Range?, text: String) {
      self.range = range
      self.text = text
    }
  }

  package struct DidCloseTextDocumentParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
  }

  package struct DidSaveTextDocumentParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    /// What was saved, from clients that include it.
    package var text: String?
  }
}

extension LSP.TextDocumentItem: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    uri = try object.required("uri")
    languageID = try object.optional("languageId") ?? ""
    version = try object.optional("version") ?? 0
    text = try object.required("text")
  }
}

extension LSP.DidOpenTextDocumentParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    textDocument = try JSONObject(json: json).required("textDocument")
  }
}

extension LSP.DidChangeTextDocumentParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    let document: JSONObject = try object.required("textDocument")
    textDocument = try object.required("textDocument")
    version = try? document.optional("version")
    guard case .array(let changes)? = object["contentChanges"] else {
      contentChanges = [nil]
      return
    }
    contentChanges = changes.map { try? LSP.TextDocumentContentChangeEvent(json: $0) }
  }
}

extension LSP.TextDocumentContentChangeEvent: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    range = try object.optional("range")
    text = try object.required("text")
  }
}

extension LSP.DidCloseTextDocumentParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    textDocument = try JSONObject(json: json).required("textDocument")
  }
}

extension LSP.DidSaveTextDocumentParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    text = try object.optional("text")
  }
}
