import Glossary
import MarkdownSyntax
import Rules
import SiteProfiles
import SourceText
import Synchronization
package import Workspace

/// What every reference of a workspace means: brought up to a snapshot at the cost of what changed since.
package struct ReferenceIndex: Sendable {
  private var pages: [PageMeanings?] = []
  private var revision = -1

  package init(_ snapshot: WorkspaceSnapshot) { update(to: snapshot) }

  /// Brings the index up to another snapshot of the same ``WorkspaceIndex``.
  package mutating func update(to snapshot: WorkspaceSnapshot) {
    let hasSameMeanings = revision == snapshot.meaningsRevision
    revision = snapshot.meaningsRevision
    let count = max(snapshot.pages.count, pages.count)
    pages += [PageMeanings?](repeating: nil, count: count - pages.count)
    var resolver = LabelResolver(snapshot)
    for index in pages.indices {
      guard index < snapshot.pages.count, let page = snapshot.pages[index], snapshot.isPublished(page) else {
        pages[index] = nil
        continue
      }
      if hasSameMeanings, pages[index]?.page === page { continue }
      pages[index] = PageMeanings(of: page, &resolver)
    }
  }

  /// How many references mean an entry, or a page as a whole.
  package func count(of entry: EntryPlace) -> Int {
    pages.reduce(0) { $0 + ($1?.count(of: entry) ?? 0) }
  }

  /// How many references mean each of a page's entries; those that nobody refers to are left out.
  package func counts(ofEntriesOn page: PageID) -> [EntryPlace: Int] {
    var counts: [EntryPlace: Int] = [:]
    for meanings in pages { meanings?.addCounts(ofEntriesOn: page, to: &counts) }
    return counts
  }

  /// The indices of a page's references that mean one of some entries, in order.
  func references(to entries: Set<EntryPlace>, on page: PageID) -> [Int] {
    meanings(ofPage: page)?.references(to: entries) ?? []
  }

  /// The indices of a page's references that mean one entry, or a page as a whole, with what they mean, in order.
  func meanings(on page: PageID) -> [(reference: Int, entry: EntryPlace)] {
    meanings(ofPage: page)?.single ?? []
  }

  private func meanings(ofPage page: PageID) -> PageMeanings? {
    pages.indices.contains(page.index) ? pages[page.index] : nil
  }
}

/// Keeps the index of the snapshot that was asked about last, for the next one to start from. One for each
/// ``WorkspaceIndex``; may be asked from any thread.
package final class ReferenceIndexCache: Sendable {
  private let state = Mutex<ReferenceIndex?>(nil)

  package init() {}

  package func index(for snapshot: WorkspaceSnapshot) -> ReferenceIndex {
    state.withLock { state in
      var index = state.take() ?? ReferenceIndex(snapshot)
      index.update(to: snapshot)
      state = index
      return index
    }
  }
}

/// What the references of one page mean.
private final class PageMeanings: Sendable {
  let page: Page
  /// For each reference the entry that it means; nowhere for those that mean none, several, or are not read.
  private let entries: [EntryPlace]
  /// The entries of ambiguous references.
  private let choices: [Int: [EntryPlace]]

  private static let nowhere = EntryPlace(page: PageID(-1), entry: nil)

  init(of page: Page, _ resolver: inout LabelResolver) {
    self.page = page
    let resolutions = resolver.resolutions(on: page)
    var entries = [EntryPlace](repeating: Self.nowhere, count: page.references.count)
    var choices: [Int: [EntryPlace]] = [:]
    let read = ReadReferences.indices(on: page, resolutions)
    for index in page.withoutDoubles(read, isDefined: { resolutions[$0].state == .defined }) {
      let resolution = resolutions[index]
      if resolution.candidates.isEmpty {
        if let entry = resolution.entry { entries[index] = entry }
      } else {
        choices[index] = resolution.candidates
      }
    }
    self.entries = entries
    self.choices = choices
  }

  /// The references that are not ambiguous with what they mean, in order.
  var single: [(reference: Int, entry: EntryPlace)] {
    entries.enumerated().filter { $0.element != Self.nowhere }.map { ($0.offset, $0.element) }
  }

  func count(of entry: EntryPlace) -> Int {
    entries.count { $0 == entry } + (choices.isEmpty ? 0 : choices.values.count { $0.contains(entry) })
  }

  func addCounts(ofEntriesOn page: PageID, to counts: inout [EntryPlace: Int]) {
    for entry in entries where entry.page == page { counts[entry, default: 0] += 1 }
    for entry in choices.values.joined() where entry.page == page { counts[entry, default: 0] += 1 }
  }

  func references(to wanted: Set<EntryPlace>) -> [Int] {
    var found: [Int] = []
    if let entry = wanted.first, wanted.count == 1 {
      for index in entries.indices where entries[index] == entry { found.append(index) }
    } else {
      for index in entries.indices where wanted.contains(entries[index]) { found.append(index) }
    }
    let chosen = choices.filter { !wanted.isDisjoint(with: $0.value) }.map(\.key)
    return chosen.isEmpty ? found : (found + chosen).sorted()
  }
}

/// Resolves references page by page. What a label means is found once for all pages that get the same definitions.
private struct LabelResolver {
  private let snapshot: WorkspaceSnapshot
  private var known: [Scope: [LabelKey: Resolution]] = [:]

  /// What a label's meaning depends on, beside the label.
  private struct Scope: Hashable {
    var tables: [ObjectIdentifier]
    var folder: String
  }

  init(_ snapshot: WorkspaceSnapshot) { self.snapshot = snapshot }

  mutating func resolutions(on page: Page) -> [Resolution] {
    let tables = snapshot.scope(of: page).tables
    // A page with definitions of its own shares its scope with none.
    let isShared = !tables.contains { $0.files == [page.id] }
    let scope = Scope(tables: tables.map { ObjectIdentifier($0) }, folder: WorkspacePath.folder(of: page.path))
    var meanings = isShared ? known.removeValue(forKey: scope) ?? [:] : [:]
    let resolutions = page.references.map { reference -> Resolution in
      // A plug-in that finds headings looks at more than the label's key.
      let isDecidedByKey =
        !snapshot.profile.resolvesHeadings || page.parsed.spans[reference.span].kind == .shortcutReference
      if isDecidedByKey, let meaning = meanings[reference.key] { return meaning }
      let resolution = snapshot.resolve(reference, on: page)
      if isDecidedByKey { meanings[reference.key] = resolution }
      return resolution
    }
    if isShared { known[scope] = meanings }
    return resolutions
  }
}

extension Page {
  /// Of brackets that make no link the generator reads the second ones by themselves, too, and some generators the
  /// first ones with the next behind a blank: each stands for one use.
  ///
  /// - Parameter references: indices of references, in order.
  func withoutDoubles(_ references: [Int], isDefined: (Int) -> Bool) -> [Int] {
    var end = 0
    return references.filter { index in
      let span = parsed.spans[self.references[index].span]
      if span.isRetry, span.range.lowerBound < end { return false }
      let isJoined = span.kind == .fullReference && text.bytes[span.text.upperBound + 1] != UInt8(ascii: "[")
      if isJoined, !isDefined(index) { return false }
      end = max(end, span.range.upperBound)
      return true
    }
  }
}
