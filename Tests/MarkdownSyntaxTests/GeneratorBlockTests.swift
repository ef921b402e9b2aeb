import MarkdownSyntax
import SourceText
import Testing

/// Which headings and references of a page Python-Markdown 3.11.3 (bare, and with pymdown-extensions' superfences) and
/// kramdown 2.4.0 with kramdown-parser-gfm 1.1.0 see, where CommonMark sees others.
struct GeneratorBlockTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var python: String
    var superfences: String?
    var kramdown: String
    var testDescription: String { name }
  }

  @Test(arguments: examples)
  func generatorSees(_ example: Example) {
    #expect(Self.seen(in: example.text, fences: .fencedCode) == example.python, "Python-Markdown")
    #expect(Self.seen(in: example.text, fences: .superfences) == example.superfences ?? example.python, "superfences")
    #expect(Self.seen(in: example.text, fences: .kramdown) == example.kramdown, "kramdown")
  }

  /// The titles of the headings after `#`, the labels of the references, and the heading's id where one is given.
  private static func seen(in text: String, fences: MarkdownDialect.Fences) -> String {
    var dialect = MarkdownDialect(references: fences == .kramdown ? .kramdown : .pythonMarkdown)
    dialect.fences = fences
    dialect.htmlBlocks = .untilClosingTag
    dialect.hasAttributeLists = true
    dialect.treatsUnclosedFenceAsText = true
    let page = PageReader.read(SourceText(text), dialect: dialect)
    let headings = page.headings.map { "#" + $0.title + ($0.explicitID.map { "{\($0)}" } ?? "") }
    let references = page.spans.indices.filter { page.spans[$0].isReference && !page.spans[$0].isRetry }
    return (headings + references.map { page.label(ofSpan: $0) }).joined(separator: " ")
  }

  private static let examples: [Example] = [
    Example(name: "underline below two lines", text: "a\nb\n---\n[c]", python: "c", kramdown: "c"),
    Example(name: "underline below a heading", text: "# a\nb\n===\n[c]", python: "#a #b c", kramdown: "#a c"),
    Example(name: "underline below a definition", text: "[a]: u\nb\n---\n", python: "", kramdown: ""),
    Example(name: "heading indented", text: " # a\n\n# b", python: "#b", kramdown: "#b"),
    Example(name: "heading in a list", text: "- # a\n\n      # b", python: "#a", kramdown: "#a"),
    Example(name: "id in braces", text: "# a {#b}\n\n# c {: #d}", python: "#a{b} #c{d}", kramdown: "#a{b} #c {: #d}"),
    Example(name: "id below", text: "# a\n{: #b}\n\n[c]", python: "#a c", kramdown: "#a{b} c"),
    Example(
      name: "comment in braces",
      text: "{::comment}\n[a]\n\n# b\n{:/comment}\n[c]",
      python: "#b a c",
      kramdown: "c"
    ),
    Example(
      name: "fence with two words",
      text: "```{x} y\n```\n\n[a]\n\n```\n\n[b]\n```\n",
      python: "b",
      kramdown: "b"
    ),
    Example(
      name: "fence with a title",
      text: "```x title=\"y\"\n\n[a]\n```\n",
      python: "a",
      superfences: "",
      kramdown: "a"
    ),
    Example(name: "fence with an unknown option", text: "```x t=\"y\"\n\n[a]\n```\n", python: "a", kramdown: "a"),
    Example(
      name: "fence in a list",
      text: "- x\n\n    ```y\n    [a]\n\n    [b]\n    ```\n",
      python: "a b",
      superfences: "",
      kramdown: ""
    ),
    Example(name: "fence closed by more", text: "```\n[a]\n````\n\n[b]\n\n```\n[c]", python: "c", kramdown: "b c"),
    Example(name: "brackets over two lines", text: "[a]\n[b]\n\n- [c]\n  [d]", python: "b c d", kramdown: "b d"),
    Example(name: "brackets over indented lines", text: " [a]\n [b]", python: "a b", kramdown: "b"),
  ]
}
