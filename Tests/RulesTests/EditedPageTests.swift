import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// While a page is edited, what is known of its last state must lead to the problems that a first look finds.
@Suite struct EditedPageTests {
  @Test(arguments: [mkdocs, kramdown], 0..<6) func keysLeadWhereAFirstLookLeads(_ site: String, _ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let path = "docs/a.md"
    var index = MarkedWorkspace(site).load().index
    var usage = WorkspaceUsage(of: index.snapshot)
    let levels = RuleLevels(Dictionary(uniqueKeysWithValues: RuleCatalog.rules.map { ($0.description.id, .warning) }))
    for _ in 0..<120 {
      let before = index.snapshot
      let text = try #require(before.page(at: path)).text
      index.rewrite(path, to: Self.edited(text, using: &random))
      let snapshot = index.snapshot
      // What others see has changed, so that nothing is known any more but names.
      if snapshot.meaningsRevision != before.meaningsRevision { usage = WorkspaceUsage(of: snapshot) }
      let page = try #require(snapshot.page(at: path))
      let first = RuleCatalog.problems(on: page, in: snapshot, usage: WorkspaceUsage(of: snapshot), levels: levels)
      let next = RuleCatalog.problems(on: page, in: snapshot, usage: usage, levels: levels)
      // How often definitions are used is counted when typing pauses.
      let counting: Set = ["unused-definition", "orphan-entry"]
      #expect(next.filter { !counting.contains($0.rule) } == first.filter { !counting.contains($0.rule) })
    }
  }

  /// Whether a title is another entry's too is kept for the next key, and must not outlast what another page says.
  @Test func aTitleIsLookedUpAgainWhereAnotherPageTakesIt() throws {
    let path = "docs/b.md"
    var index = MarkedWorkspace(mkdocs).load().index
    let usage = WorkspaceUsage(of: index.snapshot)
    func duplicates() throws -> [String] {
      let page = try #require(index.snapshot.page(at: path))
      return RuleCatalog.problems(on: page, in: index.snapshot, usage: usage, levels: RuleLevels())
        .filter { $0.rule == "duplicate-entry" }.map(\.subject)
    }
    #expect(try duplicates() == [])
    index.rewrite("docs/a.md", to: SourceText("# A\n\n## Mast\n\nStands.\n"))
    #expect(try duplicates() == ["Mast"])
  }

  private static let pieces = [
    "[", "]", "[Boom]", "[Booms][]", "[the mast][Mast]", "[Keel]", "[keell]", "\n", "\n\n", " ", "x", "## ", "- ", "> ",
    "## Boom\n", "## Mast\n\nSee also [A], [Keel], [Boom]\n",
    "--8<-- \"links.md\"\n", "[Mast]: b.md#boom\n", "![](gone.png)", "[x](../img/mast.pn)",
    "\nSee also [Mast], [Aft], ...\n", "`",
  ]

  /// A text with something typed or taken away, mostly within a line.
  private static func edited(_ text: SourceText, using random: inout SeededGenerator) -> SourceText {
    let offset = Int.random(in: 0...text.count, using: &random)
    if Bool.random(using: &random) {
      return text.replacing(.empty(at: offset), with: pieces[Int.random(in: pieces.indices, using: &random)].utf8)
    }
    return text.replacing(ByteRange(offset, offset + Int.random(in: 1...6, using: &random)), with: "".utf8)
  }
}

private let page = """
  # A

  ## Boom

  Carries the foot of a [sail], see [Mast] and [Keel][]. ![](boom.png)

  See also [Mast], [Aft], [Keel], ...

  ## Aft

  Behind the [mast][Mast]. A [Boom] is not [Halyrd], [the keel][Keel].

  --8<-- "links.md"

  [Aft]: a.md#aft
  """

private let mkdocs = """
  //- mkdocs.yml
  site_name: Boats
  markdown_extensions:
    - pymdownx.snippets: {base_path: [includes]}
  //- includes/links.md
  [Mast]: b.md#mast
  [Aft]: b.md#mast
  [Keel]: b.md#keel
  //- docs/img/mast.png
  //- docs/b.md
  # B

  ## Mast

  Stands. See [Boom].

  ## Halyard

  ## Keel
  //- docs/a.md
  \(page)
  """

private let kramdown = """
  //- _config.yml
  title: Boats
  //- docs/b.md
  # B

  ## Mast

  Stands. See [Boom].

  [Boom]: a.md#boom
  //- docs/a.md
  \(page)
  """
