package import JSONRPC

extension LSP {
  package struct InlayHint: Hashable, Sendable {
    package var position: Position
    package var label: String
    package var paddingLeft = false

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
    json.member("paddingLeft", ifTrue: paddingLeft)
    json.endObject()
  }
}
