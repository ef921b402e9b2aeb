import MarkdownSyntax
import SourceText
import Workspace

/// Finds list items that Jekyll takes for definitions.
package enum DefinitionInList: Rule {
  package static let description = RuleDescription(
    id: "definition-in-list",
    summary: "A list item that Jekyll reads as a definition.",
    documentation: #"""
      kramdown, the Markdown of Jekyll, takes a list item that begins with `[Term]:` for a link
      definition. The words after the colon become a "target", the item is published as an empty bullet,
      and the label now points to nonsense on the whole page. Put a backslash before the colon: the item
      comes back, and the term in it is a reference again.

      Before:

      ```markdown
      * [Rabbit]: the end of the line
      ```

      After:

      ```markdown
      * [Rabbit]\: the end of the line
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    let page = context.page
    guard page.parsed.dialect.references == .kramdown else { return [] }
    return page.parsed.definitions.indices.filter { ListDefinitions.contains($0, on: page) }.map { index in
      let definition = page.parsed.definitions[index]
      let label = page.text[definition.label]
      return context.problem(
        description,
        at: definition.range,
        "Jekyll takes this list item for a definition of \(Words.label(label)) and publishes an empty item",
        subject: label
      )
    }
  }

  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    guard let definition = context.page.parsed.definitions.first(where: { $0.range == problem.range }) else {
      return []
    }
    // Behind the label's closing bracket.
    let edit = TextEdit(.empty(at: definition.label.upperBound + 1), "\\")
    return [
      Fix(
        title: "Put a backslash before the colon",
        isPreferred: true,
        edits: [PageEdit(page: context.page.path, edits: [edit])]
      )
    ]
  }
}
