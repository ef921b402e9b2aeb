/// Error codes of JSON-RPC 2.0 and LSP.
package struct ErrorCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  package static let parseError = ErrorCode(rawValue: -32700)
  package static let invalidRequest = ErrorCode(rawValue: -32600)
  package static let methodNotFound = ErrorCode(rawValue: -32601)
  package static let invalidParams = ErrorCode(rawValue: -32602)
  package static let internalError = ErrorCode(rawValue: -32603)
  package static let serverNotInitialized = ErrorCode(rawValue: -32002)
  package static let requestFailed = ErrorCode(rawValue: -32803)
  package static let serverCancelled = ErrorCode(rawValue: -32802)
  package static let contentModified = ErrorCode(rawValue: -32801)
  package static let requestCancelled = ErrorCode(rawValue: -32800)
}

/// Why a request has no result.
package struct ResponseError: Error, Hashable, Sendable {
  package var code: ErrorCode
  package var message: String
  package var data: JSONValue?

  package init(_ code: ErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  package static let cancelled = ResponseError(.requestCancelled, "The request was cancelled.")
}

extension ResponseError: JSONDecodable, JSONEncodable {
  /// Lenient, since the only use of a client's error is a line in the log.
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    code = ErrorCode(rawValue: try object.optional("code") ?? ErrorCode.internalError.rawValue)
    message = try object.optional("message") ?? ""
    data = object["data"]
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("code", code.rawValue)
    json.member("message", message)
    json.member("data", data)
    json.endObject()
  }
}
