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
  /// - Parameters:
  ///   - index: that of the snapshot.
  ///   - includingDefinitions: whether titles and link definitions are wanted too.
  package static func places(
    of term: TermAtOffset,
    in snapshot: WorkspaceSnapshot,
    index: ReferenceIndex? = nil,
    includingDefinitions: Bool,
    limit: Int = limit
  ) -> [TermUse] {
    let uses = TermUses(of: term, in: snapshot, index: index)
    var places: [TermUse] = []
    for page in snapshot.sortedPages {
      places += uses.places(on: page, includingDefinitions: includingDefinitions)
      if places.count >= limit { break }
    }
    return Array(places.prefix(limit))
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

/// The uses of a term: by what they mean, and where it means nothing by its label.
struct TermUses {
  private let entries: Set<EntryPlace>
  private let key: LabelKey
  private let definitions: Set<DefinitionPlace>
  private let snapshot: WorkspaceSnapshot
  private let index: ReferenceIndex?

  init(of term: TermAtOffset, in snapshot: WorkspaceSnapshot, index: ReferenceIndex?) {
    let entries = term.entries
    self.entries = Set(entries)
    self.snapshot = snapshot
    self.index = entries.isEmpty ? nil : index ?? ReferenceIndex(snapshot)
    key = term.key
    let leading = entries.flatMap { snapshot.definitions(leadingTo: $0) }
    definitions = Set(leading + (entries.isEmpty ? term.resolution.definition.map { [$0] } ?? [] : []))
  }

  /// The places on a page, in order.
  func places(on page: Page, includingDefinitions: Bool) -> [TermUse] {
    let places = references(on: page).map { index in
      TermUse(.reference, page.id, page.parsed.spans[page.references[index].span].range)
    }
    guard includingDefinitions else { return places }
    let others = definitions.filter { $0.page == page.id }.map { definition in
      TermUse(.definition, page.id, page.parsed.definitions[definition.definition].range)
    }
    let titles = entries.filter { $0.page == page.id }.flatMap { page.titles(of: $0.entry) }.map { range in
      TermUse(.title, page.id, range)
    }
    return others.isEmpty && titles.isEmpty ? places : (places + others + titles).sorted { $0.range < $1.range }
  }

  /// The indices of the page's references; none for pages that are not published.
  private func references(on page: Page) -> [Int] {
    if let index { return index.references(to: entries, on: page.id) }
    guard snapshot.isPublished(page) else { return [] }
    let found = page.references.indices.filter { index in
      page.references[index].key == key && LeafReading.isRead(index, on: page, in: snapshot)
    }
    return page.withoutDoubles(found) { self.snapshot.resolve(page.references[$0], on: page).state == .defined }
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
