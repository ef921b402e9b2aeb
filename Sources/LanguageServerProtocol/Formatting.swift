package import JSONRPC

extension LSP {
  package struct DocumentFormattingParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    /// Nil asks for the whole document.
    package var range: Range?
  }
}

extension LSP.DocumentFormattingParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    range = try object.optional("range")
  }
}
