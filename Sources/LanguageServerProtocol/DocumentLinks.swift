package import JSONRPC

extension LSP {
  package struct DocumentLink: Hashable, Sendable {
    package var range: Range
    package var target: String?
    /// Only for clients with `tooltipSupport`.
    package var tooltip: String?

    package init(range: Range, target: String?, tooltip: String? = nil) {
      self.range = range
      self.target = target
      self.tooltip = tooltip
    }
  }
}

extension LSP.DocumentLink: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("target", target)
    json.member("tooltip", tooltip)
    json.endObject()
  }
}
