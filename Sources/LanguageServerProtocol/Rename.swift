package import JSONRPC

extension LSP {
  package struct RenameParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
    package var newName: String
  }

  package struct PrepareRenameResult: Hashable, Sendable {
    package var range: Range
    package var placeholder: String

    package init(range: Range, placeholder: String) {
      self.range = range
      self.placeholder = placeholder
    }
  }
}

extension LSP.RenameParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    position = try object.required("position")
    newName = try object.required("newName")
  }
}

extension LSP.PrepareRenameResult: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("placeholder", placeholder)
    json.endObject()
  }
}
