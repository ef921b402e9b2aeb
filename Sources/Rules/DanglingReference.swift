import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Finds references that nothing answers.
package enum DanglingReference: Rule {
  package static let description = RuleDescription(
    id: "dangling-reference",
    summary: "A reference that no definition and no entry answers.",
    documentation: #"""
      Nothing defines this label and no entry has the name, so the published page shows the brackets: a
      visitor reads "see [Jib]" and has nowhere to go. The site's generator does not report it. If Glossa
      proposes a near name, the label is probably misspelt: take the proposal. If it names an entry that
      is still to be written, write it (`glossa wanted` tells which labels are asked for most), or point
      the words to another entry with `[shown words][Entry]`. If no link was meant, write plain words, or
      put a backslash before the bracket. The rule is an error in a see-also line and for `[text][Term]`
      and `[Term][]`, which can be nothing else; a warning for a plain `[Term]` in an entry's body or
      wherever a known name is near; a hint for a plain `[term]` on other pages, where brackets are often
      just brackets. What cannot be a term, such as `[0,1]`, is never reported.

      Before:

      ```markdown
      Let the [Halyad] go, and the sail drops onto the [boom].
      ```

      After:

      ```markdown
      Let the [Halyard] go, and the sail drops onto the [boom].
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static let hasPreferredFixes = false

  package static func check(_ context: RuleContext) -> [Problem] {
    context.openReferences.compactMap { index in
      let resolution = context.resolutions[index]
      let span = context.span(of: index)
      guard resolution.state == .dangling || span.isUndefinable else { return nil }
      let label = context.label(of: index)
      let near = span.isUndefinable ? [] : context.usage.names(nearestTo: label)
      guard let severity = severity(of: span, label, hasNearName: !near.isEmpty && label.utf8.count > 4, in: context)
      else { return nil }
      return context.problem(
        description,
        at: span.range,
        span.isUndefinable ? undefinableMessage(label) : message(label, near, in: context),
        subject: label,
        severity: severity
      )
    }
  }

  // MARK: Severity

  /// How surely the brackets are meant as a reference; nil where they cannot be one.
  private static func severity(
    of span: InlineSpan,
    _ label: String,
    hasNearName: Bool,
    in context: RuleContext
  ) -> Severity? {
    let page = context.page
    let entry = context.isEntryPage ? page.entry(at: span.range.lowerBound).map { page.entries.entries[$0] } : nil
    if entry?.seeAlso?.range.contains(span.range) ?? false { return .error }
    // `grid[row][column]` is hardly a reference.
    if ReferenceForm.follows(span.range.lowerBound, word: page.text) {
      return TermShape.isTerm(label) ? hasNearName ? .warning : .hint : nil
    }
    if ReferenceForm.isExplicit(span) {
      return TermShape.isTerm(label) || TermShape.isTerm(page.text[span.text]) ? .error : nil
    }
    guard TermShape.isTerm(label) else { return nil }
    return hasNearName || entry != nil ? .warning : .hint
  }

  // MARK: Messages

  private static func message(_ label: String, _ near: [KnownName], in context: RuleContext) -> String {
    let nothing =
      context.snapshot.linksOnlyThroughDefinitions
      ? "Nothing defines \(Words.label(label)), and no entry has that name"
      : "No entry is called \(Words.label(label))"
    let others = near.filter { $0.isOther(than: label, in: context.snapshot) }
    guard !others.isEmpty else { return nothing }
    return nothing + "; did you mean \(Words.list(others.map { Words.label($0.name) }, "or"))?"
  }

  private static func undefinableMessage(_ label: String) -> String {
    if label.contains("[") || label.contains("]") {
      return "Brackets within brackets make no link, neither the inner ones nor the outer"
    }
    if label.contains("`") { return "\(Words.label(label)) makes no link, since its label holds code" }
    return "\(Words.label(label)) makes no link, since its label holds a backslash"
  }
}
