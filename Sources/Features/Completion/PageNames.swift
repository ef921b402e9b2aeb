import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// A name that completion may offer.
struct OfferedName: Sendable {
  /// As it would stand between brackets.
  var text: String
  var place: EntryPlace
  /// 1 for titles, aliases and labels of definitions, 2 for what a title's parenthesis gives.
  var tier: UInt8
  var isTitle: Bool
  var key: LabelKey
  /// Its bytes among those of all names of the page.
  var folded: Range<Int32>
}

/// The names of one page's entries, in the order in which they are searched: immutable, and shared by the states of
/// an index as long as the page's entries and their definitions stay the same.
final class PageNames: Sendable {
  let names: [OfferedName]
  private let folded: [UInt8]
  private let wordStarts: [Bool]
  /// The starts of all words in the order of what stands from there to the name's end.
  private let words: [WordStart]
  private let source: Source

  /// What the names were made of.
  private struct Source: Sendable, Equatable {
    var titles: [String]
    var aliases: [[String]]
    var anchors: [String]
    var pageTitle: String
    var definitionsRevision: Int

    init(_ page: Page, _ snapshot: WorkspaceSnapshot) {
      titles = page.entries.entries.map(\.title)
      aliases = page.entries.entries.map(\.aliases)
      anchors = page.anchors
      pageTitle = snapshot.title(of: EntryPlace(page: page.id, entry: nil))
      definitionsRevision = snapshot.definitionsRevision
    }
  }

  private struct WordStart: Sendable {
    var name: Int32
    var offset: Int32
  }

  /// The names of a page's entries and of the page itself.
  init(of page: Page, in snapshot: WorkspaceSnapshot) {
    source = Source(page, snapshot)
    var names: [OfferedName] = []
    var folded: [UInt8] = []
    var wordStarts: [Bool] = []
    var words: [WordStart] = []
    for (place, entryNames) in snapshot.entryNames(on: page) {
      let title = snapshot.title(of: place)
      let first = names.count
      for name in entryNames where name.tier <= 2 && Self.isLabel(name.name) {
        let key = LabelKey(name.name, matching: snapshot.profile.labelMatching)
        if names[first...].contains(where: { $0.key == key }) { continue }
        let text = FoldedText(name.name)
        let start = Int32(clamping: folded.count)
        for (offset, isStart) in text.wordStarts.enumerated() where isStart {
          words.append(WordStart(name: Int32(clamping: names.count), offset: start + Int32(clamping: offset)))
        }
        folded += text.bytes
        wordStarts += text.wordStarts
        names.append(
          OfferedName(
            text: name.name,
            place: place,
            tier: UInt8(clamping: name.tier),
            isTitle: name.name == title,
            key: key,
            folded: start..<Int32(clamping: folded.count)
          )
        )
      }
    }
    self.names = names
    self.folded = folded
    self.wordStarts = wordStarts
    self.words = Self.sorted(words, names, folded)
  }

  /// Whether a new state of the page gives the same names.
  func isValid(for page: Page, in snapshot: WorkspaceSnapshot) -> Bool { source == Source(page, snapshot) }

  /// What stands between brackets can hold neither brackets nor line ends nor code.
  private static func isLabel(_ name: String) -> Bool {
    !name.utf8.contains { byte in
      byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "`") || byte < 0x20
    }
  }

  private static func sorted(_ words: [WordStart], _ names: [OfferedName], _ folded: [UInt8]) -> [WordStart] {
    func rest(_ word: WordStart) -> ArraySlice<UInt8> {
      folded[Int(word.offset)..<Int(names[Int(word.name)].folded.upperBound)]
    }
    /// The first eight bytes as a number; most words differ there.
    func leading(_ word: WordStart) -> UInt64 {
      let rest = rest(word).prefix(8)
      return rest.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(64 - 8 * rest.count)
    }
    return words.map { (word: $0, leading: leading($0)) }.sorted { left, right in
      if left.leading != right.leading { return left.leading < right.leading }
      let leftRest = rest(left.word)
      let rightRest = rest(right.word)
      if leftRest.elementsEqual(rightRest) { return left.word.name < right.word.name }
      return leftRest.lexicographicallyPrecedes(rightRest)
    }.map(\.word)
  }

  /// The names of one entry.
  func names(of place: EntryPlace) -> ArraySlice<OfferedName> {
    // Names stand in the order of the entries, those of the page itself before them.
    let start = names.partitioningIndex { $0.place >= place }
    return names[start...].prefix { $0.place == place }
  }

  // MARK: Search

  /// Calls `body` with each name that fits a query, once, in the order of the words found.
  ///
  /// - Parameter atStart: whether only names are wanted that begin with the query.
  func forEachMatch(_ query: FuzzyQuery, atStart: Bool, _ body: (_ name: Int, _ match: FuzzyMatch) -> Void) {
    guard let first = query.words.first else { return }
    // A query that names begin with is found as a whole, another one by its first word.
    let found = range(of: atStart ? query.text.bytes[...] : query.text.bytes[first])
    var seen: [Bool] = atStart ? [] : [Bool](repeating: false, count: names.count)
    for word in words[found] {
      let index = Int(word.name)
      if atStart {
        guard word.offset == names[index].folded.lowerBound, let match = match(query, index),
          match.kind.rawValue <= FuzzyMatch.Kind.prefix.rawValue
        else { continue }
        body(index, match)
      } else if !seen[index] {
        seen[index] = true
        if let match = match(query, index), match.kind != .subsequence { body(index, match) }
      }
    }
  }

  /// Calls `body` with each name that holds a query's letters in their order, and fits it no better than that.
  func forEachSubsequence(_ query: FuzzyQuery, _ body: (_ name: Int, _ match: FuzzyMatch) -> Void) {
    guard query.text.bytes.count > 1 else { return }
    var seen = [Bool](repeating: false, count: names.count)
    for word in words[range(of: query.text.bytes[..<1])] where !seen[Int(word.name)] {
      seen[Int(word.name)] = true
      if let match = match(query, Int(word.name)), match.kind == .subsequence { body(Int(word.name), match) }
    }
  }

  func match(_ query: FuzzyQuery, _ name: Int) -> FuzzyMatch? {
    let range = names[name].folded
    return query.match(folded, wordStarts, Int(range.lowerBound)..<Int(range.upperBound))
  }

  /// The words that begin with some bytes.
  private func range(of prefix: ArraySlice<UInt8>) -> Range<Int> {
    let lower = words.partitioningIndex { compare($0, prefix) >= 0 }
    return lower..<max(lower, words.partitioningIndex { compare($0, prefix) > 0 })
  }

  /// Less than zero, zero or more as what stands at a word comes before, begins with, or comes behind some bytes.
  private func compare(_ word: WordStart, _ prefix: ArraySlice<UInt8>) -> Int {
    var offset = Int(word.offset)
    let end = Int(names[Int(word.name)].folded.upperBound)
    for byte in prefix {
      guard offset < end else { return -1 }
      if folded[offset] != byte { return folded[offset] < byte ? -1 : 1 }
      offset += 1
    }
    return 0
  }
}
