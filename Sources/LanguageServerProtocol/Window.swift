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

  package struct ShowDocumentParams: Hashable, Sendable {
    package var uri: String
    /// Opens outside the editor, as a browser.
    package var external: Bool
    package var takeFocus: Bool
    package var selection: Range?

    package init(uri: String, external: Bool = false, takeFocus: Bool = true, selection: Range? = nil) {
      self.uri = uri
      self.external = external
      self.takeFocus = takeFocus
      self.selection = selection
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

extension LSP.ShowDocumentParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("external", ifTrue: external)
    json.member("takeFocus", ifTrue: takeFocus)
    json.member("selection", selection)
    json.endObject()
  }
}
