import SourceText

/// Finds the ids that HTML attributes and attribute lists give to elements: `id="x"`, `name='x'`, `{#x}`, `{: #x}`.
enum ElementIDs {
  static func find(in text: SourceText) -> Set<String> {
    var ids: Set<String> = []
    let bytes = text.bytes
    var next = 0
    while let offset = ByteWord.firstOffset(of: UInt8(ascii: "="), or: UInt8(ascii: "#"), in: bytes.span, from: next) {
      next = offset + 1
      let isAttribute =
        bytes[offset] == UInt8(ascii: "=") ? isNamed(bytes.span, at: offset) : isInList(bytes.span, at: offset)
      guard isAttribute else { continue }
      let value = bytes[next...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      let id = value.prefix(while: isIdentifierByte)
      if !id.isEmpty { ids.insert(String(decoding: id, as: UTF8.self)) }
    }
    return ids
  }

  /// Whether the attribute before the `=` at an offset is one that names an element.
  private static func isNamed(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    if offset >= 3, bytes[offset - 1] == UInt8(ascii: "d") {
      return bytes[offset - 2] == UInt8(ascii: "i") && bytes[offset - 3] == UInt8(ascii: " ")
    }
    guard offset >= 5, bytes[offset - 1] == UInt8(ascii: "e"), bytes[offset - 2] == UInt8(ascii: "m") else {
      return false
    }
    return bytes[offset - 3] == UInt8(ascii: "a") && bytes[offset - 4] == UInt8(ascii: "n")
      && bytes[offset - 5] == UInt8(ascii: " ")
  }

  /// Whether an attribute list's brace stands before the `#` at an offset, on the same line.
  private static func isInList(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    guard offset > 0 else { return false }
    switch bytes[offset - 1] {
    case UInt8(ascii: "{"): return true
    case UInt8(ascii: ":"), UInt8(ascii: " "): break
    default: return false
    }
    var before = offset - 1
    while before > max(0, offset - 80) {
      before -= 1
      switch bytes[before] {
      case UInt8(ascii: "{"): return true
      case UInt8(ascii: "\n"), UInt8(ascii: "}"): return false
      default: continue
      }
    }
    return false
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"), UInt8(ascii: "}"), UInt8(ascii: "/"): false
    default: byte > 0x20
    }
  }
}
