import JSONRPC
import Testing

private func message(_ text: String) throws -> Message {
  try Message(JSONReader.read(Array(text.utf8)))
}

@Suite struct MessageTests {
  @Test(
    arguments: [
      (
        #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#,
        .request(id: .integer(1), method: "m", params: ["a": 1])
      ),
      (#"{"jsonrpc":"2.0","id":"1","method":"m","params":[1]}"#, .request(id: .string("1"), method: "m", params: [1])),
      (#"{"jsonrpc":"2.0","id":1,"method":"m"}"#, .request(id: .integer(1), method: "m", params: nil)),
      (#"{"jsonrpc":"2.0","id":1,"method":"m","params":null}"#, .request(id: .integer(1), method: "m", params: nil)),
      (#"{"jsonrpc":"2.0","id":-1,"method":"","x":0}"#, .request(id: .integer(-1), method: "", params: nil)),
      (#"{"jsonrpc":"2.0","method":"m"}"#, .notification(method: "m", params: nil)),
      (#"{"jsonrpc":"2.0","id":7,"result":null}"#, .response(id: .integer(7), result: .success(.null))),
      (#"{"jsonrpc":"2.0","id":7,"result":[1]}"#, .response(id: .integer(7), result: .success([1]))),
      (#"{"jsonrpc":"2.0","id":7,"result":1,"error":null}"#, .response(id: .integer(7), result: .success(1))),
      (
        #"{"jsonrpc":"2.0","id":7,"error":{"code":-1,"message":"no"}}"#,
        .response(id: .integer(7), result: .failure(ResponseError(ErrorCode(rawValue: -1), "no")))
      ),
      (
        #"{"jsonrpc":"2.0","id":7,"error":5}"#,
        .response(id: .integer(7), result: .failure(ResponseError(.internalError, "an unreadable error")))
      ),
    ] as [(String, Message)]
  )
  func reads(_ text: String, _ expected: Message) throws {
    #expect(try message(text) == expected)
  }

  /// The id and the code of the answer; no answer to what is, or may be, a notification or a response.
  @Test(arguments: [
    ("[]", "null -32600"), (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, "null -32600"), ("1", "null -32600"),
    ("null", "null -32600"),
    ("{}", "null -32600"), (#"{"id":1,"method":"m"}"#, "1 -32600"),
    (#"{"jsonrpc":"1.0","id":"a","method":"m"}"#, "\"a\" -32600"),
    (#"{"jsonrpc":"2.0","id":1}"#, "1 -32600"), (#"{"jsonrpc":"2.0"}"#, "null -32600"),
    (#"{"jsonrpc":"2.0","id":1,"method":5}"#, "1 -32600"),
    (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, "null -32600"),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, "null -32600"),
    (#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, "null -32600"),
    (#"{"jsonrpc":"2.0","id":1,"method":"m","params":5}"#, "1 -32600"),
    (#"{"jsonrpc":"2.0","method":"m","params":"x"}"#, "none"), (#"{"method":"m"}"#, "none"),
    (#"{"jsonrpc":"2.0","result":1}"#, "none"),
    (#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":""}}"#, "none"),
    (#"{"id":1,"result":1}"#, "none"),
  ])
  func refuses(_ text: String, _ expected: String) {
    let error = #expect(throws: MalformedMessage.self) { try message(text) }
    let answer = error.flatMap { error in
      error.answer.map { "\(error.id.map(\.description) ?? "null") \($0.code.rawValue)" } ?? "none"
    }
    #expect(answer == expected)
  }

  @Test func ids() {
    #expect(RequestID.integer(1) != .string("1"))
    #expect(RequestID.string("\u{E9}") != .string("e\u{301}"))
    #expect(Set([RequestID.string("a"), .string("a"), .integer(1)]).count == 2)
  }

  @Test func writes() {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    #expect(
      text(Message.requestBody(id: .integer(1), method: "m", params: ["a": 1] as JSONValue))
        == #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#
    )
    #expect(
      text(Message.notificationBody(method: "m", params: nil as JSONValue?)) == #"{"jsonrpc":"2.0","method":"m"}"#
    )
    #expect(
      text(Message.responseBody(id: .string("x"), result: nil as JSONValue?))
        == #"{"jsonrpc":"2.0","id":"x","result":null}"#
    )
    #expect(
      text(Message.responseBody(id: nil, error: ResponseError(.parseError, "bad")))
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"bad"}}"#
    )
  }
}
