/// Text as a terminal may show it, and the columns it takes there.
package enum DisplayText {
  /// Appends a text with all that a terminal would obey instead of showing written out, as `\u{1b}`: control
  /// characters, line separators and the marks that turn the direction of writing.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    if text.utf8.allSatisfy(isPlain) {
      bytes.append(text)
      return
    }
    for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
  }

  /// Whether a byte is a printable character of ASCII, which takes one column.
  static func isPlain(_ byte: UInt8) -> Bool { 0x20 <= byte && byte < 0x7F }

  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if isShown(scalar) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      bytes.append(written(scalar))
    }
  }

  /// What a terminal shows for one character of a page, and the columns that it takes.
  static func cell(_ character: Character) -> (text: String, width: Int) {
    if let ascii = character.asciiValue, isPlain(ascii) { return (String(character), 1) }
    let scalars = character.unicodeScalars
    guard scalars.allSatisfy(isShown) else {
      var text: [UInt8] = []
      append(String(character), to: &text)
      return (String(decoding: text, as: UTF8.self), text.count)
    }
    // Terminals differ on emoji of several scalars; those that join them show two columns.
    let isEmoji = scalars.contains { $0.properties.isEmojiPresentation || $0 == "\u{FE0F}" }
    return (String(character), isEmoji ? 2 : scalars.reduce(0) { $0 + width(of: $1) })
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{61C}": false
    default: true
    }
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }

  /// The columns of one scalar (Unicode Standard Annex 11), emoji apart.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: return scalar == "\u{AD}" ? 0 : 1
    case 0x1160...0x11FF: return 0
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}
