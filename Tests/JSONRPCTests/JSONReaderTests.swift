import JSONRPC
import Testing

private func read(_ text: String) throws -> JSONValue {
  try JSONReader.read(Array(text.utf8))
}

@Suite struct JSONReaderTests {
  @Test(
    arguments: [
      ("null", .null), ("true", true), ("false", false), (" \t\r\n 1 \n", 1),
      ("0", 0), ("-0", 0), ("-12", -12), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.5", .number(1.5)), ("1e2", .number(100)),
      ("-2.5E-1", .number(-0.25)), ("1e400", .number(.infinity)),
      (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""é€🙂""#, "é€🙂"),
      (#""\u00e9\u20AC""#, "é€"), (#""\ud83d\uDE42""#, "🙂"), (#""\u0000""#, "\0"), (#""x\u0041y""#, "xAy"),
      ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
      ("[]", []), ("[ ]", []), ("[1, [2], {}]", [1, [2], [:]]),
      ("{}", [:]), (#"{ "a" : 1 , "b":[ ] }"#, ["a": 1, "b": []]), (#"{"":null}"#, ["": .null]),
    ] as [(String, JSONValue)]
  )
  func reads(_ text: String, _ value: JSONValue) throws {
    #expect(try read(text) == value)
  }

  /// Each lone surrogate counts one UTF-16 unit and must go on counting one.
  @Test(arguments: [
    (#""\ud800""#, "\u{FFFD}"), (#""\udc00""#, "\u{FFFD}"), (#""a\ud83dz""#, "a\u{FFFD}z"),
    (#""\ud83d\ud83d\ude42""#, "\u{FFFD}🙂"), (#""\ude42\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud800\ud800""#, "\u{FFFD}\u{FFFD}"),
  ])
  func loneSurrogates(_ text: String, _ value: String) throws {
    #expect(try read(text) == .string(value))
  }

  @Test(arguments: [
    ("", "unexpected end", 0), ("   ", "unexpected end", 3), ("nul", "expected a value", 0),
    ("True", "expected a value", 0),
    ("\u{FEFF}{}", "expected a value", 0), ("\0", "expected a value", 0), ("NaN", "expected a value", 0),
    ("01", "text after the end of the document", 1), ("-", "expected a digit", 1), ("+1", "expected a value", 0),
    ("1.", "expected a digit", 2), (".5", "expected a value", 0), ("1e", "expected a digit", 2),
    ("1e+", "expected a digit", 3),
    ("[1,]", "expected a value", 3), ("[1 2]", "expected ',' or ']'", 3), ("[", "unexpected end", 1),
    (#"{"a":1,}"#, "expected a member's name", 7), ("{a:1}", "expected a member's name", 1),
    (#"{"a" 1}"#, "expected ':'", 5),
    (#"{"a":1"#, "expected ',' or '}'", 6), ("{'a':1}", "expected a member's name", 1),
    ("{} {}", "text after the end of the document", 3),
    (#"""#, "unexpected end in a string", 1), (#""a"#, "unexpected end in a string", 2),
    ("\"a\nb\"", "a control character in a string", 2),
    (#""\x""#, "an unknown escape in a string", 2), (#""\u12""#, "expected four hexadecimal digits", 5),
    (#""\ud83d\u""#, "expected four hexadecimal digits", 9), (#""\"#, "unexpected end in a string", 2),
    ("// x\n1", "expected a value", 0),
  ])
  func refuses(_ text: String, _ message: String, _ offset: Int) {
    let error = #expect(throws: JSONReader.Failure.self) { try read(text) }
    #expect(error?.message == message)
    #expect(error?.offset == offset)
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22],
      [0x22, 0x5C, 0x6E, 0x80, 0x22],
      [0x7B, 0x22, 0xF5, 0x22, 0x3A, 0x31, 0x7D],
    ] as [[UInt8]]
  )
  func refusesInvalidUTF8(_ bytes: [UInt8]) {
    let error = #expect(throws: JSONReader.Failure.self) { try JSONReader.read(bytes) }
    #expect(error?.message == "invalid UTF-8")
  }

  @Test func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try read(nested(256))
    #expect(throws: JSONReader.Failure.self) { try read(nested(257)) }
    #expect(throws: JSONReader.Failure.self) { try read(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSONReader.Failure.self) { try read(String(repeating: "{\"a\":", count: 100_000)) }
    // Depth is counted, not the number of containers.
    _ = try read("[" + Array(repeating: nested(200), count: 300).joined(separator: ",") + "]")
  }

  @Test func theLastOfEqualKeysCounts() throws {
    #expect(try read(#"{"a":1,"a":2}"#)["a"] == 2)
  }

  @Test func readsWhatABodyBeginsWith() throws {
    let bytes = Array(#" {"a":1} Content-Length: 3"#.utf8)
    let error = #expect(throws: JSONReader.Failure.self) { try JSONReader.read(bytes) }
    #expect(error?.isTrailing == true)
    let (value, end) = try JSONReader.readPrefix(bytes)
    #expect(value == ["a": 1])
    #expect(MessageFraming.startsHeader(bytes[end...]))
  }
}
