import SourceText

/// Finds the ids that HTML attributes and attribute lists give to elements: `id="x"`, `name='x'`, `{#x}`, `{: #x}`.
enum ElementIDs {
  static func find(in text: SourceText) -> Set<String> {
    var ids: Set<String> = []
    let bytes = text.bytes
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "=") || byte == UInt8(ascii: "#") {
      let isAttribute = byte == UInt8(ascii: "=") ? endsWithName(bytes[..<offset]) : opensList(bytes[..<offset])
      guard isAttribute else { continue }
      let value = bytes[(offset + 1)...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      let id = value.prefix(while: isIdentifierByte)
      if !id.isEmpty { ids.insert(String(decoding: id, as: UTF8.self)) }
    }
    return ids
  }

  private static func endsWithName(_ before: ArraySlice<UInt8>) -> Bool {
    before.suffix(3).elementsEqual(" id".utf8) || before.suffix(5).elementsEqual(" name".utf8)
  }

  /// Whether an attribute list's brace stands before a `#`, on the same line.
  private static func opensList(_ before: ArraySlice<UInt8>) -> Bool {
    guard let last = before.last, last == UInt8(ascii: "{") || last == UInt8(ascii: ":") || last == UInt8(ascii: " ")
    else { return false }
    let line = before.suffix(80).reversed().prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "}") }
    return line.contains(UInt8(ascii: "{"))
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"), UInt8(ascii: "}"), UInt8(ascii: "/"): false
    default: byte > 0x20
    }
  }
}
