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

  /// Params of `window/showDocument`.
  package struct ShowDocumentParams: Hashable, Sendable {
    package var uri: DocumentURI
    /// Whether it is to be shown outside the editor, such as in a browser.
    package var external: Bool

    package init(uri: DocumentURI, external: Bool) {
      self.uri = uri
      self.external = external
    }
  }

  package struct ShowDocumentResult: Hashable, Sendable {
    package var success: Bool
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
    json.member("external", external)
    json.endObject()
  }
}

extension LSP.ShowDocumentResult: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    success = try JSONObject(json: json).required("success")
  }
}
