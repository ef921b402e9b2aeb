package import JSONRPC

extension LSP {
  package enum MessageType: Int, Hashable, Sendable, JSONEncodable {
    case error = 1
    case warning = 2
    case info = 3
    case log = 4
  }

  /// Params of `window/showMessage` and `window/logMessage`.
  package struct ShowMessageParams: Hashable, Sendable {
    package var type: MessageType
    package var message: String

    package init(type: MessageType, message: String) {
      self.type = type
      self.message = message
    }
  }
}

extension LSP.ShowMessageParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", type)
    json.member("message", message)
    json.endObject()
  }
}
