import Glossary
import MarkdownSyntax
import SiteProfiles
package import SourceText
package import Workspace

/// Finds where a term is used, under any of its names.
package enum References {
  /// The most places that one answer holds.
  package static let limit = 10_000

  /// All places of a term, page by page in the order of paths.
  ///
  /// - Parameter includingDefinitions: whether titles and link definitions are wanted too.
  package static func places(
    of term: TermAtOffset,
    in snapshot: WorkspaceSnapshot,
    includingDefinitions: Bool,
    limit: Int = limit
  ) -> [TermUse] {
    var uses = TermUses(of: term, in: snapshot)
    var places: [TermUse] = []
    for page in snapshot.sortedPages {
      places += uses.places(on: page, includingDefinitions: includingDefinitions)
      if places.count >= limit { break }
    }
    return Array(places.prefix(limit))
  }

  /// How many references of published pages mean an entry, or a page as a whole.
  package static func count(of entry: EntryPlace, in snapshot: WorkspaceSnapshot) -> Int {
    var uses = TermUses(of: [entry], in: snapshot)
    return snapshot.pages.lazy.compactMap { $0 }.reduce(0) { $0 + uses.references(on: $1).count }
  }
}

/// One place where a term is named.
package struct TermUse: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case reference, title, definition
  }

  package var kind: Kind
  package var page: PageID
  /// The whole reference or definition; of a heading its text.
  package var range: ByteRange

  package init(_ kind: Kind, _ page: PageID, _ range: ByteRange) {
    self.kind = kind
    self.page = page
    self.range = range
  }
}

/// Tells the references that mean some entries. What a label means is asked once for all pages to which the same
/// definitions reach.
struct TermUses {
  private let entries: Set<EntryPlace>
  /// What names nothing is compared by its label alone.
  private let key: LabelKey?
  private let definitions: Set<DefinitionPlace>
  private let snapshot: WorkspaceSnapshot
  private var known: [Scope: [LabelKey: Bool]] = [:]

  /// What a label's meaning depends on, beside the label.
  private struct Scope: Hashable {
    var tables: [ObjectIdentifier]
    var folder: String
  }

  init(of entries: [EntryPlace], in snapshot: WorkspaceSnapshot) {
    self.entries = Set(entries)
    self.snapshot = snapshot
    key = nil
    definitions = Set(entries.flatMap { snapshot.definitions(leadingTo: $0) })
  }

  init(of term: TermAtOffset, in snapshot: WorkspaceSnapshot) {
    let entries = term.entries
    self.entries = Set(entries)
    self.snapshot = snapshot
    key = entries.isEmpty ? term.key : nil
    let leading = entries.flatMap { snapshot.definitions(leadingTo: $0) }
    definitions = Set(leading + (entries.isEmpty ? term.resolution.definition.map { [$0] } ?? [] : []))
  }

  /// The places on a page, in order.
  mutating func places(on page: Page, includingDefinitions: Bool) -> [TermUse] {
    var places = references(on: page).map { index in
      TermUse(.reference, page.id, page.parsed.spans[page.references[index].span].range)
    }
    guard includingDefinitions else { return places }
    for definition in definitions where definition.page == page.id {
      places.append(TermUse(.definition, page.id, page.parsed.definitions[definition.definition].range))
    }
    for entry in entries where entry.page == page.id {
      for range in page.titles(of: entry.entry) { places.append(TermUse(.title, page.id, range)) }
    }
    return places.sorted { $0.range < $1.range }
  }

  /// The indices of the page's references that mean one of the entries; none for pages that are not published.
  mutating func references(on page: Page) -> [Int] {
    guard snapshot.isPublished(page), !page.references.isEmpty else { return [] }
    let tables = snapshot.scope(of: page).tables
    let scope = Scope(tables: tables.map { ObjectIdentifier($0) }, folder: WorkspacePath.folder(of: page.path))
    var meanings = known.removeValue(forKey: scope) ?? [:]
    var found: [Int] = []
    for (index, reference) in page.references.enumerated() {
      let isMeant: Bool
      if isDecidedByKey(reference, on: page) {
        if let meaning = meanings[reference.key] {
          isMeant = meaning
        } else {
          isMeant = means(reference, on: page)
          meanings[reference.key] = isMeant
        }
      } else {
        isMeant = means(reference, on: page)
      }
      if isMeant, LeafReading.isRead(index, on: page, in: snapshot) { found.append(index) }
    }
    // A page with definitions of its own shares its scope with none.
    if !tables.contains(where: { $0.files == [page.id] }) { known[scope] = meanings }
    return withoutDoubles(found, on: page)
  }

  /// Of brackets that make no link the generator reads the second ones by themselves, too, and some generators the
  /// first ones with the next behind a blank: each stands for one use.
  private func withoutDoubles(_ found: [Int], on page: Page) -> [Int] {
    func span(_ index: Int) -> InlineSpan { page.parsed.spans[page.references[index].span] }
    var kept: [Int] = []
    var end = 0
    for index in found {
      let span = span(index)
      if span.isRetry, span.range.lowerBound < end { continue }
      if span.kind == .fullReference, page.text.bytes[span.text.upperBound + 1] != UInt8(ascii: "["),
        snapshot.resolve(page.references[index], on: page).state != .defined
      {
        continue
      }
      end = max(end, span.range.upperBound)
      kept.append(index)
    }
    return kept
  }

  private func means(_ reference: PageReference, on page: Page) -> Bool {
    let resolution = snapshot.resolve(reference, on: page)
    if let entry = resolution.entry {
      return entries.contains(entry) || !entries.isDisjoint(with: resolution.candidates)
    }
    guard let key else { return false }
    return reference.key == key || resolution.definition.map { definitions.contains($0) } ?? false
  }

  /// A plug-in that finds headings looks at more than the label's key.
  private func isDecidedByKey(_ reference: PageReference, on page: Page) -> Bool {
    !snapshot.profile.resolvesHeadings || page.parsed.spans[reference.span].kind == .shortcutReference
  }
}

extension Page {
  /// Where the names of an entry stand, or of the page: of an entry with several headings each of them.
  func titles(of entry: Int?) -> [ByteRange] {
    guard let entry else { return entries.pageHeading.map { [parsed.headings[$0].content] } ?? [] }
    let found = entries.entries[entry]
    return found.headings.isEmpty ? [found.titleRange] : parsed.headings[found.headings].map(\.content)
  }
}
