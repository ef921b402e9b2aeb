import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
package import Workspace

/// Finds definitions that no page uses.
package enum UnusedDefinition: Rule {
  package static let description = RuleDescription(
    id: "unused-definition",
    summary: "A definition that nothing uses.",
    documentation: #"""
      No page refers to this label. Readers do not notice; the table only grows longer than the glossary
      needs, and a definition that is meant to help is perhaps spelt in a way that no author writes.
      Remove it, or leave it for the references to come: an entry's own title in a table is worth having.
      It is a hint, and editors show such lines in grey.

      Before:

      ```markdown
      [Shroud]: /glossary/s.md#shroud
      [Shrouds]: /glossary/s.md#shroud
      ```

      After:

      ```markdown
      [Shroud]: /glossary/s.md#shroud
      ```
      """#,
    defaultLevel: .hint,
    isFixable: true
  )

  package static func dependsOnWordsElsewhere(_ page: Page) -> Bool { !page.parsed.definitions.isEmpty }

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.holdsDefinitions else { return [] }
    let page = context.page
    return page.parsed.definitions.indices.compactMap { index in
      guard isUnused(index, in: context), !isTitle(index, in: context) else { return nil }
      let definition = page.parsed.definitions[index]
      // Where it leads nowhere, that is said already.
      let place = DefinitionPlace(page: page.id, definition: index)
      guard !BrokenTarget.isBroken(place, in: context) else { return nil }
      let label = page.text[definition.label]
      return context.problem(
        description,
        at: definition.range,
        "No page refers to \(Words.label(label))",
        subject: label,
        isUnnecessary: true
      )
    }
  }

  static func isUnused(_ index: Int, in context: RuleContext) -> Bool {
    let page = context.page
    let label = page.text[page.parsed.definitions[index].label]
    // `[//]: # (words)` is a comment to some.
    guard TermShape.isTermOrLetter(label), !ListDefinitions.contains(index, on: page),
      context.usage.uses(of: DefinitionPlace(page: page.id, definition: index)) == 0
    else { return false }
    // Of two definitions of a label the other one may be used: then the label is no dead weight.
    return DuplicateDefinition.winner(over: index, in: context) == nil
  }

  /// Whether a label is what the entry or page that it leads to is called: such a line is worth having.
  private static func isTitle(_ index: Int, in context: RuleContext) -> Bool {
    let page = context.page
    let place = DefinitionPlace(page: page.id, definition: index)
    guard case .page(let id, let heading) = context.snapshot.target(of: place, from: context.place),
      let target = context.snapshot[id]
    else { return false }
    let matching = context.snapshot.profile.labelMatching
    let key = LabelKey(page.text[page.parsed.definitions[index].label], matching: matching)
    let entry = heading.flatMap { target.entry(titledBy: $0) }
    let titles =
      entry.map { target.titles(ofEntry: $0).map(\.title) }
      ?? [context.snapshot.title(of: EntryPlace(page: id, entry: nil))]
    return titles.contains { LabelKey($0, matching: matching) == key }
  }
}
