/// The words that say what kind of thing a title names, and that authors leave out: `LangChain Python Module`.
package struct KindWords: Hashable, Sendable {
  /// The words in lower case, longest first; some are phrases.
  package let words: [String]
  private let bytes: [[UInt8]]

  package init(_ words: [String]) {
    var unique: [String] = []
    for word in words.map({ Label.normalized($0, use: .definition) }) where !word.isEmpty && !unique.contains(word) {
      unique.append(word)
    }
    self.words = unique.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    bytes = self.words.map { Array($0.utf8) }
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
    let isASCII = title.allSatisfy { $0 < 0x80 }
    return bytes.compactMap { kind in
      guard let start = start(of: kind, endingTitle: title, isASCII: isASCII), start > 1, title[start - 1] == blank,
        let end = title[..<start].lastIndex(where: { $0 != blank })
      else { return nil }
      return Array(title[...end])
    }
  }

  private var blank: UInt8 { UInt8(ascii: " ") }

  private func start(of kind: [UInt8], endingTitle title: [UInt8], isASCII: Bool) -> Int? {
    let start = title.count - kind.count
    // Most titles have no word of that length at their end.
    if start > 0, title[start - 1] == blank,
      kind.indices.reversed().allSatisfy({ lowercased(title[start + $0]) == kind[$0] })
    {
      return start
    }
    return isASCII ? nil : startBeyondASCII(of: kind, endingTitle: title)
  }

  /// A folded word may have another length than the one in the title, but it has as many blanks.
  private func startBeyondASCII(of kind: [UInt8], endingTitle title: [UInt8]) -> Int? {
    var start = title.count
    for _ in 0..<(kind.count { $0 == blank } + 1) {
      guard let before = title[..<max(start - 1, 0)].lastIndex(of: blank) else { return nil }
      start = before + 1
    }
    return Label.normalized(Array(title[start...]).span) == kind ? start : nil
  }

  private func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
