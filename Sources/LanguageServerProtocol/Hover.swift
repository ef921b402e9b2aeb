package import JSONRPC

extension LSP {
  package struct Hover: Hashable, Sendable {
    package var contents: MarkupContent
    package var range: Range?

    package init(contents: MarkupContent, range: Range?) {
      self.contents = contents
      self.range = range
    }
  }
}

extension LSP.Hover: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("contents", contents)
    json.member("range", range)
    json.endObject()
  }
}
