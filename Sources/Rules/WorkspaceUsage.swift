package import Workspace

/// How often entries and definitions are referred to, over a whole workspace.
package struct WorkspaceUsage: Sendable {
  private var entries: [EntryPlace: Int] = [:]
  private var definitions: [DefinitionPlace: Int] = [:]

  /// Counts the references of all published pages.
  package init(of snapshot: WorkspaceSnapshot) {
    for page in snapshot.pages.compactMap({ $0 }) where snapshot.isPublished(page) {
      for reference in page.references {
        let resolution = snapshot.resolve(reference, on: page)
        if let definition = resolution.definition { definitions[definition, default: 0] += 1 }
        if let entry = resolution.entry { entries[entry, default: 0] += 1 }
      }
    }
  }

  package func references(to entry: EntryPlace) -> Int { entries[entry] ?? 0 }

  package func uses(of definition: DefinitionPlace) -> Int { definitions[definition] ?? 0 }
}
