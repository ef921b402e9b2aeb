import Glossary
import SiteProfiles

/// Finds the pages that define terms.
enum EntryFileSelection {
  private static let names: Set<String> = [
    "glossary", "glossaries", "terms", "definitions", "lexicon", "dictionary", "terminology",
  ]

  /// Those that the configuration names; else those in a folder, or of a name, that says glossary, and those that
  /// definitions lead into; and where there is none, every page that is no blog post.
  static func select(in snapshot: WorkspaceSnapshot) -> (pages: Set<PageID>, chosen: Set<PageID>) {
    let pages = snapshot.pages.compactMap { $0 }.filter { $0.role == .page }
    if let globs = snapshot.configuration.entries {
      let named = Set(pages.filter { page in globs.match(page.path) }.map(\.id))
      return (named, named)
    }
    let chosen = Set(pages.filter { isNamedGlossary($0.path) || isPointedInto($0, snapshot) }.map(\.id))
    return (chosen.isEmpty ? Set(pages.map(\.id)) : chosen, chosen)
  }

  /// Whether a new state of one page, which changes no definition, changes what is chosen.
  static func isOutdated(by page: Page, in snapshot: WorkspaceSnapshot) -> Bool {
    guard page.role == .page, snapshot.configuration.entries == nil,
      snapshot.definitionTargets.inbound[page.id] != nil
    else { return false }
    let isChosen = snapshot.chosenEntryPages.contains(page.id)
    return !isNamedGlossary(page.path) && isChosen != isPointedInto(page, snapshot)
  }

  /// Whether a folder of the path, or the file, is called glossary or the like.
  static func isNamedGlossary(_ path: String) -> Bool {
    path.split(separator: "/").contains { part in
      var name = part.lowercased()[...]
      if name.first == "_" || name.first == "." { name = name.dropFirst() }
      return names.contains(String(name.prefix { $0 != "." }))
    }
  }

  /// Whether tables name most of a page's entries: a single link into a page does not make it a glossary.
  private static func isPointedInto(_ page: Page, _ snapshot: WorkspaceSnapshot) -> Bool {
    guard !page.entries.entries.isEmpty, let inbound = snapshot.definitionTargets.inbound[page.id] else { return false }
    var entries: Set<Int> = []
    for definition in inbound where snapshot.tablePages.contains(definition.place.page) {
      if let heading = definition.anchor.flatMap(page.heading(withAnchor:)), let entry = page.entry(titledBy: heading) {
        entries.insert(entry)
      }
    }
    return entries.count * 2 >= page.entries.entries.count
  }
}
