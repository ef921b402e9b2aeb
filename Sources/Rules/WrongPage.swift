import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Finds entries on a page of another letter, and see-also lines that begin with another page's letter.
package enum WrongPage: Rule {
  package static let description = RuleDescription(
    id: "wrong-page",
    summary: "An entry, or the letter of its see-also line, on a page of another letter.",
    documentation: #"""
      The page is the glossary's page L and the entry begins with T. Readers who go by letter look for it
      on T and conclude that it does not exist; the author of page T may even write it a second time. The
      same is said of a see-also line that begins with the letter of another page, most often because the
      entry was copied or moved. Move the entry, or correct the letter; mind that the entry's definitions
      have to follow when it moves.

      Before:

      ```markdown
      # L

      ## Topping Lift

      The line that holds up the end of the boom.

      See also [T], [Boom]
      ```

      After:

      ```markdown
      # T

      ## Topping Lift

      The line that holds up the end of the boom.

      See also [T], [Boom]
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage, let letter = PageLetter(of: context.page) else { return [] }
    let page = context.page
    let entries = page.entries.entries
    var problems: [Problem] = []
    for index in entries.indices {
      if !letter.fits(entries[index].title), !page.titles(ofEntry: index).contains(where: { letter.fits($0.title) }) {
        problems.append(
          context.problem(
            description,
            at: entries[index].titleRange,
            "\(Words.title(entries[index].title)) stands on page \(letter.name), where nobody will look for it",
            subject: entries[index].title
          )
        )
      }
      guard let item = firstLetter(of: entries[index].seeAlso, in: context) else { continue }
      if !letter.fits(page.label(of: page.references[item])) {
        let label = page.label(of: page.references[item])
        problems.append(
          context.problem(
            description,
            at: context.span(of: item).range,
            "The line begins with \(Words.label(label)), and this is page \(letter.name)",
            subject: entries[index].title
          )
        )
      }
    }
    return problems
  }

  /// The index of the first reference of a see-also line, where it is a page's letter.
  private static func firstLetter(of line: SeeAlsoLine?, in context: RuleContext) -> Int? {
    guard let line, let item = context.readReferences(ofSpans: line.references).first, context.isLetter(item) else {
      return nil
    }
    return item
  }
}
