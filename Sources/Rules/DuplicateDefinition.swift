import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Finds definitions that another one of the same label makes useless.
package enum DuplicateDefinition: Rule {
  package static let description = RuleDescription(
    id: "duplicate-definition",
    summary: "One label, two definitions, two targets.",
    documentation: #"""
      Only one definition of a label counts. In MkDocs and Jekyll it is the last, in CommonMark (GitHub,
      for instance) the first; the other is dead text that looks alive, and whoever corrects it wonders
      why nothing changes. Readers may be sent to the wrong entry on every page. Decide which target is
      right and remove the other line. If both are wanted, give one of them a label of its own. Two
      definitions with the same target are harmless and are not reported.

      Before:

      ```markdown
      [Weather Helm]: /glossary/h.md#helm
      [Weather Helm]: /glossary/w.md#weather-helm
      ```

      After:

      ```markdown
      [Weather Helm]: /glossary/w.md#weather-helm
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.holdsDefinitions else { return [] }
    let page = context.page
    return page.parsed.definitions.indices.compactMap { index in
      guard !ListDefinitions.contains(index, on: page), let winner = winner(over: index, in: context),
        leadElsewhere(winner, DefinitionPlace(page: page.id, definition: index), context)
      else { return nil }
      let definition = page.parsed.definitions[index]
      let label = page.text[definition.label]
      let file = context.snapshot[winner.page]?.path ?? ""
      let other = winner.page == page.id ? "another line of this file" : file
      let order = context.snapshot.profile.laterDefinitionWins ? "last" : "first"
      return context.problem(
        description,
        at: definition.range,
        "\(Words.label(label)) is defined in \(other) too, with another target; the \(order) one counts, not this",
        subject: label,
        related: [context.related(winner, "The definition that counts")].compactMap { $0 }
      )
    }
  }

  /// The definition that counts instead of one of the page's, wherever that one reaches.
  static func winner(over index: Int, in context: RuleContext) -> DefinitionPlace? {
    let page = context.page
    let place = DefinitionPlace(page: page.id, definition: index)
    let key = page.definitionKeys[index]
    for table in context.usage.tables(with: page.id) {
      if let winner = table.definition(of: key), winner != place { return winner }
    }
    // What the generator adds to the page may take the place of what the page says itself.
    guard context.isPublished else { return nil }
    let scope = context.snapshot.scope(of: page)
    let winner = scope.definition(of: key, on: page, laterWins: context.snapshot.profile.laterDefinitionWins)
    return winner == place ? nil : winner
  }

  private static func leadElsewhere(
    _ first: DefinitionPlace,
    _ second: DefinitionPlace,
    _ context: RuleContext
  ) -> Bool {
    let (first, second) = (destination(of: first, context), destination(of: second, context))
    return first != second && target(of: first, context) != target(of: second, context)
  }

  private static func destination(of place: DefinitionPlace, _ context: RuleContext) -> String {
    guard let source = context.snapshot[place.page] else { return "" }
    return source.text[source.parsed.definitions[place.definition].destination]
  }

  /// What a destination leads to, in a form that two ways to write one target share.
  private static func target(of destination: String, _ context: RuleContext) -> String {
    switch context.snapshot.target(ofDestination: destination, on: context.place) {
    case .external, .unknown: return destination
    case .page(let id, let heading): return "\(id.rawValue)#\(heading.map(String.init) ?? "")"
    case .missingAnchor(let id, let anchor), .place(let id, let anchor): return "\(id.rawValue)#\(anchor)?"
    case .file(let path), .missingFile(let path): return path
    }
  }
}
