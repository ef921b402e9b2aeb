import SourceText
package import Workspace

/// Finds the other places of a term on its page.
package enum DocumentHighlight {
  /// All places on the page that name the term at an offset, in order; titles and definitions among them.
  ///
  /// - Parameter index: that of the snapshot.
  package static func places(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    index: ReferenceIndex? = nil
  ) -> [TermUse] {
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return [] }
    return TermUses(of: term, in: snapshot, index: index).places(on: page, includingDefinitions: true)
  }
}
