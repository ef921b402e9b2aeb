import Features
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// What is shown within the text: tokens, links, lenses, hints; and what can be rewritten.
@Suite struct MarkingTests {
  private static let site = """
    //- mkdocs.yml
    site_name: Boats
    markdown_extensions:
      - pymdownx.snippets:
          auto_append: [links.md]
          base_path: [includes]
    //- includes/links.md
    [Jib]: /glossary/j.md#jib-j1
    [J1]: /glossary/j.md#jib-j1
    [Sailing]: https://example.org/sailing
    //- docs/img/jib.png
    //- docs/glossary/j.md
    # J

    ## Jib (J1)

    A sail.

    ## Jury Mast

    A spare.

    """

  private static func site(_ text: String) -> FeatureWorkspace {
    FeatureWorkspace(site + "//- docs/index.md\n" + text)
  }

  @Test func tokens() throws {
    let workspace = FeatureWorkspace(
      Self.site.replacingLine("A sail.", "A [jib], a [J1], a [jury\n  mast], [Nowhere], [0], [sail][Jib], `[Jib]`. $0")
    )
    let page = try #require(workspace.page)
    let tokens = SemanticTokens.tokens(on: page, in: workspace.snapshot)
    #expect(
      tokens.map { "\($0.kind) \(page.text[$0.range])" } == [
        "entry Jib (J1)", "alias jib", "alias J1", "undefined jury", "undefined mast", "dangling Nowhere", "alias Jib",
        "entry Jury Mast",
      ]
    )
    let line = page.text.lines.range(of: 4)
    let part = SemanticTokens.tokens(on: page, in: workspace.snapshot, range: line)
    #expect(part == tokens.filter { line.contains($0.range.lowerBound) || page.text[$0.range] == "mast" })
  }

  @Test func tokensOfATable() throws {
    let workspace = FeatureWorkspace(Self.site.replacingLine("[Sailing]: https://example.org/sailing", "[x]: y$0"))
    let page = try #require(workspace.page)
    let tokens = SemanticTokens.tokens(on: page, in: workspace.snapshot)
    #expect(tokens.map { "\($0.kind) \(page.text[$0.range])" } == ["definition Jib", "definition J1", "definition x"])
  }

  @Test func links() throws {
    let workspace = Self.site(
      """
      A [jib](glossary/j.md#jib-j1), [gone](gone.md), [Jib], [Sailing], <https://a.b>, ![x](img/jib.png),
      [script](javascript:alert), {% youtube "https://youtu.be/1" %}$0 `[a](b.md)`

      See https://a.b/c_(d). [https://e.f](https://g.h) [https://i.j][Sailing] [https://k.l][Jib] [see www.m.n] o@p.q
      https://r.s/[Jib] https://t.u/[Sailing]

      <img src="img/jib.png">

      [own]: glossary/j.md
      """
    )
    let page = try #require(workspace.page)
    let links = DocumentLinks.links(on: page, in: workspace.snapshot)
    #expect(
      links.map { "\(page.text[$0.range]) -> \(show($0.target))" } == [
        "glossary/j.md#jib-j1 -> docs/glossary/j.md:3",
        "[Sailing] -> https://example.org/sailing",
        "https://a.b -> https://a.b",
        "img/jib.png -> docs/img/jib.png",
        "https://youtu.be/1 -> https://youtu.be/1",
        "https://a.b/c_(d) -> https://a.b/c_(d)",
        "https://g.h -> https://g.h",
        "[https://i.j][Sailing] -> https://example.org/sailing",
        "www.m.n -> http://www.m.n",
        "o@p.q -> mailto:o@p.q",
        "https://r.s/ -> https://r.s/",
        "https://t.u/ -> https://t.u/",
        "[Sailing] -> https://example.org/sailing",
        "img/jib.png -> docs/img/jib.png",
        "glossary/j.md -> docs/glossary/j.md",
      ]
    )
  }

  @Test func lenses() throws {
    let workspace = FeatureWorkspace(
      Self.site.replacingLine("A sail.", "A $0[jib], a [J1], a [jury mast], a [jury\nmast].")
    )
    let page = try #require(workspace.page)
    let index = ReferenceIndex(workspace.snapshot)
    let lenses = CodeLenses.lenses(on: page, in: workspace.snapshot, index: index)
    #expect(lenses.map { "\(page.text[$0.range]): \($0.references)" } == ["Jib (J1): 2", "Jury Mast: 2"])
  }

  @Test func hints() throws {
    let workspace = Self.site("A [jib], a [J1]$0, a [fore sail][Jib], a [jury mast].")
    let page = try #require(workspace.page)
    let hints = InlayHints.hints(in: ByteRange(0, page.text.count), on: page, in: workspace.snapshot)
    #expect(hints.map { "\($0.offset) \($0.title)" } == ["15 Jib (J1)"])
  }

  @Test(arguments: [
    ("a link that a label fits", "A [jib](gloss$0ary/j.md#jib-j1).", "A [jib]."),
    ("a link with other words", "A [$0fore sail](glossary/j.md#jib-j1).", "A [fore sail][Jib]."),
    ("a reference", "A [jib$0].", "A [jib](/glossary/j.md#jib-j1)."),
    ("a full reference", "A [fore sail][J$01].", "A [fore sail](/glossary/j.md#jib-j1)."),
    ("a link with a title that no definition has", "A [jib](gloss$0ary/j.md#jib-j1 'A sail').", ""),
    (
      "a link with a definition's title",
      "A [jib](gl$0ossary/j.md#jib-j1 'A sheet').\n\n[J]: glossary/j.md#jib-j1 (A sheet)",
      "A [jib][J].\n\n[J]: glossary/j.md#jib-j1 (A sheet)"
    ),
    (
      "a reference to a definition with a title", "A [sheet$0][J].\n\n[J]: glossary/j.md#jib-j1 (A sheet)",
      "A [sheet](glossary/j.md#jib-j1 \"A sheet\").\n\n[J]: glossary/j.md#jib-j1 (A sheet)"
    ),
    ("a link to a page", "A [x](glossary/j.m$0d).", ""),
    ("an undefined label", "A [jury $0mast].", ""),
    ("prose", "A jib$0.", ""),
  ])
  func rewriting(_ name: String, _ text: String, _ expected: String) throws {
    let workspace = Self.site(text)
    let page = try #require(workspace.page)
    let found = CodeActions.refactorings(
      in: .empty(at: workspace.offset),
      on: page,
      in: workspace.snapshot,
      usage: WorkspaceUsage(of: workspace.snapshot)
    )
    let result = found.first { $0.kind == .rewrite }.flatMap { page.text.applying($0.edits) }
    #expect(result.map { $0[ByteRange(0, $0.count)] } ?? "" == (expected.isEmpty ? "" : expected + "\n"))
  }

  @Test(arguments: [
    (
      "in the entry", "A $0sail by the jury mast. Another jury mast.", "Text.", ["Jib": 1],
      "A sail by the [jury mast]. Another"
    ),
    ("on the page", "A $0sail by the jury mast.", "Below the jib.", ["Jib": 1, "": 2], "Below the [jib]."),
    ("on the page alone", "A $0sail.", "Below the jib.", ["": 1], "Below the [jib]."),
    ("nowhere", "A $0sail by the [jury mast].", "Text.", [:], ""),
  ])
  func mentionsAreLinked(_ name: String, _ jib: String, _ mast: String, _ links: [String: Int], _ text: String) throws {
    let workspace = FeatureWorkspace("## Jib\n\n\(jib)\n\n## Jury Mast\n\n\(mast)\n")
    let page = try #require(workspace.page)
    let usage = WorkspaceUsage(of: workspace.snapshot)
    let range = ByteRange.empty(at: workspace.offset)
    let found = CodeActions.refactorings(in: range, on: page, in: workspace.snapshot, usage: usage)
      .filter { $0.kind == .link }
    let titles = links.keys.sorted(by: >).map {
      $0.isEmpty ? "Link the terms that this page mentions" : "Link the terms that “\($0)” mentions"
    }
    #expect(found.map(\.title) == titles)
    #expect(found.map(\.edits.count) == links.sorted { $0.key > $1.key }.map(\.value))
    let changed = found.last.flatMap { page.text.applying($0.edits) }.map { $0[ByteRange(0, $0.count)] } ?? ""
    #expect(changed.contains(text) || text.isEmpty)
  }

  @Test func completionAddsTheDefinition() throws {
    let workspace = Self.site("A [jury$0")
    let page = try #require(workspace.page)
    let index = CompletionIndex(workspace.snapshot)
    let list = Completion.list(at: workspace.offset, on: page, in: workspace.snapshot, index: index)
    let item = try #require(list?.items.first)
    #expect(item.needsDefinition)
    let usage = WorkspaceUsage(of: workspace.snapshot)
    let edit = Completion.definition(for: item, on: page, in: workspace.snapshot, usage: usage)
    #expect(edit?.page == "includes/links.md")
    #expect(edit?.edits.first?.replacement.contains("[Jury Mast]: /glossary/j.md#jury-mast") == true)
  }

  private func show(_ target: DocumentLink.Target) -> String {
    switch target {
    case .address(let address): address
    case .file(let path, let line): path + (line.map { ":\($0 + 1)" } ?? "")
    }
  }
}

extension String {
  fileprivate func replacingLine(_ old: String, _ new: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0 == old ? new : String($0) }.joined(
      separator: "\n"
    )
  }
}
