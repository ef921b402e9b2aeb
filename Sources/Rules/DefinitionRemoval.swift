import MarkdownSyntax
import SourceText
import Workspace

/// Takes a definition out of its file.
enum DefinitionRemoval {
  /// - Parameter problem: one whose range lies within the definition.
  static func fix(for problem: Problem, in context: RuleContext) -> Fix? {
    let page = context.page
    guard let definition = page.parsed.definitions.first(where: { $0.range.contains(problem.range) }) else {
      return nil
    }
    let label = page.text[definition.label]
    return Fix(
      title: "Remove this definition of \(Words.label(label))",
      edits: [
        PageEdit(page: page.path, edits: [TextEdit(TextLines.removal(of: definition.range, in: page.text), "")])
      ]
    )
  }
}
