import Features
import SourceText
import TestSupport
import Testing
import Workspace

/// Symbols, folds and selections.
@Suite struct OutlineTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var expected: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ expected: String) {
      self.name = name
      self.text = text
      self.expected = expected
    }
  }

  @Test(arguments: [
    Case(
      "entries below the page's letter",
      "# L\n\n## Lateen\n\nText.\n\n### Detail\n\nMore.\n\n## Leech\n\nText.\n",
      "section L 1-14\n  entry Lateen 3-10\n  entry Leech 11-14"
    ),
    Case(
      "letters between entries",
      "# Glossary\n\n## J\n\n### Jib\n\nText.\n\n### Jury Mast\n\nText.\n\n## K\n\n### Kedge\n\nText.\n",
      "section Glossary 1-18\n  section J 3-12\n    entry Jib 5-8\n    entry Jury Mast 9-12\n  section K 13-18\n    entry Kedge 15-18"
    ),
    Case(
      "other headings of one entry, and aliases",
      "## Jib\n## Headsail\n\n<!-- aliases: Stagsail, Fore Stay -->\nText.\n",
      "entry Jib (Stagsail, Fore Stay) 1-6\n  alias Headsail 2-2"
    ),
    Case("a page that is one entry", "---\ntitle: Jib\n---\n\nText.\n", "entry Jib 1-6"),
    Case("titles that show nothing", "## &nbsp;\n\nText.\n\n## Jib\n\nText.\n", "entry &nbsp; 1-4\nentry Jib 5-8"),
  ])
  func symbols(_ test: Case) throws {
    let workspace = FeatureWorkspace(test.text)
    let page = try #require(workspace.page)
    let symbols = DocumentSymbols.symbols(on: page, in: workspace.snapshot)
    let shown = symbols.map { show($0, on: page, indent: "") }.joined(separator: "\n")
    #expect(shown == test.expected)
    for symbol in symbols { expectNested(symbol) }
  }

  @Test func otherPagesHaveNoSymbols() throws {
    let workspace = FeatureWorkspace("//- glossary/a.md\n## A Term\n\nText.\n//- readme.md\n## Not$0 a term\n")
    #expect(DocumentSymbols.symbols(on: try #require(workspace.page), in: workspace.snapshot).isEmpty)
  }

  @Test(arguments: [
    Case("by the title", "jib", "Jib in glossary.md\nJib Sheet in glossary.md"),
    Case("by an abbreviation", "jj", "Jib (JJ) in glossary.md"),
    Case("by another name", "head", "Headsail in Jib"),
    Case("by letters", "jsht", "Jib Sheet in glossary.md"),
    Case("all", "", "Jib in glossary.md\nJib Sheet in glossary.md"),
    Case("none", "zzz", ""),
  ])
  func workspaceSymbols(_ test: Case) {
    let title = test.text == "jj" ? "Jib (JJ)" : "Jib"
    let workspace = FeatureWorkspace("## \(title)\n\n<!-- aliases: Headsail -->\n\nText.\n\n## Jib Sheet\n\nText.\n")
    let index = CompletionIndex(workspace.snapshot)
    let symbols = WorkspaceSymbols.symbols(matching: test.text, in: workspace.snapshot, index: index)
    #expect(symbols.map { "\($0.name) in \($0.container)" }.joined(separator: "\n") == test.expected)
  }

  @Test(arguments: [
    Case(
      "front matter, entries, lists, code, tables, comments, definitions",
      """
      ---
      title: x
      ---
      # J

      ## Jib

      - a
        b
      - c

      ```
      code
      ```

      ## Jury Mast

      | a |
      |---|
      | b |

      <!-- one
      two -->

      [a]: b
      [c]: d
      [e]: f


      """,
      """
      frontMatter 1-3
      section 4-27
      section 6-14
      block 8-10
      block 8-9
      block 12-14
      section 16-27
      block 18-20
      comment 22-23
      block 25-27
      """
    )
  ])
  func folds(_ test: Case) throws {
    let workspace = FeatureWorkspace("//- _config.yml\nx: y\n//- glossary/j.md\n" + test.text)
    let folds = FoldingRanges.ranges(on: try #require(workspace.page), in: workspace.snapshot)
    let shown = folds.map { "\($0.kind) \($0.firstLine + 1)-\($0.lastLine + 1)" }.joined(separator: "\n")
    #expect(shown == test.expected)
  }

  @Test func foldsOfBlockMarkers() throws {
    let settings = "//- mkdocs.yml\nmarkdown_extensions: [pymdownx.blocks.details, pymdownx.blocks.admonition]\n"
    let text = "/// note | Title\ntext\n/// details\nmore\n///\n///\n"
    let workspace = FeatureWorkspace(settings + "//- docs/index.md\n" + text)
    let folds = FoldingRanges.ranges(on: try #require(workspace.page), in: workspace.snapshot)
    #expect(folds.map { [$0.firstLine, $0.lastLine] } == [[0, 5], [2, 4]])
  }

  @Test(arguments: [
    Case(
      "in a reference",
      "## Jib\n\nOne. Two [large sa$0ils][Sail] here. Three.\n\nFour.\n",
      """
      sails
      large sails
      [large sails][Sail]
      Two [large sails][Sail] here.
      One. Two [large sails][Sail] here. Three.
      ⏎⏎One. Two [large sails][Sail] here. Three.⏎⏎Four.⏎⏎
      ## Jib⏎⏎One. Two [large sails][Sail] here. Three.⏎⏎Four.⏎⏎
      """
    ),
    Case(
      "in a list",
      "## Jib\n\n- One.\n- T$0wo.\n",
      "Two\nTwo.\n- Two.\n- One.⏎- Two.\n⏎⏎- One.⏎- Two.⏎⏎\n## Jib⏎⏎- One.⏎- Two.⏎⏎"
    ),
    Case("between words", "a, $0\n", "\na, \na, ⏎⏎"),
  ])
  func selections(_ test: Case) throws {
    let workspace = FeatureWorkspace(test.text)
    let page = try #require(workspace.page)
    let ranges = SelectionRanges.ranges(at: workspace.offset, on: page, in: workspace.snapshot)
    let shown = ranges.map {
      page.text[$0].split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    }
    #expect(shown.joined(separator: "\n") == test.expected)
  }

  /// At every offset of a page: each range holds the one before, and the offset.
  @Test func selectionsHoldOneAnother() throws {
    let workspace = FeatureWorkspace(
      "# J\n\n## Jib\n\nA [sail][Sail]. `Code. [x]` *b*\nmore. [a]: b\n\n- a\n  - b\n\n> q [r].\n\n| a | [b] |\n|---|---|\n| c | d |\n\n[k]: <l m> \"n\"\n"
    )
    let page = try #require(workspace.page)
    for offset in 0...page.text.count {
      let ranges = SelectionRanges.ranges(at: offset, on: page, in: workspace.snapshot)
      #expect(ranges.allSatisfy { $0.touches(offset) } && !ranges.isEmpty, "\(offset)")
      for (inner, outer) in zip(ranges, ranges.dropFirst()) { #expect(outer.contains(inner) && outer != inner) }
    }
  }

  // MARK: Showing

  private func show(_ symbol: DocumentSymbol, on page: Page, indent: String) -> String {
    let lines = page.text.lines
    let detail = symbol.detail.isEmpty ? "" : " (\(symbol.detail))"
    let range = "\(lines.line(at: symbol.range.lowerBound) + 1)-\(lines.line(at: symbol.range.upperBound - 1) + 1)"
    let children = symbol.children.map { "\n" + show($0, on: page, indent: indent + "  ") }.joined()
    return "\(indent)\(symbol.kind) \(symbol.name)\(detail) \(range)" + children
  }

  private func expectNested(_ symbol: DocumentSymbol) {
    #expect(symbol.range.contains(symbol.selection))
    for child in symbol.children {
      #expect(symbol.range.contains(child.range))
      expectNested(child)
    }
  }
}
