/// Reads one JSON document (RFC 8259) from bytes.
///
/// Strict, with one exception: a surrogate escape without its partner, as an editor sends when it cuts a pair in two, becomes
/// U+FFFD, which counts one UTF-16 unit as the surrogate did. To refuse it would lose the edit that carries it.
package struct JSONReader {
  /// Why a text is no JSON document.
  package struct Failure: Error, Hashable, Sendable {
    package var message: String
    /// Offset in bytes, from zero.
    package var offset: Int
    /// Set when a whole document was read and something other than white space follows it at `offset`.
    package var isTrailing = false
  }

  /// How deeply arrays and objects may nest.
  package static let depthLimit = 256

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipWhiteSpace()
    let value = try reader.readValue()
    reader.skipWhiteSpace()
    guard reader.index == bytes.count else {
      throw Failure(message: "text after the end of the document", offset: reader.index, isTrailing: true)
    }
    return value
  }

  /// The document that the bytes begin with; used where a wrong length let something else follow it.
  package static func readPrefix(_ bytes: [UInt8]) throws(Failure) -> (value: JSONValue, end: Int) {
    var reader = JSONReader(bytes)
    reader.skipWhiteSpace()
    let value = try reader.readValue()
    reader.skipWhiteSpace()
    return (value, reader.index)
  }
}

// MARK: - Values

extension JSONReader {
  private func failure(_ message: String) -> Failure {
    Failure(message: message, offset: index)
  }

  private var peeked: UInt8? {
    index < bytes.count ? bytes[index] : nil
  }

  private mutating func skipWhiteSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  private mutating func readValue() throws(Failure) -> JSONValue {
    switch peeked {
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "{"): return .object(try readObject())
    case UInt8(ascii: "["): return .array(try readArray())
    case UInt8(ascii: "-"), .some(0x30...0x39): return try readNumber()
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    case nil: throw failure("unexpected end")
    default: throw failure("expected a value")
    }
  }

  private mutating func readWord(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[index...].starts(with: word.utf8) else { throw failure("expected a value") }
    index += word.utf8.count
    return value
  }

  private mutating func descend() throws(Failure) {
    depth += 1
    guard depth <= Self.depthLimit else { throw failure("nested more than \(Self.depthLimit) deep") }
    index += 1
    skipWhiteSpace()
  }

  private mutating func readArray() throws(Failure) -> [JSONValue] {
    try descend()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    if peeked == UInt8(ascii: "]") {
      index += 1
      return elements
    }
    while true {
      elements.append(try readValue())
      skipWhiteSpace()
      switch peeked {
      case UInt8(ascii: ","):
        index += 1
        skipWhiteSpace()
      case UInt8(ascii: "]"):
        index += 1
        return elements
      default: throw failure("expected ',' or ']'")
      }
    }
  }

  private mutating func readObject() throws(Failure) -> JSONObject {
    try descend()
    defer { depth -= 1 }
    var object = JSONObject()
    if peeked == UInt8(ascii: "}") {
      index += 1
      return object
    }
    while true {
      guard peeked == UInt8(ascii: "\"") else { throw failure("expected a member's name") }
      let key = try readString()
      skipWhiteSpace()
      guard peeked == UInt8(ascii: ":") else { throw failure("expected ':'") }
      index += 1
      skipWhiteSpace()
      object.members.append(JSONObject.Member(key: key, value: try readValue()))
      skipWhiteSpace()
      switch peeked {
      case UInt8(ascii: ","):
        index += 1
        skipWhiteSpace()
      case UInt8(ascii: "}"):
        index += 1
        return object
      default: throw failure("expected ',' or '}'")
      }
    }
  }

  private mutating func readNumber() throws(Failure) -> JSONValue {
    let start = index
    if peeked == UInt8(ascii: "-") { index += 1 }
    if peeked == 0x30 {
      index += 1
    } else if skipDigits() == 0 {
      throw failure("expected a digit")
    }
    var isInteger = true
    if peeked == UInt8(ascii: ".") {
      isInteger = false
      index += 1
      guard skipDigits() > 0 else { throw failure("expected a digit") }
    }
    if peeked == UInt8(ascii: "e") || peeked == UInt8(ascii: "E") {
      isInteger = false
      index += 1
      if peeked == UInt8(ascii: "+") || peeked == UInt8(ascii: "-") { index += 1 }
      guard skipDigits() > 0 else { throw failure("expected a digit") }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text) else { throw failure("expected a number") }
    return .number(number)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return index - start
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func readString() throws(Failure) -> String {
    index += 1
    let start = index
    skipPlainBytes()
    if peeked == UInt8(ascii: "\"") {
      let text = try string(bytes.span.extracting(start..<index), at: start)
      index += 1
      return text
    }
    var decoded = Array(bytes[start..<index])
    while let byte = peeked {
      switch byte {
      case UInt8(ascii: "\""):
        let text = try string(decoded.span, at: start)
        index += 1
        return text
      case UInt8(ascii: "\\"):
        try readEscape(into: &decoded)
      case ..<0x20:
        throw failure("a control character in a string")
      default:
        let run = index
        skipPlainBytes()
        decoded.append(contentsOf: bytes[run..<index])
      }
    }
    throw failure("unexpected end in a string")
  }

  private func string(_ utf8: Span<UInt8>, at offset: Int) throws(Failure) -> String {
    do {
      return String(copying: try UTF8Span(validating: utf8))
    } catch {
      throw Failure(message: "invalid UTF-8", offset: offset)
    }
  }

  private mutating func skipPlainBytes() {
    index = Self.endOfPlainBytes(bytes.span, from: index)
  }

  /// The offset of the next quotation mark, backslash or control character.
  private static func endOfPlainBytes(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      position &+= 1
    }
    return position
  }

  private mutating func readEscape(into decoded: inout [UInt8]) throws(Failure) {
    index += 1
    guard let byte = peeked else { throw failure("unexpected end in a string") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "u"): try readUnicodeEscape(into: &decoded)
    default:
      index -= 1
      throw failure("an unknown escape in a string")
    }
  }

  private mutating func readUnicodeEscape(into decoded: inout [UInt8]) throws(Failure) {
    let unit = try readHexadecimal()
    var scalar = Unicode.Scalar(unit)
    if (0xD800...0xDBFF).contains(unit), peeked == UInt8(ascii: "\\"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "u")
    {
      let backslash = index
      index += 2
      let low = try readHexadecimal()
      if (0xDC00...0xDFFF).contains(low) {
        scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      } else {
        index = backslash
      }
    }
    decoded.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func readHexadecimal() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peeked else { throw failure("unexpected end in a string") }
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: throw failure("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
