import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
package import Workspace

/// What definitions that lead nowhere were written for, where that can be known.
///
/// The target and the label are both the author's words. The anchor may be an entry's name, or differ from a heading's
/// anchor in one letter; the label may be an entry's name, of the same page or, if the entry moved, of another one; and
/// definitions that share a target share what is known of it, as do those of a page that has moved. What only resembles
/// a heading is not known.
package final class MeantHeadings: Sendable {
  private let snapshot: WorkspaceSnapshot
  /// The definitions whose page has no such anchor, by page and anchor.
  private let broken: [BrokenAnchor: [DefinitionPlace]]
  /// The headings of a page by their anchors' keys, hyphens and case aside.
  private let headings: LazilyByPage<[UInt64: [Int]]>
  private let movedPages: MovedPages

  private struct BrokenAnchor: Hashable {
    var page: PageID
    var anchor: String
  }

  init(of snapshot: WorkspaceSnapshot) {
    self.snapshot = snapshot
    var broken: [BrokenAnchor: [DefinitionPlace]] = [:]
    var gone: [String: [DefinitionPlace]] = [:]
    for page in snapshot.pages.compactMap({ $0 }) where !page.parsed.definitions.isEmpty {
      guard snapshot.tablePages.contains(page.id) || snapshot.isPublished(page) else { continue }
      let origin = snapshot.representativePlace(forDefinitionsOf: page)
      for index in page.parsed.definitions.indices where !ListDefinitions.contains(index, on: page) {
        let place = DefinitionPlace(page: page.id, definition: index)
        switch snapshot.target(of: place, from: origin) {
        case .missingAnchor(let id, let anchor):
          broken[BrokenAnchor(page: id, anchor: anchor), default: []].append(place)
        case .missingFile(let path): gone[path, default: []].append(place)
        default: break
        }
      }
    }
    self.broken = broken
    movedPages = MovedPages(gone, in: snapshot)
    headings = LazilyByPage { page in
      Dictionary(grouping: page.anchors.indices) { LabelKey(page.anchors[$0]).joined }
    }
  }

  /// The target that mends a definition which leads nowhere, as its file writes targets; nil where nobody can know it.
  package func destination(mending place: DefinitionPlace) -> String? {
    guard let table = snapshot[place.page] else { return nil }
    let origin = snapshot.representativePlace(forDefinitionsOf: table)
    let old = table.text[table.parsed.definitions[place.definition].destination]
    switch snapshot.target(of: place, from: origin) {
    case .missingAnchor(let id, let anchor):
      if let heading = heading(meantBy: place, anchor: anchor, on: id), let page = snapshot[id],
        let hash = old.lastIndex(of: "#")
      {
        return old[...hash] + page.anchors[heading]
      }
    case .missingFile(let path):
      if AssetPath.isAsset(old.utf8) { return nil }
      if let moved = movedPages.destination(of: place, to: path, in: snapshot) { return moved }
    default: return nil
    }
    guard let moved = entry(entitled: snapshot.label(of: place)), isElsewhere(moved, than: place, origin),
      isNamed(moved, in: old)
    else { return nil }
    return DefinitionTarget(entry: moved, table: table, snapshot: snapshot).text
  }

  /// Whether a destination ends with the anchor of an entry, hyphens and case aside: the label alone proves little, since
  /// other pages have headings of that title too.
  private func isNamed(_ entry: EntryPlace, in destination: String) -> Bool {
    guard let page = snapshot[entry.page], let anchor = entry.entry.flatMap({ page.anchor(ofEntry: $0) }) else {
      return false
    }
    func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let wanted = letters(anchor)
    return !wanted.isEmpty && letters(destination).hasSuffix(wanted)
  }

  /// Whether an entry is on another page than the one that a definition names.
  private func isElsewhere(_ entry: EntryPlace, than place: DefinitionPlace, _ origin: PagePlace) -> Bool {
    guard case .missingAnchor(let id, _) = snapshot.target(of: place, from: origin) else { return true }
    return id != entry.page
  }

  /// The index of the heading that a definition means, on the page that has no such anchor.
  func heading(meantBy place: DefinitionPlace, anchor: String, on id: PageID) -> Int? {
    guard let page = snapshot[id] else { return nil }
    let own = heading(named: snapshot.label(of: place), anchor: anchor, on: page)
    if let named = heading(forAnchor: anchor, on: page) {
      // Where both say something else and neither is a guess, only the author knows.
      return own.map { $0.isTitle && $0.heading != named } ?? false ? nil : named
    }
    if let own { return own.heading }
    let others = Set(
      (broken[BrokenAnchor(page: id, anchor: anchor)] ?? []).compactMap { other in
        heading(named: snapshot.label(of: other), anchor: anchor, on: page)?.heading
      }
    )
    if let only = others.first { return others.count == 1 ? only : nil }
    return MistypedAnchor.heading(meantBy: anchor, on: page)
  }

  // MARK: What the author wrote

  /// The heading whose anchor or whose entry's name an anchor is, hyphens and case aside.
  private func heading(forAnchor anchor: String, on page: Page) -> Int? {
    let words = anchor.split(separator: "-").joined(separator: " ")
    if let heading = entryHeading(lookup(words, on: page), on: page) { return heading }
    let alike = headings.value(of: page)[LabelKey(anchor).joined] ?? []
    return alike.count == 1 ? alike.first : nil
  }

  /// The heading of the entry that a label names on a page.
  private func heading(named label: String, anchor: String, on page: Page) -> (heading: Int, isTitle: Bool)? {
    let match = lookup(label, on: page)
    if let heading = entryHeading(match, on: page) {
      if match?.tier == 1 { return (heading, true) }
      return Self.shareWord(anchor, page.anchors[heading]) ? (heading, false) : nil
    }
    guard match == nil else { return nil }
    // `Deep Learning (DL)` was the title of what is `Deep Learning` now, or has another abbreviation.
    let derived = NameDerivation.derive(title: label, kindWords: KindWords([])).filter { $0.tier > 1 }
    let headings = Set(derived.compactMap { entryHeading(lookup($0.name, on: page), on: page) })
    guard headings.count == 1, let heading = headings.first, Self.shareWord(anchor, page.anchors[heading]) else {
      return nil
    }
    return (heading, false)
  }

  /// The only entry of the workspace that has a label as its title.
  private func entry(entitled label: String) -> EntryPlace? {
    let resolution = snapshot.resolveName(label)
    guard resolution.state != .ambiguous, resolution.tier == 1, let place = resolution.entry, place.entry != nil else {
      return nil
    }
    let key = LabelKey(label, matching: snapshot.profile.labelMatching, use: .definition)
    let titles = snapshot[place.page].flatMap { page in place.entry.map { page.titles(ofEntry: $0) } } ?? []
    return titles.contains { LabelKey($0.title, matching: snapshot.profile.labelMatching) == key } ? place : nil
  }

  /// The entries of a page that have a name, without those that definitions give them: these may be wrong.
  private func lookup(_ label: String, on page: Page) -> NameMatch? {
    let entries = snapshot.entries(thatMayBe: label, on: page)
    if entries.isEmpty { return nil }
    var names = NameIndex(matching: snapshot.profile.labelMatching)
    for entry in entries {
      let place = EntryPlace(page: page.id, entry: entry)
      names.insert(snapshot.names(of: place, definitions: []), of: EntryHandle(UInt32(clamping: entry)))
    }
    return names.lookup(label)
  }

  private func entryHeading(_ match: NameMatch?, on page: Page) -> Int? {
    guard let match, !match.isAmbiguous, let handle = match.entries.first else { return nil }
    let headings = page.entries.entries[Int(handle.rawValue)].headings
    return headings.isEmpty ? nil : headings.lowerBound
  }

  private static func shareWord(_ left: String, _ right: String) -> Bool {
    let words = Set(left.lowercased().split(separator: "-").filter { $0.utf8.count > 1 })
    return right.lowercased().split(separator: "-").contains { words.contains($0) }
  }
}

/// An anchor with one letter mistyped.
private enum MistypedAnchor {
  /// The only heading whose anchor differs in one letter of one word, the words being long enough to tell.
  static func heading(meantBy anchor: String, on page: Page) -> Int? {
    let words = anchor.lowercased().split(separator: "-").map { Array($0.utf8) }
    let length = anchor.utf8.count
    let alike = page.anchors.indices.filter { index in
      let other = page.anchors[index].utf8
      return abs(other.count - length) < 2 && isMistyped(words, other.split(separator: UInt8(ascii: "-")))
    }
    return alike.count == 1 ? alike.first : nil
  }

  private static func isMistyped(_ words: [[UInt8]], _ others: [Substring.UTF8View]) -> Bool {
    guard words.count == others.count else { return false }
    let differing = words.indices.filter { !words[$0].elementsEqual(others[$0]) }
    guard differing.count == 1, let index = differing.first else { return false }
    let (word, other) = (words[index], Array(others[index]))
    let least = words.count > 2 ? 4 : 5
    return min(word.count, other.count) >= least && word.first == other.first && isOneEdit(word, other)
  }

  /// Whether one letter is added, left out, changed or swapped with its neighbour; digits never are.
  private static func isOneEdit(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    var start = 0
    while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
    var (leftEnd, rightEnd) = (left.count, right.count)
    while leftEnd > start, rightEnd > start, left[leftEnd - 1] == right[rightEnd - 1] {
      leftEnd -= 1
      rightEnd -= 1
    }
    let (old, new) = (left[start..<leftEnd], right[start..<rightEnd])
    guard (old + new).allSatisfy({ !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return false }
    if old.count + new.count == 1 || old.count == 1 && new.count == 1 { return true }
    return old.count == 2 && new.count == 2 && old.elementsEqual(new.reversed())
  }
}
