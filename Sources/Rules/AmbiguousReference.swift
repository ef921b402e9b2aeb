import MarkdownSyntax
import SourceText
import Workspace

/// Finds references that two entries answer with equal right.
package enum AmbiguousReference: Rule {
  package static let description = RuleDescription(
    id: "ambiguous-reference",
    summary: "A label that two entries answer to equally well.",
    documentation: #"""
      No table decides, and two entries have this name with the same right: both are abbreviated so, for
      instance. Only the author knows which is meant; Glossa does not guess, and go to definition would
      offer both. Write the full title as the label and keep the short form as the words shown, or give
      the label to one of the entries, as a definition or as an alias.

      Before:

      ```markdown
      ## Rate Of Turn (ROT)

      ## Rule Of Twelfths (ROT)

      Pilots watch the [ROT] in narrow bends.
      ```

      After:

      ```markdown
      Pilots watch the [ROT][Rate Of Turn (ROT)] in narrow bends.
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  /// More than a reader would look at; all of them for every reference would be a report without bounds.
  static let shownCandidates = 10

  package static func check(_ context: RuleContext) -> [Problem] {
    context.openReferences.compactMap { index in
      let resolution = context.resolutions[index]
      guard resolution.state == .ambiguous else { return nil }
      let span = context.span(of: index)
      let label = context.label(of: index)
      guard !span.isUndefinable,
        TermShape.isTerm(label) || context.isSurelyReference(span)
      else { return nil }
      let shown = resolution.candidates.prefix(shownCandidates)
      var titles = shown.map { Words.title(context.snapshot.title(of: $0)) }
      let others = resolution.candidates.count - shown.count
      if others > 0 { titles.append("one of \(others) more") }
      return context.problem(
        description,
        at: span.range,
        "\(Words.label(label)) may mean \(Words.list(titles, "or"))",
        subject: label,
        related: shown.compactMap { context.related($0, "May be meant") }
      )
    }
  }
}
