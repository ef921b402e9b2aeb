/// One message of JSON-RPC 2.0 as it arrives.
package enum Message: Hashable, Sendable {
  case request(id: RequestID, method: String, params: JSONValue?)
  case notification(method: String, params: JSONValue?)
  /// An answer to a request of ours.
  case response(id: RequestID, result: Result<JSONValue, ResponseError>)
}

/// Why a body is no message, and the answer that JSON-RPC wants for it.
package struct MalformedMessage: Error, Hashable, Sendable {
  /// The request's id, or nil where it cannot be told; the answer's id is then `null`.
  package var id: RequestID?
  /// The answer's error, or nil where none may be sent, because the body was a notification or a response.
  package var answer: ResponseError?
  package var reason: String

  package init(id: RequestID?, answer: ResponseError?, reason: String) {
    self.id = id
    self.answer = answer
    self.reason = reason
  }
}

extension Message {
  package init(_ json: JSONValue) throws(MalformedMessage) {
    guard case .object(let object) = json else {
      let reason = if case .array = json { "batches are not supported" } else { "a message must be an object" }
      throw Self.invalid(id: nil, reason)
    }
    let idValue = object["id"]
    let id = idValue.flatMap { try? RequestID(json: $0) }
    guard object["jsonrpc"] == "2.0" else {
      let reason = "\"jsonrpc\" must be \"2.0\""
      if object["method"] == nil, Self.isResponse(object) { throw Self.unanswerable(reason) }
      if idValue == nil, object["method"] != nil { throw Self.unanswerable(reason) }
      throw Self.invalid(id: id, reason)
    }
    guard let method = object["method"] else {
      self = try Self.response(object, id: id)
      return
    }
    guard case .string(let name) = method else { throw Self.invalid(id: id, "\"method\" must be a string") }
    guard idValue != nil else {
      guard let params = Self.params(object) else {
        throw Self.unanswerable("\"params\" must be an object or an array")
      }
      self = .notification(method: name, params: params.value)
      return
    }
    guard let id else { throw Self.invalid(id: nil, "\"id\" must be an integer or a string") }
    guard let params = Self.params(object) else {
      throw Self.invalid(id: id, "\"params\" must be an object or an array")
    }
    self = .request(id: id, method: name, params: params.value)
  }

  /// Missing and `null` params are the same: none.
  private static func params(_ object: JSONObject) -> (value: JSONValue?, Void)? {
    switch object["params"] {
    case nil, .null: (nil, ())
    case .object?, .array?: (object["params"], ())
    default: nil
    }
  }

  private static func isResponse(_ object: JSONObject) -> Bool {
    object["result"] != nil || object["error"] != nil
  }

  private static func response(_ object: JSONObject, id: RequestID?) throws(MalformedMessage) -> Message {
    guard isResponse(object) else {
      throw invalid(id: id, "a message needs \"method\", \"result\" or \"error\"")
    }
    guard let id else { throw unanswerable("a response without the id of a request") }
    if let error = object["error"], error != .null {
      let failure = try? ResponseError(json: error)
      return .response(id: id, result: .failure(failure ?? ResponseError(.internalError, "an unreadable error")))
    }
    return .response(id: id, result: .success(object["result"] ?? .null))
  }

  private static func invalid(id: RequestID?, _ reason: String) -> MalformedMessage {
    MalformedMessage(id: id, answer: ResponseError(.invalidRequest, reason), reason: reason)
  }

  private static func unanswerable(_ reason: String) -> MalformedMessage {
    MalformedMessage(id: nil, answer: nil, reason: reason)
  }
}

/// Bodies of messages as they leave.
extension Message {
  package static func requestBody(id: RequestID, method: String, params: (some JSONEncodable)?) -> [UInt8] {
    body { json in
      json.member("id", id)
      json.member("method", method)
      json.member("params", params)
    }
  }

  package static func notificationBody(method: String, params: (some JSONEncodable)?) -> [UInt8] {
    body { json in
      json.member("method", method)
      json.member("params", params)
    }
  }

  package static func responseBody(id: RequestID, result: some JSONEncodable) -> [UInt8] {
    body { json in
      json.member("id", id)
      json.key("result")
      result.write(to: &json)
    }
  }

  /// The id is null only where the request could not be read.
  package static func responseBody(id: RequestID?, error: ResponseError) -> [UInt8] {
    body { json in
      json.key("id")
      id.write(to: &json)
      json.member("error", error)
    }
  }

  private static func body(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("jsonrpc", "2.0")
    members(&json)
    json.endObject()
    return json.bytes
  }
}
