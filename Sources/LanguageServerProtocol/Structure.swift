package import JSONRPC

extension LSP {
  package struct FoldingRange: Hashable, Sendable {
    package var startLine: Int
    package var endLine: Int
    /// `comment`, `imports`, `region` or nil.
    package var kind: String?

    package init(startLine: Int, endLine: Int, kind: String? = nil) {
      self.startLine = startLine
      self.endLine = endLine
      self.kind = kind
    }
  }

  package struct SelectionRangeParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var positions: [Position]
  }

  /// The ranges around one position, innermost first; each lies within the next.
  package struct SelectionRange: Hashable, Sendable {
    package var ranges: [Range]

    package init(ranges: [Range]) {
      self.ranges = ranges
    }
  }
}

extension LSP.FoldingRange: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("startLine", startLine)
    json.member("endLine", endLine)
    json.member("kind", kind)
    json.endObject()
  }
}

extension LSP.SelectionRangeParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    positions = try object.required("positions")
  }
}

extension LSP.SelectionRange: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    for (index, range) in ranges.enumerated() {
      if index > 0 { json.key("parent") }
      json.beginObject()
      json.member("range", range)
    }
    for _ in ranges { json.endObject() }
  }
}
