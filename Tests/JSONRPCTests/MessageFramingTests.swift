import JSONRPC
import Testing

/// What a stream becomes: bodies as text, everything else in brackets.
private func events(of chunks: [[UInt8]], limits: MessageFraming.Limits = .init()) -> [String] {
  var framing = MessageFraming(limits: limits)
  var events: [String] = []
  for chunk in chunks {
    framing.append(chunk)
    while let event = framing.next() {
      switch event {
      case .body(let body): events.append(String(decoding: body, as: UTF8.self))
      case .bodyTooLong(let length): events.append("<too long: \(length)>")
      case .unsupportedCharset(let charset): events.append("<charset: \(charset)>")
      case .lostSynchronisation(let reason): events.append("<lost: \(reason)>")
      }
    }
  }
  return events
}

private struct Stream: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var bytes: String
  var events: [String]

  init(_ name: String, _ bytes: String, _ events: [String]) {
    (testDescription, self.bytes, self.events) = (name, bytes, events)
  }
}

private let streams = [
  Stream("nothing", "", []),
  Stream("one message", "Content-Length: 2\r\n\r\n{}", ["{}"]),
  Stream("two messages", "Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull", ["{}", "null"]),
  Stream("an empty body", "Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", ["", "{}"]),
  Stream("the length counts bytes", "Content-Length: 4\r\n\r\n\"é\"Content-Length: 2\r\n\r\n{}", ["\"é\"", "{}"]),
  Stream("lower-case field name", "content-length: 2\r\n\r\n{}", ["{}"]),
  Stream("odd-case field name, no blank", "CONTENT-length:2\r\n\r\n{}", ["{}"]),
  Stream("blanks around the number", "Content-Length: \t 2 \t\r\n\r\n{}", ["{}"]),
  Stream("leading zeros", "Content-Length: 002\r\n\r\n{}", ["{}"]),
  Stream(
    "type after length",
    "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}",
    ["{}"]
  ),
  Stream(
    "type before length, old charset name",
    "Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: 2\r\n\r\n{}",
    ["{}"]
  ),
  Stream(
    "charset in quotes and capitals",
    "Content-Type: application/vscode-jsonrpc; Charset=\"UTF-8\"\r\nContent-Length: 2\r\n\r\n{}",
    ["{}"]
  ),
  Stream("a type without charset", "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
  Stream(
    "another charset skips its body",
    "Content-Type: application/vscode-jsonrpc; charset=utf-16\r\nContent-Length: 4\r\n\r\n{\0}\0"
      + "Content-Length: 2\r\n\r\n{}",
    ["<charset: utf-16>", "{}"]
  ),
  Stream("unknown fields", "X-Trace: a:b\r\nContent-Length: 2\r\nX-Other:\r\n\r\n{}", ["{}"]),
  Stream("line feeds alone", "Content-Length: 2\n\n{}", ["{}"]),
  Stream(
    "empty lines between messages",
    "\r\n\r\nContent-Length: 2\r\n\r\n{}\r\n\nContent-Length: 1\r\n\r\n1",
    ["{}", "1"]
  ),
  Stream("the same length twice", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
  Stream(
    "two lengths",
    "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} Content-Length: 2\r\n\r\n{}",
    ["<lost: two different Content-Length fields>", "{}"]
  ),
  Stream(
    "negative length",
    "Content-Length: -2\r\n\r\n{}Content-Length: 2\r\n\r\n{}",
    ["<lost: a Content-Length that is no usable number>", "{}"]
  ),
  Stream(
    "length in words",
    "Content-Length: two\r\n\r\n{}Content-Length: 2\r\n\r\n{}",
    ["<lost: a Content-Length that is no usable number>", "{}"]
  ),
  Stream(
    "no length at all",
    "Content-Length: \r\n\r\n{}Content-Length: 2\r\n\r\n{}",
    ["<lost: a Content-Length that is no usable number>", "{}"]
  ),
  Stream(
    "length beyond every integer",
    "Content-Length: \(String(repeating: "9", count: 40))\r\n\r\n{}Content-Length: 2\r\n\r\n{}",
    ["<lost: a Content-Length that is no usable number>", "{}"]
  ),
  Stream(
    "length of ten digits",
    "Content-Length: 9999999999\r\n\r\n{}\r\nContent-Length: 2\r\n\r\n{}",
    ["<lost: a Content-Length that is no usable number>", "{}"]
  ),
  Stream(
    "header without length",
    "Content-Type: application/vscode-jsonrpc\r\n\r\n{}Content-Length: 2\r\n\r\n{}",
    ["<lost: a header without Content-Length>", "{}"]
  ),
  Stream(
    "text before the header",
    "Starting up ...\r\n\r\nContent-Length: 2\r\n\r\n{}",
    ["<lost: a header line without a field name>", "{}"]
  ),
  Stream(
    "a body longer than its length",
    "Content-Length: 4\r\n\r\n{\"a\":\"b\"}Content-Length: 2\r\n\r\n{}",
    ["{\"a\"", "<lost: a header line without a field name>", "{}"]
  ),
  Stream(
    "the name of the field inside a lost body",
    "Content-Length: 1\r\n\r\n{\"a\":\"Content-Length: 7 \"}\r\nContent-Length: 2\r\n\r\n{}",
    ["{", "<lost: a header line without a field name>", "{}"]
  ),
  Stream(
    "header without end",
    "Content-Length: 2" + String(repeating: "x", count: 9000) + "\r\n\r\nContent-Length: 2\r\n\r\n{}",
    ["<lost: a header of more than 8192 bytes>", "{}"]
  ),
  Stream(
    "too many fields",
    String(repeating: "X-Field: 1\r\n", count: 1000) + "Content-Length: 2\r\n\r\n{}",
    ["<lost: a header of more than 8192 bytes>", "{}"]
  ),
  Stream("a header cut off", "Content-Length: 2\r\n", []),
  Stream("a body cut off", "Content-Length: 20\r\n\r\n{}", []),
]

@Suite struct MessageFramingTests {
  @Test(arguments: streams) private func whole(_ stream: Stream) {
    #expect(events(of: [Array(stream.bytes.utf8)]) == stream.events)
  }

  @Test(arguments: streams) private func byteByByte(_ stream: Stream) {
    #expect(events(of: stream.bytes.utf8.map { [$0] }) == stream.events)
  }

  @Test(arguments: streams) private func inChunks(_ stream: Stream) {
    let bytes = Array(stream.bytes.utf8)
    for size in [2, 3, 7, 16, 61] {
      let chunks = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
      #expect(events(of: chunks) == stream.events, "in chunks of \(size)")
    }
  }

  @Test func tooLongABodyIsSkippedExactly() {
    var limits = MessageFraming.Limits()
    limits.body = 10
    let stream = "Content-Length: 11\r\n\r\n01234567890Content-Length: 10\r\n\r\n0123456789"
    #expect(events(of: [Array(stream.utf8)], limits: limits) == ["<too long: 11>", "0123456789"])
    #expect(events(of: stream.utf8.map { [$0] }, limits: limits) == ["<too long: 11>", "0123456789"])
  }

  @Test func whatABodySwallowedIsReadAfterAll() {
    var framing = MessageFraming()
    framing.append(Array("Content-Length: 10\r\n\r\n{}Content-Length: 4\r\n\r\nnull".utf8))
    #expect(framing.next() == .body(Array("{}Content-".utf8)))
    framing.unread(Array("Content-".utf8))
    #expect(framing.next() == .body(Array("null".utf8)))
    #expect(framing.next() == nil)
    #expect(framing.isBetweenMessages)
  }

  @Test(arguments: [
    ("", true), ("Content-", false), ("Content-Length: 2\r\n\r\n", false), ("Content-Length: 2\r\n\r\n{}", true),
    ("Content-Length: 2\r\n\r\n{}C", false),
  ])
  func knowsWhetherAMessageWasCutOff(_ bytes: String, _ expected: Bool) {
    var framing = MessageFraming()
    framing.append(Array(bytes.utf8))
    while framing.next() != nil {}
    #expect(framing.isBetweenMessages == expected)
  }

  @Test func framesItself() {
    #expect(MessageFraming.frame(Array("\"é\"".utf8)) == Array("Content-Length: 4\r\n\r\n\"é\"".utf8))
  }

  /// A long stream without any message must not be kept.
  @Test func garbageIsNotCollected() {
    var framing = MessageFraming()
    framing.append(Array("?\r\n\r\n".utf8))
    #expect(framing.next() == .lostSynchronisation("a header line without a field name"))
    for _ in 0..<1000 {
      framing.append(Array("Content-Length Content-Length: Content-Length: x\n".utf8))
      #expect(framing.next() == nil)
    }
    framing.append(Array("Content-Length: 2\r\n\r\n{}".utf8))
    #expect(framing.next() == .body(Array("{}".utf8)))
  }
}
