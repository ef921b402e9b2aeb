package import Glossary

/// All names of an entry by tier, or those of a page as a whole.
package typealias PlacedNames = (place: EntryPlace, names: [EntryName])

/// What definitions say of the entries of a page.
extension WorkspaceSnapshot {
  /// The definitions that lead to each entry of a page; those that lead to the page as a whole under nil.
  package func definitionsByEntry(of page: Page) -> [Int?: [DefinitionPlace]] {
    var definitions: [Int?: [DefinitionPlace]] = [:]
    for definition in definitionTargets.inbound[page.id] ?? [] {
      var entry: Int?
      if let anchor = definition.anchor {
        guard let heading = page.heading(withAnchor: anchor), let titled = page.entry(titledBy: heading) else {
          continue
        }
        entry = titled
      }
      definitions[entry, default: []].append(definition.place)
    }
    return definitions
  }

  /// The names of a page as a whole, and those of each of its entries.
  package func entryNames(on page: Page) -> [PlacedNames] {
    let definitions = definitionsByEntry(of: page)
    return ([nil] + page.entries.entries.indices.map { $0 }).map { entry in
      let labels = (definitions[entry] ?? []).map { label(of: $0) }
      let names = EntryNames.names(of: entry, on: page, labels: labels, configuration: configuration)
      return (EntryPlace(page: page.id, entry: entry), names)
    }
  }

  /// The definitions that lead to a page, to its entries or elsewhere on it.
  package func definitions(leadingInto page: Page) -> [DefinitionPlace] {
    (definitionTargets.inbound[page.id] ?? []).map(\.place)
  }
}

extension DefinitionScope {
  /// The tables of which the scope is made.
  package var tables: [DefinitionTable] { [included, appended, own].compactMap { $0 } }
}
