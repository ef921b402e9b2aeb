package import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText

/// The definitions that some files together bring to a page, in the order in which their text does.
package final class DefinitionTable: Sendable {
  /// The files, in the order in which their definitions count.
  package let files: [PageID]
  private let places: [LabelKey: DefinitionPlace]

  init(_ files: [PageID], pages: [Page?], laterWins: Bool) {
    self.files = files
    var places: [LabelKey: DefinitionPlace] = [:]
    places.reserveCapacity(files.reduce(0) { $0 + (pages[$1.index]?.definitionKeys.count ?? 0) })
    for file in files {
      guard let page = pages[file.index] else { continue }
      for (index, key) in page.definitionKeys.enumerated() where laterWins || places[key] == nil {
        places[key] = DefinitionPlace(page: file, definition: index)
      }
    }
    self.places = places
  }

  package func definition(of key: LabelKey) -> DefinitionPlace? { places[key] }

  package var isEmpty: Bool { places.isEmpty }
}

/// The definitions that reach one page.
package struct DefinitionScope: Sendable {
  /// What the page includes.
  var included: DefinitionTable?
  /// What the generator adds behind every page.
  var appended: DefinitionTable?
  /// The page's own; nil where it has none.
  var own: DefinitionTable?

  /// The definition of a label that counts on the page.
  ///
  /// - Parameter laterWins: whether the last of several definitions counts, or the first.
  package func definition(of key: LabelKey, on page: Page, laterWins: Bool) -> DefinitionPlace? {
    let own = own?.definition(of: key)
    let included = included?.definition(of: key)
    let inclusionOffset = page.inclusions.first?.tag.range.lowerBound ?? 0
    let isOwnLater = own.map { page.parsed.definitions[$0.definition].range.lowerBound > inclusionOffset } ?? false
    let first = isOwnLater ? included ?? own : own ?? included
    let last = isOwnLater ? own ?? included : included ?? own
    return laterWins ? appended?.definition(of: key) ?? last : first ?? appended?.definition(of: key)
  }

  package var isEmpty: Bool {
    (included?.isEmpty ?? true) && (own?.isEmpty ?? true) && (appended?.isEmpty ?? true)
  }

  /// The files of which the scope is made, the page itself left out.
  package var files: [PageID] { (included?.files ?? []) + (appended?.files ?? []) }
}
