import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Finds brackets that were meant as a reference and are none, or are another one than they look like.
package enum MalformedReferences: Rule {
  package static let description = RuleDescription(
    id: "malformed-reference",
    summary: "Brackets that were meant as a reference and are none.",
    documentation: #"""
      A bracket too many or too few, a brace in place of a bracket, or a blank inside the brackets: the
      page shows a stray bracket, or the words do not link, or they link elsewhere than they say. Two
      things look right and are not. MkDocs and Jekyll do not trim labels, so `[Reef ]` does not link
      although `[Reef]` does. And they join `[Sheet] [Cleat]`, also over a line's end, into a single link
      that shows "Sheet" and leads to Cleat; put a word, a comma or a `[]` between the two. Each case
      comes with its fix.

      Before:

      ```markdown
      See [Boom]][Mainsail], [Man Overboard (MOB)[MOB], [Reef ], [S}.
      ```

      After:

      ```markdown
      See [Boom][Mainsail], [Man Overboard (MOB)][MOB], [Reef], [S].
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    context.malformedReferences.map { malformed in
      let text = context.page.text[malformed.range]
      return context.problem(description, at: malformed.range, message(malformed, on: context), subject: text)
    }
  }

  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    guard let malformed = context.malformedReferences.first(where: { $0.range == problem.range }) else { return [] }
    let title =
      switch malformed.shape {
      case .strayClosingBracket: "Remove the bracket"
      case .missingClosingBracket: "Close the bracket"
      case .wrongClosingSign: "Close with a bracket"
      case .blankInLabel: "Remove the blanks"
      case .joinedReferences: "Put a comma between the two"
      }
    return [
      Fix(title: title, isPreferred: true, edits: [PageEdit(page: context.page.path, edits: [malformed.repair])])
    ]
  }

  // MARK: What is meant

  /// The page's malformed references without those that may well be just brackets, as intervals and array indices are.
  static func meant(on page: Page, in snapshot: WorkspaceSnapshot, isEntryPage: Bool) -> [MalformedReference] {
    let sorted = page.parsed.malformedReferences.sorted { $0.range < $1.range }
    return sorted.filter { malformed in
      let inner = page.text[ByteRange(malformed.range.lowerBound + 1, malformed.range.upperBound - 1)]
      switch malformed.shape {
      case .wrongClosingSign:
        return isKnown(inner, on: page, in: snapshot) || isInSeeAlso(malformed.range, on: page)
      case .blankInLabel:
        let label = malformed.repair.replacement
        return isEntryPage && TermShape.isTerm(label) || isKnown(label, on: page, in: snapshot)
      case .joinedReferences:
        guard let span = span(malformed.range, on: page) else { return false }
        return isKnown(page.text[span.text], on: page, in: snapshot)
          || isKnown(page.text[span.label], on: page, in: snapshot)
      case .strayClosingBracket:
        guard let span = lastSpan(endingAt: malformed.range.lowerBound, on: page) else { return false }
        return isEntryPage && TermShape.isTerm(page.text[span.label])
          || isKnown(page.text[span.label], on: page, in: snapshot)
      case .missingClosingBracket:
        guard let span = lastSpan(endingAt: malformed.range.upperBound, on: page) else { return false }
        if isKnown(page.text[span.label], on: page, in: snapshot) { return true }
        let shown = page.text[ByteRange(malformed.range.lowerBound + 1, span.range.lowerBound)]
        return isEntryPage && !ReferenceForm.follows(malformed.range.lowerBound, word: page.text)
          && TermShape.isTerm(shown) && TermShape.isTerm(page.text[span.label])
      }
    }
  }

  private static func isKnown(_ label: String, on page: Page, in snapshot: WorkspaceSnapshot) -> Bool {
    if snapshot.resolveName(label).state != .dangling { return true }
    let key = LabelKey(label, matching: snapshot.profile.labelMatching, use: .secondBracket)
    let laterWins = snapshot.profile.laterDefinitionWins
    return snapshot.scope(of: page).definition(of: key, on: page, laterWins: laterWins) != nil
  }

  private static func isInSeeAlso(_ range: ByteRange, on page: Page) -> Bool {
    guard let entry = page.entry(at: range.lowerBound) else { return false }
    return page.entries.entries[entry].seeAlso?.range.contains(range) ?? false
  }

  private static func span(_ range: ByteRange, on page: Page) -> InlineSpan? {
    let indices = page.parsed.spanIndices(in: ByteRange(range.lowerBound, range.lowerBound + 1))
    return page.parsed.spans[indices].first { $0.range == range }
  }

  private static func lastSpan(endingAt end: Int, on page: Page) -> InlineSpan? {
    let indices = page.parsed.spanIndices(in: ByteRange(0, end))
    return page.parsed.spans[indices].suffix(8).last { $0.isReference && $0.range.upperBound == end }
  }

  // MARK: Message

  private static func message(_ malformed: MalformedReference, on context: RuleContext) -> String {
    let text = context.page.text[malformed.range]
    switch malformed.shape {
    case .strayClosingBracket:
      return "This closing bracket is one too many"
    case .missingClosingBracket:
      return "“\(Words.shortened(text))” lacks a closing bracket before the second opening one"
    case .wrongClosingSign:
      return "“\(Words.shortened(text))” is closed by “\(text.suffix(1))”, not by a bracket"
    case .blankInLabel:
      return "“\(Words.shortened(text, keepingEnds: true))” has a blank inside the brackets and is not linked"
    case .joinedReferences:
      guard let span = span(malformed.range, on: context.page) else { return "These brackets are read as one" }
      let (shown, label) = (context.page.text[span.text], context.page.text[span.label])
      return "\(Words.label(shown)) and \(Words.label(label)) are joined into one link"
        + " that shows “\(Words.shortened(shown))” and means “\(Words.shortened(label))”"
    }
  }
}
