import SourceText

/// The text that libcmark-gfm gets to see: of the page's length, and with the same blocks.
///
/// Glossa takes a page's blocks from cmark and reads inline constructs itself, since cmark's inline positions are
/// wrong too often. So the bytes that only inlines are made of give way to bytes that mean nothing: cmark has less
/// to do, no link definition disappears from the tree, and most inputs that make its inline parser slow lose their
/// sting.
enum Skeleton {
  /// Masks `text` in place of its inline delimiters.
  static func make(of text: [UInt8]) -> [UInt8] {
    var skeleton = text
    var masked = skeleton.mutableSpan
    let original = text.span
    let replacements = replacements
    let count = masked.count
    var offset = 0
    while offset < count {
      // Up to the first byte that belongs to no block's marker the line stays as it is.
      while offset < count, isBlockMarker(original[offset]) { offset += 1 }
      if offset < count, original[offset] == UInt8(ascii: "["), beginsCharacterData(text, at: offset) {
        offset += characterData.count
      }
      while offset < count {
        if offset + 8 <= count {
          let marks = ByteWord(original, at: offset).marks
          if marks == 0 {
            offset += 8
            continue
          }
          offset += marks.trailingZeroBitCount / 8
        }
        let byte = original[offset]
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
        let replacement = replacements[Int(byte)]
        if replacement != byte { masked[offset] = replacement }
        offset += 1
      }
      offset += 1
    }
    return skeleton
  }

  /// `<![CDATA[` begins a block of raw HTML.
  private static let characterData = Array("[CDATA[".utf8)

  private static func beginsCharacterData(_ text: [UInt8], at offset: Int) -> Bool {
    text[offset...].starts(with: characterData) && text[..<offset].suffix(2).elementsEqual("<!".utf8)
  }

  /// Whether a byte may stand before or within a block's marker at the head of a line.
  private static func isBlockMarker(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: "#"), UInt8(ascii: "`"), UInt8(ascii: "~"),
      UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/"), UInt8(ascii: "|"),
      UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// What stands in the place of each byte.
  private static let replacements: [UInt8] = {
    var replacements = [UInt8](0...255)
    // Neither is valid in a tag or an attribute's name, like what it replaces.
    for byte in "[*~\0".utf8 { replacements[Int(byte)] = UInt8(ascii: ",") }
    // Both are valid in an attribute's name and not in a tag's.
    replacements[Int(UInt8(ascii: "_"))] = UInt8(ascii: ":")
    return replacements
  }()
}
