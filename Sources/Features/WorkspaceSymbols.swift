import Glossary
import MarkdownSyntax
package import SourceText
package import Workspace

/// Finds entries by any of their names.
package enum WorkspaceSymbols {
  /// The most symbols that one answer holds.
  package static let limit = 1000

  /// The entries, and the pages that a heading names, that fit a query best, best first; all of them, in the order of
  /// the pages, for an empty one.
  ///
  /// - Parameter index: that of the snapshot.
  package static func symbols(
    matching query: String,
    in snapshot: WorkspaceSnapshot,
    index: CompletionIndex,
    limit: Int = limit
  ) -> [WorkspaceSymbol] {
    let query = FuzzyQuery(query)
    var seen: Set<EntryPlace> = []
    var symbols: [WorkspaceSymbol] = []
    func add(_ name: OfferedName, isTitleFound: Bool) {
      guard symbols.count < limit, seen.insert(name.place).inserted else { return }
      let title = snapshot.title(of: name.place)
      // Editors compare names with the query once more.
      let isNamedByTitle = isTitleFound || query.match(FoldedText(title)) != nil
      guard let symbol = symbol(name.place, isNamedByTitle ? title : name.text, title, in: snapshot) else { return }
      symbols.append(symbol)
    }
    guard !query.isEmpty else {
      for page in index.order.lazy.compactMap({ index.pages[$0] }) where symbols.count < limit {
        for name in page.names where name.isTitle { add(name, isTitleFound: true) }
      }
      return symbols
    }
    // An entry may be found by several of its names.
    for found in index.search(query, limit: limit * 2).names { add(found.name, isTitleFound: found.name.isTitle) }
    return symbols
  }

  private static func symbol(
    _ place: EntryPlace,
    _ name: String,
    _ title: String,
    in snapshot: WorkspaceSnapshot
  ) -> WorkspaceSymbol? {
    guard let page = snapshot[place.page], let range = snapshot.nameRange(of: place),
      name.unicodeScalars.contains(where: { !$0.properties.isWhitespace })
    else { return nil }
    return WorkspaceSymbol(
      name: name,
      container: name == title ? page.path : title,
      isPage: place.entry == nil,
      page: place.page,
      range: range
    )
  }
}

package struct WorkspaceSymbol: Sendable, Hashable {
  /// The entry's title, or the name by which it was found.
  package var name: String
  /// The page's path; for an entry that was found by another name its title.
  package var container: String
  package var isPage: Bool
  package var page: PageID
  /// Where the title stands.
  package var range: ByteRange
}
