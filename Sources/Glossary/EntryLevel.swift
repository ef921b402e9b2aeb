package import MarkdownSyntax

/// Finds the level of the headings that are a page's entries.
package enum EntryLevel {
  /// The most frequent level, leaving out headings that are a letter or a range; the deeper one of two as frequent.
  package static func find(in headings: [Heading]) -> Int {
    var counts = [Int](repeating: 0, count: 7)
    for heading in headings where !isLetterHeading(heading.title) { counts[min(6, heading.level)] += 1 }
    var best = 0
    for level in 1...6 where counts[level] > 0 && counts[level] >= counts[best] { best = level }
    return best
  }

  /// Whether a title is a single letter, sign or digit, or a range of these: `L`, `#`, `0-9`, `A–C`.
  package static func isLetterHeading(_ title: String) -> Bool {
    // A title of more bytes than three signs with blanks around them take is none, as nearly all titles.
    guard title.utf8.count <= 16 else { return false }
    let signs = title.unicodeScalars.filter { !$0.properties.isWhitespace }
    if signs.count == 1 { return true }
    guard signs.count == 3, let dash = signs.dropFirst().first else { return false }
    return dash == "-" || dash == "–" || dash == "—" || dash == "…"
  }
}
