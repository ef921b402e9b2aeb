import SourceText

/// Looks for ids that are not a heading's: those of HTML elements and of attribute lists.
enum AnchorSearch {
  /// Whether the text gives some element an id; only asked where no heading has it.
  static func contains(_ anchor: String, in text: SourceText) -> Bool {
    let wanted = Array(anchor.utf8)
    guard let first = wanted.first else { return true }
    let bytes = text.bytes
    var offset = 0
    while let candidate = bytes[offset...].firstIndex(of: first) {
      offset = candidate + 1
      let end = candidate + wanted.count
      guard end <= bytes.count, bytes[candidate..<end].elementsEqual(wanted), candidate > 0 else { continue }
      if isIdentifierEnd(end < bytes.count ? bytes[end] : UInt8(ascii: " ")), isAttribute(before: candidate, bytes) {
        return true
      }
    }
    return false
  }

  private static func isIdentifierEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "/") || byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Whether `id=`, `name=` or an attribute list's `#` stands before an offset.
  private static func isAttribute(before offset: Int, _ bytes: [UInt8]) -> Bool {
    var end = offset
    if bytes[end - 1] == UInt8(ascii: "\"") || bytes[end - 1] == UInt8(ascii: "'") { end -= 1 }
    let before = bytes[max(0, end - 5)..<end]
    if before.suffix(3).elementsEqual("id=".utf8) || before.elementsEqual("name=".utf8) { return true }
    guard before.last == UInt8(ascii: "#"), let sign = before.dropLast().last else { return false }
    return sign == UInt8(ascii: "{") || sign == UInt8(ascii: ":") || sign == UInt8(ascii: " ")
  }
}
