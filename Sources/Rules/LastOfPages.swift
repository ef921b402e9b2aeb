import Glossary
import MarkdownSyntax
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
      let old = last.page
      let (oldCount, count) = (old.references.count, page.references.count)
      let shorter = min(oldCount, count)
      var prefix = 0
      while prefix < shorter, Self.isSame(prefix, on: old, prefix, on: page) { prefix += 1 }
      var suffix = 0
      while suffix < shorter - prefix, Self.isSame(oldCount - 1 - suffix, on: old, count - 1 - suffix, on: page) {
        suffix += 1
      }
      return last.value[..<prefix]
        + page.references[prefix..<(count - suffix)].map { snapshot.resolve($0, on: page) }
        + last.value[(oldCount - suffix)...]
    }
  }

  /// Whether two references are the same in all that their meaning depends on.
  private static func isSame(_ left: Int, on old: Page, _ right: Int, on page: Page) -> Bool {
    let (left, right) = (old.references[left], page.references[right])
    let (leftSpan, rightSpan) = (old.parsed.spans[left.span], page.parsed.spans[right.span])
    return left.key == right.key && leftSpan.kind == rightSpan.kind
      && old.parsed.isLabelVerbatim(ofSpan: left.span) && page.parsed.isLabelVerbatim(ofSpan: right.span)
      && old.text.slice(leftSpan.label) == page.text.slice(rightSpan.label)
  }
}

/// What is worked out from the titles of a page's entries alone.
struct EntryTitles: Sendable {
  /// How the entries are sorted.
  let order: AlphabeticalOrder
  /// The keys of the titles, one for each entry.
  let keys: [LabelKey]

  init(of page: Page, matching: LabelMatching) {
    order = AlphabeticalOrder(of: page.entries.entries.map(\.title))
    keys = page.entries.entries.map { LabelKey($0.title, matching: matching) }
  }
}

extension LastOfPages<EntryTitles> {
  func titles(on page: Page, matching: LabelMatching) -> EntryTitles {
    value(of: page) { last in
      if let last,
        last.page.entries.entries.elementsEqual(page.entries.entries, by: { $0.title.hasSameBytes(as: $1.title) })
      {
        return last.value
      }
      return EntryTitles(of: page, matching: matching)
    }
  }
}
