package import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// The entries of a page with all their names.
package enum EntryListing {
  /// The entries of a page in its order; none where the page defines no terms.
  package static func entries(on page: Page, in snapshot: WorkspaceSnapshot) -> [ListedEntry] {
    guard snapshot.entryPages.contains(page.id) else { return [] }
    let definitions = snapshot.definitionsByEntry(of: page)
    return page.entries.entries.enumerated().map { index, entry in
      let place = EntryPlace(page: page.id, entry: index)
      let names = snapshot.names(of: place, definitions: definitions[index] ?? [])
      return ListedEntry(
        line: page.text.lines.line(at: entry.titleRange.lowerBound) + 1,
        level: entry.level,
        title: entry.title,
        anchor: page.anchor(ofEntry: index),
        names: sorted(names),
        redirect: entry.redirect.map { page.parsed.label(ofSpan: $0) }
      )
    }
  }

  /// The names by tier, within a tier as they were given; each once.
  private static func sorted(_ names: [EntryName]) -> [EntryName] {
    var known: Set<String> = []
    let lowest = Dictionary(names.map { ($0.name, $0.tier) }, uniquingKeysWith: min)
    let unique = names.filter { lowest[$0.name] == $0.tier && known.insert($0.name).inserted }
    guard let last = unique.map(\.tier).max() else { return [] }
    return (1...last).flatMap { tier in unique.filter { $0.tier == tier } }
  }
}

/// One entry, as `glossa list` shows it.
package struct ListedEntry: Sendable, Hashable {
  /// The line of its title, from one.
  package var line: Int
  /// The heading level; 0 where the entry has no heading.
  package var level: Int
  package var title: String
  package var anchor: String?
  package var names: [EntryName]
  /// The label of the entry to which a body that says no more than `See [Other]` leads.
  package var redirect: String?
}
