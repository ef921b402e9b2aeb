import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Finds entries whose title links nowhere, because no table has it.
package enum MissingDefinition: Rule {
  package static let description = RuleDescription(
    id: "missing-definition",
    summary: "An entry whose title no table defines.",
    documentation: #"""
      This site links labels by its definition tables, and none of them has this entry's title. Nobody may
      need it today, but the first author who writes `[Kedge Anchor]` gets brackets on the page, for an
      entry that exists. Add the line to the table of the entry's page.

      Before:

      ```markdown
      ## Kedge Anchor

      [Keel]: /glossary/k.md#keel
      ```

      After:

      ```markdown
      ## Kedge Anchor

      [Kedge Anchor]: /glossary/k.md#kedge-anchor
      [Keel]: /glossary/k.md#keel
      ```
      """#,
    defaultLevel: .info,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    let snapshot = context.snapshot
    let page = context.page
    guard context.isEntryPage, !snapshot.tablePages.isEmpty, snapshot.linksOnlyThroughDefinitions else { return [] }
    let scope = snapshot.scope(of: page)
    guard !scope.isEmpty else { return [] }
    let entries = page.entries.entries
    let keys = context.titles.keys
    let laterWins = snapshot.profile.laterDefinitionWins
    return entries.indices.compactMap { index in
      guard scope.definition(of: keys[index], on: page, laterWins: laterWins) == nil else { return nil }
      let entry = entries[index]
      guard entry.kind != .abbreviation, TermShape.isTermOrLetter(entry.title) else { return nil }
      let table = context.table(defining: entry.title, as: EntryPlace(page: page.id, entry: index))
      let advice = table.map { "; add it to \($0.path)" } ?? ""
      return context.problem(
        description,
        at: entry.titleRange,
        "No table defines \(Words.label(entry.title))\(advice)",
        subject: entry.title
      )
    }
  }
}
