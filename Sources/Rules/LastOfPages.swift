import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Synchronization
import Workspace

/// What was found out about pages when somebody last asked, for the next state of each page to start from: an edit
/// leaves nearly all of a page as it was.
final class LastOfPages<Value: Sendable>: Sendable {
  struct Last: Sendable {
    var page: Page
    var value: Value
  }

  /// Of how many pages. Whoever looks at all pages begins with the open ones, and only these are asked about again.
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  private let pages = Mutex<[PageID: Last]>([:])

  func value(of page: Page, _ find: (_ last: Last?) -> Value) -> Value {
    let value = find(pages.withLock { $0[page.id] })
    pages.withLock { pages in
      if pages[page.id] != nil || pages.count < limit { pages[page.id] = Last(page: page, value: value) }
    }
    return value
  }
}

extension LastOfPages<[Resolution]> {
  /// What a page's references mean, in their order.
  ///
  /// - Parameter snapshot: one in which labels mean what they meant to the page before.
  func resolutions(on page: Page, in snapshot: WorkspaceSnapshot) -> [Resolution] {
    value(of: page) { last in
      // Where a page has definitions and includes others, which of them count depends on what stands first.
      guard let last, page.inclusions.isEmpty || page.definitionKeys.isEmpty else {
        return page.references.map { snapshot.resolve($0, on: page) }
      }
      let (old, new) = (ComparedReferences(last.page), ComparedReferences(page))
      let (oldCount, count) = (last.page.references.count, page.references.count)
      let shorter = min(oldCount, count)
      var prefix = 0
      while prefix < shorter, new.isSame(prefix, as: prefix, of: old) { prefix += 1 }
      if prefix == oldCount, prefix == count { return last.value }
      var suffix = 0
      while suffix < shorter - prefix, new.isSame(count - 1 - suffix, as: oldCount - 1 - suffix, of: old) {
        suffix += 1
      }
      return last.value[..<prefix]
        + page.references[prefix..<(count - suffix)].map { snapshot.resolve($0, on: page) }
        + last.value[(oldCount - suffix)...]
    }
  }
}

/// What the references of a page are compared by, taken out of the page once for all of them.
private struct ComparedReferences {
  private let text: SourceText
  private let parsed: ParsedPage
  private let references: [PageReference]

  init(_ page: Page) {
    text = page.text
    parsed = page.parsed
    references = page.references
  }

  /// Whether two references are the same in all that their meaning depends on.
  func isSame(_ index: Int, as otherIndex: Int, of other: ComparedReferences) -> Bool {
    let (reference, otherReference) = (references[index], other.references[otherIndex])
    let (span, otherSpan) = (parsed.spans[reference.span], other.parsed.spans[otherReference.span])
    return reference.key == otherReference.key && span.kind == otherSpan.kind
      && parsed.isLabelVerbatim(ofSpan: reference.span) && other.parsed.isLabelVerbatim(ofSpan: otherReference.span)
      && text.hasSameBytes(in: span.label, as: otherSpan.label, of: other.text)
  }
}

/// What is worked out from the titles of a page's entries, and from what the names of the workspace mean.
struct EntryTitles: Sendable {
  /// How the entries are sorted.
  let order: AlphabeticalOrder
  /// The keys of the titles, one for each entry.
  let keys: [LabelKey]
  /// Whether a title is the name of several entries, one for each entry.
  let isShared: [Bool]

  init(of page: Page, in snapshot: WorkspaceSnapshot) {
    let titles = page.entries.entries.map(\.title)
    let keys = titles.map { LabelKey($0, matching: snapshot.profile.labelMatching) }
    order = AlphabeticalOrder(of: titles)
    isShared = zip(titles, keys).map { snapshot.resolveName($0, key: $1).candidates.count > 1 }
    self.keys = keys
  }
}

extension LastOfPages<EntryTitles> {
  /// What is worked out from the titles of a page's entries.
  ///
  /// - Parameter snapshot: one in which names mean what they meant to the page before.
  func titles(on page: Page, in snapshot: WorkspaceSnapshot) -> EntryTitles {
    value(of: page) { last in
      if let last, Self.hasSameTitles(last.page.entries.entries, page.entries.entries) { return last.value }
      return EntryTitles(of: page, in: snapshot)
    }
  }

  private static func hasSameTitles(_ left: [Entry], _ right: [Entry]) -> Bool {
    left.count == right.count && left.indices.allSatisfy { left[$0].title.hasSameBytes(as: right[$0].title) }
  }
}
