package import MarkdownSyntax

/// Finds the level of the headings that are a page's entries.
package enum EntryLevel {
  /// The most frequent level, leaving out headings that are a letter or a range; the deeper one of two as frequent.
  package static func find(in headings: [Heading]) -> Int {
    var counts = [Int](repeating: 0, count: 7)
    for index in headings.indices where !isLetterHeading(headings[index].title) {
      counts[min(6, headings[index].level)] += 1
    }
    var best = 0
    for level in 1...6 where counts[level] > 0 && counts[level] >= counts[best] { best = level }
    return best
  }

  /// Whether a title is a single letter, sign or digit, or a range of these: `L`, `#`, `0-9`, `A–C`.
  package static func isLetterHeading(_ title: String) -> Bool {
    // A title of more bytes than three signs with blanks around them take is none, as nearly all titles.
    guard title.utf8.count <= 16 else { return false }
    var count = 0
    var hasDash = false
    for scalar in title.unicodeScalars where !scalar.isWhiteSpace {
      count += 1
      if count == 2 { hasDash = scalar == "-" || scalar == "–" || scalar == "—" || scalar == "…" }
      if count > 3 { return false }
    }
    return count == 1 || count == 3 && hasDash
  }
}

extension Unicode.Scalar {
  /// Whether Unicode calls it white space; its tables are only asked where ASCII does not answer.
  var isWhiteSpace: Bool {
    isASCII ? self == " " || value &- 0x09 < 5 : properties.isWhitespace
  }
}
