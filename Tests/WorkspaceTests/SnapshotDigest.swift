import Glossary
import SourceText
import Workspace

/// Everything that a snapshot answers, in words: what two snapshots of the same pages must have in common.
enum SnapshotDigest {
  static func lines(of snapshot: WorkspaceSnapshot) -> [String] {
    // An included file stays known when nothing includes it any more; that nobody sees.
    snapshot.sortedPages.filter { snapshot.isPublished($0) }.flatMap { page in
      ["page \(page.path) \(page.role) entries: \(snapshot.entryPages.contains(page.id))"]
        + entries(of: page, in: snapshot) + references(of: page, in: snapshot)
    }
  }

  /// The lines' bytes, for what only these tell apart.
  static func bytes(of snapshot: WorkspaceSnapshot) -> [[UInt8]] { lines(of: snapshot).map { Array($0.utf8) } }

  private static func entries(of page: Page, in snapshot: WorkspaceSnapshot) -> [String] {
    page.entries.entries.indices.map { index in
      let place = EntryPlace(page: page.id, entry: index)
      let names = snapshot.names(of: place).map { "\($0.tier) \($0.name)" }
      return "entry \(snapshot.target(of: place) ?? "-") \(names.joined(separator: ", "))"
    }
  }

  private static func references(of page: Page, in snapshot: WorkspaceSnapshot) -> [String] {
    page.references.map { reference in
      let resolution = snapshot.resolve(reference, on: page)
      let entry = resolution.entry.flatMap { snapshot.target(of: $0) } ?? "-"
      let candidates = resolution.candidates.compactMap { snapshot.target(of: $0) }
      let definition = resolution.definition.map { snapshot.label(of: $0) } ?? "-"
      return
        "reference [\(page.label(of: reference))] \(resolution.state) \(entry) \(definition) \(candidates.sorted())"
    }
  }
}
