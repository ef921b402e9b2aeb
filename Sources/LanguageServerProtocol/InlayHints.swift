package import JSONRPC

extension LSP {
  package struct InlayHint: Hashable, Sendable {
    package var position: Position
    package var label: String
    package var tooltip: Documentation?
    package var paddingLeft = false
    package var paddingRight = false
    package var data: JSONValue?

    package init(position: Position, label: String) {
      self.position = position
      self.label = label
    }
  }
}

extension LSP.InlayHint: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("position", position)
    json.member("label", label)
    json.member("tooltip", tooltip)
    json.member("paddingLeft", ifTrue: paddingLeft)
    json.member("paddingRight", ifTrue: paddingRight)
    json.member("data", data)
    json.endObject()
  }
}
