import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// Finds entries that no reference leads to.
package enum OrphanEntry: Rule {
  package static let description = RuleDescription(
    id: "orphan-entry",
    summary: "An entry that nothing refers to.",
    documentation: #"""
      No reference on any page leads here under any of the entry's names, so readers find it only by its
      letter or by searching. Refer to it where the word is used, or name it in a related entry's see-also
      line. Off unless turned on, since a glossary may well contain words that stand alone.

      Before:

      ```markdown
      ## Anchor

      Raised by hand or with a [windlass].

      ## Kedge Anchor

      A second, lighter anchor.
      ```

      After:

      ```markdown
      ## Anchor

      Raised by hand or with a [windlass]. The lighter one is the [kedge anchor].

      ## Kedge Anchor

      A second, lighter anchor.
      ```
      """#,
    defaultLevel: .off,
    isFixable: false
  )

  package static func dependsOnWordsElsewhere(_ page: Page) -> Bool { !page.entries.entries.isEmpty }

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage else { return [] }
    let page = context.page
    return page.entries.entries.enumerated().compactMap { index, entry in
      let place = EntryPlace(page: page.id, entry: index)
      let spans = page.parsed.spanIndices(in: entry.range)
      let own = context.readReferences(ofSpans: spans).count { context.resolutions[$0].entry == place }
      guard context.usage.references(to: place) <= own else { return nil }
      return context.problem(
        description,
        at: entry.titleRange,
        "Nothing refers to \(Words.title(entry.title))",
        subject: entry.title
      )
    }
  }
}
