import Glossary
package import SourceText
package import Workspace

/// Says over each entry how often it is used.
package enum CodeLenses {
  /// The entries of a page in its order; none on pages that define no terms.
  ///
  /// - Parameter index: that of the snapshot.
  package static func lenses(
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    index: ReferenceIndex
  ) -> [EntryUse] {
    guard snapshot.entryPages.contains(page.id) else { return [] }
    let counts = index.counts(ofEntriesOn: page.id)
    return page.entries.entries.enumerated().map { number, entry in
      let place = EntryPlace(page: page.id, entry: number)
      return EntryUse(range: entry.titleRange, entry: place, references: counts[place] ?? 0)
    }
  }
}

/// How often an entry is used.
package struct EntryUse: Sendable, Hashable {
  /// Where its title stands.
  package var range: ByteRange
  package var entry: EntryPlace
  package var references: Int
}
