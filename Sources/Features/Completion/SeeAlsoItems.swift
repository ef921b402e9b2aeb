import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// What belongs in an entry's line of related terms: the page's letter, what the entry speaks of, what is named
/// alike; and what does not: the entry itself, and what is in the line already.
struct SeeAlsoItems {
  private(set) var excluded: Set<EntryPlace> = []
  /// Best first.
  private(set) var related: [EntryPlace] = []
  /// For each of the related ones how well it fits.
  private(set) var relevance: [EntryPlace: Int] = [:]

  /// Nil where the cursor is in no such line.
  init?(_ place: LabelPlace, on page: Page, in snapshot: WorkspaceSnapshot, index: CompletionIndex) {
    let offset = place.typed.lowerBound
    guard let entry = page.entry(at: offset) else { return nil }
    let found = page.entries.entries[entry]
    let line = page.text.lineContent(page.text.lines.line(at: offset))
    let words = snapshot.configuration.seeAlso.words
    var list = line
    if let seeAlso = found.seeAlso, seeAlso.range.touches(offset) {
      list = seeAlso.range
    } else if !words.contains(where: { page.text.bytes.begins(with: $0, ByteRange(line.lowerBound, offset)) }) {
      return nil
    }
    let own = EntryPlace(page: page.id, entry: entry)
    excluded = [own]
    for reference in page.references(in: list) {
      let span = page.parsed.spans[reference.span].range
      if span.overlaps(place.replaced) || span.touches(offset) { continue }
      if let listed = snapshot.resolve(reference, on: page).entry { excluded.insert(listed) }
    }
    if Self.namesPage(page, snapshot) { add(EntryPlace(page: page.id, entry: nil)) }
    for mentioned in Self.mentioned(in: found, besides: list, on: page, snapshot) { add(mentioned) }
    for alike in Self.namedLike(found, index) { add(alike) }
    for (position, entry) in related.enumerated() { relevance[entry] = related.count - position }
  }

  private mutating func add(_ entry: EntryPlace) {
    if !excluded.contains(entry), !related.contains(entry) { related.append(entry) }
  }

  /// Whether related terms on this page begin with the page itself, as in `See also [L], …`.
  private static func namesPage(_ page: Page, _ snapshot: WorkspaceSnapshot) -> Bool {
    guard let heading = page.entries.pageHeading else { return false }
    if page.parsed.headings[heading].title.utf8.count <= 3 { return true }
    let lines = page.entries.entries.lazy.compactMap(\.seeAlso).prefix(20)
    return lines.contains { line in
      page.references(in: line.range).first.map { snapshot.resolve($0, on: page).entry }
        == EntryPlace(page: page.id, entry: nil)
    }
  }

  /// The entries that an entry's text refers to, the most frequent first.
  private static func mentioned(
    in entry: Entry,
    besides line: ByteRange,
    on page: Page,
    _ snapshot: WorkspaceSnapshot
  ) -> [EntryPlace] {
    var counts: [EntryPlace: Int] = [:]
    var order: [EntryPlace] = []
    for reference in page.references(in: entry.body) {
      guard !line.overlaps(page.parsed.spans[reference.span].range),
        let mentioned = snapshot.resolve(reference, on: page).entry
      else { continue }
      if counts[mentioned] == nil { order.append(mentioned) }
      counts[mentioned, default: 0] += 1
    }
    return order.enumerated().sorted {
      (counts[$1.element] ?? 0, $0.offset) < (counts[$0.element] ?? 0, $1.offset)
    }.map(\.element)
  }

  /// The entries whose titles share a word with an entry's.
  private static func namedLike(_ entry: Entry, _ index: CompletionIndex) -> [EntryPlace] {
    let title = FoldedText(entry.title)
    var found: [EntryPlace] = []
    for word in title.words where word.count > 3 {
      let query = FuzzyQuery(String(decoding: title.bytes[word], as: UTF8.self))
      for name in index.search(query, limit: 12).names where name.name.isTitle && name.match.kind != .subsequence {
        found.append(name.name.place)
      }
    }
    return Array(found.prefix(24))
  }
}

extension [UInt8] {
  /// Whether a line begins with some words, letters in either case, behind blanks and signs of emphasis.
  func begins(with words: String, _ line: ByteRange) -> Bool {
    func isPassedOver(_ byte: UInt8) -> Bool { " \t*_->".utf8.contains(byte) }
    func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    let text = self[line.indices].drop(while: isPassedOver)
    guard text.count > words.utf8.count else { return false }
    return zip(text, words.utf8).allSatisfy { lowercased($0) == lowercased($1) }
  }
}

extension Page {
  /// The references that begin in a range.
  func references(in range: ByteRange) -> ArraySlice<PageReference> {
    references[referenceIndices(ofSpans: parsed.spanIndices(in: range))]
  }
}
