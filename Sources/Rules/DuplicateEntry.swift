import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Finds entries whose title another entry has already.
package enum DuplicateEntry: Rule {
  package static let description = RuleDescription(
    id: "duplicate-entry",
    summary: "Two entries with one title.",
    documentation: #"""
      A reference by that title can lead to only one of them, and the reader who arrives does not learn of
      the other. The second heading also gets another anchor than one expects (`#luff_1` in MkDocs,
      `#luff-1` in Jekyll and on GitHub), which changes when the entries change places. Merge the two, or
      let the titles say how they differ.

      Before:

      ```markdown
      ## Luff

      The leading edge of a sail.

      ## Luff

      To steer up towards the wind.
      ```

      After:

      ```markdown
      ## Luff

      The leading edge of a sail.

      ## Luff Up

      To steer up towards the wind.
      ```
      """#,
    defaultLevel: .warning,
    isFixable: false
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage else { return [] }
    let page = context.page
    let entries = page.entries.entries
    let isShared = context.titles.isShared
    var problems: [Problem] = []
    for index in entries.indices where isShared[index] || entries[index].headings.count > 1 {
      let place = EntryPlace(page: page.id, entry: index)
      for (title, range) in page.titles(ofEntry: index) {
        let same = context.snapshot.resolveName(title).candidates.filter { other in
          other != place && context.snapshot.hasTitle(title, other)
        }
        let earlier = same.filter { context.snapshot.isListed($0, before: place) }
        guard let first = earlier.min(by: { context.snapshot.isListed($0, before: $1) }) else { continue }
        let other = first.page == page.id ? "this page" : context.snapshot[first.page]?.path ?? ""
        problems.append(
          context.problem(
            description,
            at: range,
            "\(other == "this page" ? "This page" : other) has an entry \(Words.title(title)) already",
            subject: entries[index].title,
            related: [context.related(first, "The first entry with this title")].compactMap { $0 }
          )
        )
      }
    }
    return problems
  }
}

extension Page {
  /// The titles of an entry: one for each of its headings, with their places.
  func titles(ofEntry index: Int) -> [(title: String, range: ByteRange)] {
    let entry = entries.entries[index]
    guard entry.headings.count > 1 else { return [(entry.title, entry.titleRange)] }
    return entry.headings.map { (parsed.headings[$0].title, parsed.headings[$0].content) }
  }
}

extension WorkspaceSnapshot {
  /// Whether an entry has a title, in whatever case.
  fileprivate func hasTitle(_ title: String, _ place: EntryPlace) -> Bool {
    guard let page = self[place.page], let entry = place.entry else { return false }
    let key = LabelKey(title, matching: profile.labelMatching)
    return page.titles(ofEntry: entry).contains { LabelKey($0.title, matching: profile.labelMatching) == key }
  }

  /// Whether one entry stands before another in the order of reports.
  fileprivate func isListed(_ left: EntryPlace, before right: EntryPlace) -> Bool {
    guard left.page != right.page, let leftPage = self[left.page], let rightPage = self[right.page] else {
      return (left.entry ?? -1) < (right.entry ?? -1)
    }
    return WorkspacePath.isOrdered(leftPage.path, before: rightPage.path)
  }
}
