package import JSONRPC

extension LSP {
  package struct SemanticTokensDeltaParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var previousResultID: String
  }

  /// Params of `semanticTokens/range`, `inlayHint` and others that name a range of a document.
  package struct TextDocumentRangeParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var range: Range
  }

  package struct SemanticTokens: Hashable, Sendable {
    package var resultID: String?
    /// Five numbers a token: line and start relative to the token before, length, type, modifiers.
    package var data: [Int]

    package init(resultID: String?, data: [Int]) {
      self.resultID = resultID
      self.data = data
    }
  }

  package struct SemanticTokensEdit: Hashable, Sendable {
    package var start: Int
    package var deleteCount: Int
    package var data: [Int]

    package init(start: Int, deleteCount: Int, data: [Int]) {
      self.start = start
      self.deleteCount = deleteCount
      self.data = data
    }
  }

  package enum SemanticTokensDelta: Hashable, Sendable {
    case full(SemanticTokens)
    case edits(resultID: String?, [SemanticTokensEdit])
  }
}

extension LSP.SemanticTokensDeltaParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    previousResultID = try object.required("previousResultId")
  }
}

extension LSP.TextDocumentRangeParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    range = try object.required("range")
  }
}

extension LSP.SemanticTokens: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("resultId", resultID)
    json.member("data", data)
    json.endObject()
  }
}

extension LSP.SemanticTokensEdit: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("start", start)
    json.member("deleteCount", deleteCount)
    if !data.isEmpty { json.member("data", data) }
    json.endObject()
  }
}

extension LSP.SemanticTokensDelta: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .full(let tokens): tokens.write(to: &json)
    case .edits(let resultID, let edits):
      json.beginObject()
      json.member("resultId", resultID)
      json.member("edits", edits)
      json.endObject()
    }
  }
}
