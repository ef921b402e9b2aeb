import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
package import Workspace

/// A name that a misspelt label may have been meant to be.
package struct KnownName: Hashable, Sendable {
  /// As an author would write it between brackets.
  package var name: String
  /// What it names, where that is an entry or a page.
  package var entry: EntryPlace?

  /// Whether this is another name than a label: what is known by the same one may not reach the page.
  func isOther(than label: String, in snapshot: WorkspaceSnapshot) -> Bool {
    let matching = snapshot.profile.labelMatching
    return LabelKey(name, matching: matching, use: .shownText) != LabelKey(label, matching: matching, use: .shownText)
  }
}

/// All names of a workspace, to be searched for the nearest: those of entries, and the labels of definitions.
struct KnownNames: Sendable {
  private var index = NearestNames()
  private var entries: [EntryPlace?] = []
  private let answers: Remembered<String, [KnownName]>

  /// - Parameters:
  ///   - names: those of all entries in the order of their pages' paths, where they are at hand.
  ///   - answers: how many answers are kept.
  init(of snapshot: WorkspaceSnapshot, names: [PlacedNames]?, keeping answers: Int) {
    self.answers = Remembered(limit: answers)
    let pages = snapshot.sortedPages
    var known: Set<DefinitionPlace> = []
    for page in pages where snapshot.entryPages.contains(page.id) {
      if names == nil { for (place, names) in snapshot.entryNames(on: page) { insert(names, of: place) } }
      for definitions in snapshot.definitionsByEntry(of: page).values { known.formUnion(definitions) }
    }
    for (place, names) in names ?? [] { insert(names, of: place) }
    // Labels that lead to no entry: elsewhere on the site, or off it.
    for page in pages where snapshot.tablePages.contains(page.id) || snapshot.isPublished(page) {
      for (index, definition) in page.parsed.definitions.enumerated() {
        let place = DefinitionPlace(page: page.id, definition: index)
        let label = page.text[definition.label]
        guard !known.contains(place), TermShape.isTerm(label), !ListDefinitions.contains(index, on: page) else {
          continue
        }
        insert([EntryName(name: label, tier: 1)], of: nil)
      }
    }
  }

  private mutating func insert(_ names: [EntryName], of place: EntryPlace?) {
    index.insert(names, of: EntryHandle(UInt32(clamping: entries.count)))
    entries.append(place)
  }

  func nearest(to label: String) -> [KnownName] {
    answers.answer(to: label) { label in
      index.nearest(to: label).map { KnownName(name: $0.name, entry: entries[Int($0.entry.rawValue)]) }
    }
  }
}
