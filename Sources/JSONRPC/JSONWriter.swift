/// Writes JSON text, members in the order of the calls and without white space, so that equal values give equal bytes.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Set when the next member or element of the innermost container has one before it.
  private var needsComma = false

  package init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  package mutating func beginObject() { open("{") }
  package mutating func endObject() { close("}") }
  package mutating func beginArray() { open("[") }
  package mutating func endArray() { close("]") }

  /// Writes a member's name, ASCII without anything to escape; its value must follow.
  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func member(_ name: StaticString, _ value: some JSONEncodable) {
    key(name)
    value.write(to: &self)
  }

  /// Writes the member only when there is a value.
  package mutating func member(_ name: StaticString, _ value: (some JSONEncodable)?) {
    guard let value else { return }
    member(name, value)
  }

  /// Writes the member only when the flag is set, for properties whose absence means false.
  package mutating func member(_ name: StaticString, ifTrue flag: Bool) {
    if flag { member(name, true) }
  }

  /// Writes a member whose name is data.
  package mutating func member(named name: String, _ value: some JSONEncodable) {
    write(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    value.write(to: &self)
  }

  package mutating func write(_ string: String) {
    separate()
    writeQuoted(string)
  }

  package mutating func write(_ number: Int) {
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(of: number.magnitude)
  }

  /// Writes a value that another writer has written.
  package mutating func write(_ json: [UInt8]) {
    separate()
    bytes += json
  }

  /// JSON has no infinities and no NaN; they become `null`.
  package mutating func write(_ number: Double) {
    separate()
    bytes.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
  }

  package mutating func write(_ flag: Bool) {
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  package mutating func writeNull() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  private mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func writeDigits(of number: UInt) {
    if number > 9 { writeDigits(of: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func writeQuoted(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    let text = string.utf8.span
    // Without a way out of the loop the compiler looks at many bytes at a time.
    var escapes: UInt8 = 0
    for index in text.indices { escapes |= Self.needsEscape(text[index]) ? 1 : 0 }
    if escapes == 0 {
      unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    } else {
      for index in text.indices {
        if Self.needsEscape(text[index]) { writeEscape(text[index]) } else { bytes.append(text[index]) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func writeEscape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0..<0x20:
      bytes.append(contentsOf: byte < 0x10 ? "u000".utf8 : "u00".utf8)
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }
}
