import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Finds references that an entry answers, and that the page shows in brackets all the same.
package enum UndefinedLabel: Rule {
  package static let description = RuleDescription(
    id: "undefined-label",
    summary: "An entry has the name, but the page gets no definition for it.",
    documentation: #"""
      The entry exists, yet the published page will show brackets: on this site a reference links only
      when one of the definition tables, or the page itself, defines exactly that label. Generators do not
      know that "halyards" is the plural of Halyard or that *Velocity Made Good (VMG)* is meant by
      "velocity made good". Add the label to the table of the entry's page, which is the fix that Glossa
      offers, or write `[velocity made good][VMG]` with a label that is defined already.

      Before:

      ```markdown
      The [halyards] come down in a squall.

      [Halyard]: /glossary/h.md#halyard
      ```

      After:

      ```markdown
      The [halyards] come down in a squall.

      [Halyard]: /glossary/h.md#halyard
      [Halyards]: /glossary/h.md#halyard
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    context.openReferences.compactMap { index in
      let resolution = context.resolutions[index]
      guard resolution.state == .undefinedLabel, let entry = resolution.entry else { return nil }
      let span = context.span(of: index)
      let label = context.label(of: index)
      guard !span.isUndefinable, TermShape.isTerm(label) || context.isSurelyReference(span) else { return nil }
      return context.problem(
        description,
        at: span.range,
        message(label, entry, in: context),
        subject: label,
        related: context.related(entry, "The entry").map { [$0] } ?? []
      )
    }
  }

  private static func message(_ label: String, _ entry: EntryPlace, in context: RuleContext) -> String {
    let table = context.table(defining: label, as: entry)
    return Words.joined(
      Words.label(label),
      " has no definition on this page, though the ",
      entry.entry == nil ? "page " : "entry ",
      Words.title(context.snapshot.title(of: entry)),
      table == nil ? " has that name" : " has that name; add it to ",
      table?.path ?? ""
    )
  }
}

extension RuleContext {
  /// Whether brackets can mean nothing but a reference, by their form or their place.
  func isSurelyReference(_ span: InlineSpan) -> Bool {
    if ReferenceForm.isExplicit(span) { return true }
    guard isEntryPage, let entry = page.entry(at: span.range.lowerBound) else { return false }
    return page.entries.entries[entry].seeAlso?.range.contains(span.range) ?? false
  }

  /// The file to which the definition of a label that means an entry belongs so that it reaches this page; nil where
  /// there is none.
  func table(defining label: String, as entry: EntryPlace) -> Page? {
    usage.table(defining: label, as: entry, among: definitionFiles).flatMap { snapshot[$0] }
  }
}
