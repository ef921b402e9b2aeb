/// The words that say what kind of thing a title names, and that authors leave out: `LangChain Python Module`.
package struct KindWords: Hashable, Sendable {
  /// The words in lower case, longest first; some are phrases.
  package let words: [String]

  package init(_ words: [String]) {
    var unique: [String] = []
    for word in words.map({ Label.normalized($0, use: .definition) }) where !word.isEmpty && !unique.contains(word) {
      unique.append(word)
    }
    self.words = unique.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// What real glossaries leave out most.
  package static let standard = KindWords([
    "model", "company", "algorithm", "person", "python module", "movie", "dataset", "system", "benchmark",
    "framework", "family", "function", "service", "model family", "prompting", "activation function",
    "architecture", "robot", "layer", "loss function", "conference", "environment",
  ])
}

extension KindWords {
  /// What is left of a title, given as UTF-8, when a kind word is taken from its end: once for each that fits.
  func prefixes(of title: [UInt8]) -> [[UInt8]] {
    words.compactMap { word in
      guard let start = start(of: word, endingTitle: title), start > 1, title[start - 1] == UInt8(ascii: " "),
        let end = title[..<start].lastIndex(where: { $0 != UInt8(ascii: " ") })
      else { return nil }
      return Array(title[...end])
    }
  }

  private func start(of word: String, endingTitle title: [UInt8]) -> Int? {
    let kind = word.utf8
    let fixed = title.count - kind.count
    if fixed > 0, zip(title[fixed...], kind).allSatisfy({ ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }) { return fixed }
    if title.allSatisfy({ $0 < 0x80 }) { return nil }
    // A folded word may have another length than the one in the title, but it has as many blanks.
    var start = title.count
    for _ in 0..<(kind.count { $0 == UInt8(ascii: " ") } + 1) {
      guard let blank = title[..<max(start - 1, 0)].lastIndex(of: UInt8(ascii: " ")) else { return nil }
      start = blank + 1
    }
    return Label.normalized(Array(title[start...]).span) == Array(kind) ? start : nil
  }
}
