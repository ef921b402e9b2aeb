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

  /// Writes a member's name; its value must follow.
  package mutating func key(_ name: String) {
    separate()
    writeQuoted(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func member(_ name: String, _ value: some JSONEncodable) {
    key(name)
    value.write(to: &self)
  }

  /// Writes the member only when there is a value.
  package mutating func member(_ name: String, _ value: (some JSONEncodable)?) {
    guard let value else { return }
    member(name, value)
  }

  /// Writes the member only when the flag is set, for properties whose absence means false.
  package mutating func member(_ name: String, ifTrue flag: Bool) {
    if flag { member(name, true) }
  }

  package mutating func write(_ string: String) {
    separate()
    writeQuoted(string)
  }

  package mutating func write(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
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

  private mutating func writeQuoted(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    let text = string.utf8.span
    var index = 0
    while index < text.count, !Self.needsEscape(text[index]) { index += 1 }
    if index == text.count {
      // Most texts need none, and are copied whole.
      bytes.append(contentsOf: string.utf8)
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
