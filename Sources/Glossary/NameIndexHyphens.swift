/// The reading of a label in which hyphens are spaces.
enum HyphenFold {
  /// The folded form of a normalised label, or nil if there is no hyphen in it.
  static func folded(_ label: [UInt8]) -> [UInt8]? {
    guard label.contains(where: { $0 == hyphen || $0 == 0xE2 }) else { return nil }
    var folded: [UInt8] = []
    folded.reserveCapacity(label.count)
    var hasHyphen = false
    var index = 0
    while index < label.count {
      let length = hyphenLength(label, at: index)
      hasHyphen = hasHyphen || length > 0
      if length > 0 || label[index] == blank {
        // A hyphen between blanks, or at an end, leaves nothing behind.
        if folded.last != blank, !folded.isEmpty { folded.append(blank) }
        index += max(length, 1)
      } else {
        folded.append(label[index])
        index += 1
      }
    }
    if folded.last == blank { folded.removeLast() }
    return hasHyphen && !folded.isEmpty ? folded : nil
  }

  private static let hyphen = UInt8(ascii: "-")
  private static let blank = UInt8(ascii: " ")

  /// The number of bytes of the hyphen at an index, zero if there is none: the ASCII hyphen, and the hyphen,
  /// no-break hyphen, figure dash and en dash of Unicode (U+2010 to U+2013).
  private static func hyphenLength(_ label: [UInt8], at index: Int) -> Int {
    if label[index] == hyphen { return 1 }
    guard label[index] == 0xE2, index + 2 < label.count, label[index + 1] == 0x80 else { return 0 }
    return (0x90...0x93).contains(label[index + 2]) ? 3 : 0
  }
}
