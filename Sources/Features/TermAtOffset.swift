package import Glossary
import MarkdownSyntax
import SiteProfiles
package import SourceText
package import Workspace

/// What of the glossary stands at one place of a page.
package struct TermAtOffset: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A reference; the index among the page's references.
    case reference(Int)
    /// The title of an entry, or the heading that names a page.
    case title
    /// A link definition; the index among the page's definitions.
    case definition(Int)
  }

  package var kind: Kind
  /// The whole construct.
  package var range: ByteRange
  /// The label between its brackets, or the title.
  package var label: ByteRange
  package var key: LabelKey
  package var resolution: Resolution

  /// The entries that are meant: none, one, or several between which only the author can choose.
  package var entries: [EntryPlace] {
    resolution.candidates.isEmpty ? resolution.entry.map { [$0] } ?? [] : resolution.candidates
  }

  /// The term at an offset; at the meeting of two the one behind it. Nil where there is none.
  package static func find(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> TermAtOffset? {
    definition(at: offset, on: page, in: snapshot) ?? reference(at: offset, on: page, in: snapshot)
      ?? title(at: offset, on: page, in: snapshot)
  }

  // MARK: References

  private static func reference(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> TermAtOffset? {
    var found: (index: Int, resolution: Resolution)?
    for read in LeafReading(at: offset, on: page, in: snapshot).references {
      let range = page.parsed.spans[page.references[read.index].span].range
      // Of references within each other the innermost is meant, and it comes last.
      if range.contains(offset) || found == nil && range.touches(offset) { found = read }
    }
    guard let found else { return nil }
    let reference = page.references[found.index]
    let span = page.parsed.spans[reference.span]
    return TermAtOffset(
      kind: .reference(found.index),
      range: span.range,
      label: span.label,
      key: reference.key,
      resolution: found.resolution
    )
  }

  // MARK: Titles

  private static func title(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> TermAtOffset? {
    guard snapshot.entryPages.contains(page.id) else { return nil }
    func term(_ entry: Int?, _ range: ByteRange, _ title: ByteRange) -> TermAtOffset {
      var resolution = Resolution(.defined)
      resolution.entry = EntryPlace(page: page.id, entry: entry)
      let key = LabelKey(page.text[title], matching: snapshot.profile.labelMatching)
      return TermAtOffset(kind: .title, range: range, label: title, key: key, resolution: resolution)
    }
    if let index = page.entry(at: offset) {
      let entry = page.entries.entries[index]
      for heading in page.parsed.headings[entry.headings] where heading.range.touches(offset) {
        return term(index, heading.range, heading.content)
      }
      if entry.headings.isEmpty, entry.titleRange.touches(offset) {
        return term(index, entry.titleRange, entry.titleRange)
      }
    }
    guard let index = page.entries.pageHeading, page.parsed.headings[index].range.touches(offset) else { return nil }
    return term(nil, page.parsed.headings[index].range, page.parsed.headings[index].content)
  }

  // MARK: Definitions

  private static func definition(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> TermAtOffset? {
    guard let index = page.parsed.definitions.firstIndex(where: { $0.range.touches(offset) }) else { return nil }
    let definition = page.parsed.definitions[index]
    return TermAtOffset(
      kind: .definition(index),
      range: definition.range,
      label: definition.label,
      key: page.definitionKeys[index],
      resolution: snapshot.resolution(ofDefinition: index, on: page)
    )
  }
}

extension WorkspaceSnapshot {
  /// What a definition stands for where a page shows it.
  func resolution(ofDefinition index: Int, on page: Page) -> Resolution {
    var resolution = Resolution(.defined)
    resolution.definition = DefinitionPlace(page: page.id, definition: index)
    let destination = page.text[page.parsed.definitions[index].destination]
    let place = representativePlace(forDefinitionsOf: page)
    guard case .page(let id, let heading) = target(ofDestination: destination, on: place), let target = self[id] else {
      return resolution
    }
    resolution.entry = EntryPlace(page: id, entry: heading.flatMap { target.entry(titledBy: $0) })
    return resolution
  }

  /// The entries to which an entry sends its reader on, in that order; none where it defines its term itself. A circle
  /// ends where it would begin anew.
  package func redirects(from entry: EntryPlace) -> [EntryPlace] {
    var chain = [entry]
    while chain.count < 16, let last = chain.last, let span = self.entry(last)?.redirect, let page = self[last.page],
      let reference = page.references.first(where: { $0.span == span }),
      let next = resolve(reference, on: page).entry, !chain.contains(next)
    {
      chain.append(next)
    }
    return Array(chain.dropFirst())
  }
}

/// The references that the generator reads in one paragraph, heading or cell, and what they mean.
struct LeafReading {
  /// By the index among the page's references, in order.
  private(set) var references: [(index: Int, resolution: Resolution)] = []

  init(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) {
    guard let leaf = page.parsed.leaf(at: offset) else { return }
    let spans = page.parsed.spanIndices(in: page.parsed.blocks[leaf].range)
    let indices = page.referenceIndices(ofSpans: spans)
    guard !indices.isEmpty else { return }
    let resolutions = page.references[indices].map { snapshot.resolve($0, on: page) }
    /// The index of the span that is looked at; spans are met in their order.
    var next = indices.lowerBound
    func index(of span: InlineSpan) -> Int? {
      while next < indices.upperBound, page.parsed.spans[page.references[next].span] != span { next += 1 }
      return next < indices.upperBound ? next : nil
    }
    var read: [(index: Int, resolution: Resolution)] = []
    InlineReading.forEach(
      of: Array(page.parsed.spans[spans]),
      isDefined: { span in
        guard span.isReference, let found = index(of: span) else { return false }
        return resolutions[found - indices.lowerBound].state == .defined
      },
      { span, _ in
        guard span.isReference, let found = index(of: span) else { return }
        let resolution = span.isUndefinable ? Resolution(.dangling) : resolutions[found - indices.lowerBound]
        read.append((found, resolution))
      }
    )
    references = read
  }

  /// Whether the generator reads a reference, given that what is in the way is as it is.
  static func isRead(_ index: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> Bool {
    let start = page.parsed.spans[page.references[index].span].range.lowerBound
    guard let leaf = page.parsed.leaf(at: start) else { return true }
    let spans = page.parsed.spanIndices(in: page.parsed.blocks[leaf].range)
    guard page.parsed.spans[spans].contains(where: { $0.isRetry || $0.isInReferenceText }) else { return true }
    return LeafReading(at: start, on: page, in: snapshot).references.contains { $0.index == index }
  }
}
