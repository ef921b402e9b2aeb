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
    var isLineStart = true
    var offset = 0
    let count = masked.count
    while offset < count {
      let byte = masked[offset]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isLineStart = true
      } else if isLineStart {
        let role = byte < 0x80 ? roles[Int(byte)] : .other
        if role != .blockMarker {
          isLineStart = false
          if byte == UInt8(ascii: "[") {
            if beginsCharacterData(text, at: offset) {
              offset += characterData.count
              continue
            }
            masked[offset] = UInt8(ascii: ",")
          }
          if byte == 0 { masked[offset] = UInt8(ascii: ",") }
        }
      } else if byte < 0x60 || byte == UInt8(ascii: "~") {
        switch byte {
        // Neither is valid in a tag or an attribute's name, like what it replaces.
        case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "~"), 0: masked[offset] = UInt8(ascii: ",")
        // Both are valid in an attribute's name and not in a tag's.
        case UInt8(ascii: "_"): masked[offset] = UInt8(ascii: ":")
        default: break
        }
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

  private enum Role: UInt8 { case other, blockMarker }

  /// The bytes that may stand before or within a block's marker at the head of a line.
  private static let roles: [Role] = {
    var roles = [Role](repeating: .other, count: 128)
    for byte in " \t>*-+_=0123456789.)#`~<!?/|:".utf8 { roles[Int(byte)] = .blockMarker }
    return roles
  }()
}
