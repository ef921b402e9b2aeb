import Features
import SourceText
import TestSupport
import Testing
import Workspace

/// Definition, declaration, references and highlights, each on the same small site.
@Suite struct NavigationTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ expected: String...) {
      self.name = name
      self.text = text
      self.expected = expected
    }
  }

  /// A site with a page that `text` stands on.
  private static func site(_ text: String) -> FeatureWorkspace {
    FeatureWorkspace(
      """
      //- mkdocs.yml
      site_name: Boats
      markdown_extensions:
        - pymdownx.snippets:
            auto_append: [links.md]
            base_path: [includes]
      //- includes/links.md
      [J]: /glossary/j.md
      [Jib]: /glossary/j.md#jib-j1
      [Jibs]: /glossary/j.md#jib-j1
      [Gone]: /glossary/j.md#gone
      [Sailing]: https://example.org/sailing
      //- docs/glossary/j.md
      # J

      ## Jib (J1)

      A sail. Two [jibs] and a [Genoa].

      See also [J], [Foresail]

      ## Foresail

      See [Jib].

      ## Genoa

      A large [jib][Jib].
      //- docs/index.md
      \(text)
      """
    )
  }

  @Test(arguments: [
    Case(
      "shortcut",
      "A [J$0ib].",
      "from docs/index.md:1:3 [Jib]",
      "docs/glossary/j.md:3:4 Jib (J1) in 3-9"
    ),
    Case("at its end", "A [Jib]$0.", "from docs/index.md:1:3 [Jib]", "docs/glossary/j.md:3:4 Jib (J1) in 3-9"),
    Case("other case", "A [j$0IB].", "from docs/index.md:1:3 [jIB]", "docs/glossary/j.md:3:4 Jib (J1) in 3-9"),
    Case(
      "full",
      "A [he$0ad sail][Jib].",
      "from docs/index.md:1:3 [head sail][Jib]",
      "docs/glossary/j.md:3:4 Jib (J1) in 3-9"
    ),
    Case("collapsed", "A [Jib][$0].", "from docs/index.md:1:3 [Jib][]", "docs/glossary/j.md:3:4 Jib (J1) in 3-9"),
    Case(
      "undefined here, yet an entry",
      "A [Gen$0oa].",
      "from docs/index.md:1:3 [Genoa]",
      "docs/glossary/j.md:13:4 Genoa in 13-16"
    ),
    Case(
      "an entry that sends on: both ends",
      "A [Fore$0sail].",
      "from docs/index.md:1:3 [Foresail]",
      "docs/glossary/j.md:9:4 Foresail in 9-13",
      "docs/glossary/j.md:3:4 Jib (J1) in 3-9"
    ),
    Case("a page", "A [$0J].", "from docs/index.md:1:3 [J]", "docs/glossary/j.md:1:3 J in 1-16"),
    Case(
      "an anchor that is not there",
      "A [Go$0ne].",
      "from docs/index.md:1:3 [Gone]",
      "includes/links.md:4:2 Gone in 4-4"
    ),
    Case("off the site", "A [Sai$0ling].", "from docs/index.md:1:3 [Sailing]", "includes/links.md:5:2 Sailing in 5-5"),
    Case("nothing has the name", "A [Bo$0at]."),
    Case("prose", "A J$0ib."),
    Case("code", "A `[J$0ib]`."),
    Case("an inline link is another server's", "A [J$0ib](glossary/j.md)."),
  ])
  func definition(_ test: Case) throws {
    let site = Self.site(test.text)
    let answer = Definition.definition(at: site.offset, on: try #require(site.page), in: site.snapshot)
    #expect(shown(answer, in: site) == test.expected)
  }

  @Test(arguments: [
    Case("of a reference", "A [J$0ib].", "from docs/index.md:1:3 [Jib]", "includes/links.md:2:2 Jib in 2-2"),
    Case("of an undefined label", "A [Gen$0oa]."),
    Case(
      "the page's own definition",
      "A [Ow$0n].\n\n[Own]: glossary/j.md#genoa",
      "from docs/index.md:1:3 [Own]",
      "docs/index.md:3:2 Own in 3-3"
    ),
  ])
  func declaration(_ test: Case) throws {
    let site = Self.site(test.text)
    let answer = Definition.declaration(at: site.offset, on: try #require(site.page), in: site.snapshot)
    #expect(shown(answer, in: site) == test.expected)
  }

  @Test(arguments: [
    Case(
      "of a heading",
      "//- docs/glossary/h.md\n## Ha$0lyard\n\nText [Halyard].\n\n[Halyard]: #halyard",
      "from docs/glossary/h.md:1:4 Halyard",
      "docs/glossary/h.md:5:2 Halyard in 5-5"
    )
  ])
  func declarationOfTitle(_ test: Case) throws {
    let site = FeatureWorkspace(test.text)
    let page = try #require(site.page)
    let answer = Definition.declaration(at: site.offset, on: page, in: site.snapshot)
    #expect(shown(answer, in: site).dropFirst() == test.expected.dropFirst())
    let definition = Definition.definition(at: site.offset, on: page, in: site.snapshot)
    #expect(definition?.targets.map { site.show($0.selection, on: $0.page) } == ["docs/glossary/h.md:1:4 Halyard"])
  }

  @Test(arguments: [
    Case(
      "under any name",
      "A [J$0ib] or [jibs].",
      "reference docs/glossary/j.md:5:13 [jibs]",
      "reference docs/glossary/j.md:11:5 [Jib]",
      "reference docs/glossary/j.md:15:9 [jib][Jib]",
      "reference docs/index.md:1:3 [Jib]",
      "reference docs/index.md:1:12 [jibs]"
    ),
    Case(
      "undefined, yet an entry",
      "A [Gen$0oa].",
      "reference docs/glossary/j.md:5:26 [Genoa]",
      "reference docs/index.md:1:3 [Genoa]"
    ),
    Case(
      "of what nothing names",
      "[Bo$0at] [boat] [Boats]",
      "reference docs/index.md:1:1 [Boat]",
      "reference docs/index.md:1:8 [boat]"
    ),
    Case(
      "of a label that leads nowhere",
      "[Go$0ne], [gone]",
      "reference docs/index.md:1:1 [Gone]",
      "reference docs/index.md:1:9 [gone]"
    ),
    Case(
      "not the second brackets by themselves",
      "[Jib][Fore$0sail], [x][Genoa]",
      "reference docs/glossary/j.md:7:15 [Foresail]",
      "reference docs/index.md:1:1 [Jib][Foresail]"
    ),
  ])
  func references(_ test: Case) throws {
    let site = Self.site(test.text)
    let page = try #require(site.page)
    let term = try #require(TermAtOffset.find(at: site.offset, on: page, in: site.snapshot))
    let uses = References.places(of: term, in: site.snapshot, includingDefinitions: false)
    #expect(shown(uses, in: site) == test.expected)
  }

  @Test func referencesWithDefinitions() throws {
    let site = Self.site("A [Gen$0oa], [x].\n\n[x]: glossary/j.md#genoa")
    let page = try #require(site.page)
    let term = try #require(TermAtOffset.find(at: site.offset, on: page, in: site.snapshot))
    let uses = References.places(of: term, in: site.snapshot, includingDefinitions: true)
    #expect(
      shown(uses, in: site) == [
        "reference docs/glossary/j.md:5:26 [Genoa]",
        "title docs/glossary/j.md:13:4 Genoa",
        "reference docs/index.md:1:3 [Genoa]",
        "reference docs/index.md:1:12 [x]",
        "definition docs/index.md:3:1 [x]: glossary/j.md#genoa",
      ]
    )
    #expect(References.places(of: term, in: site.snapshot, includingDefinitions: true, limit: 2).count == 2)
  }

  @Test func highlightsAreThoseOfThePage() throws {
    let site = FeatureWorkspace("## Jib\n\nA [J$0ib], two [jibs], a [sail][JIB], no [Genoa].\n\n## Genoa\n\nA [jib].")
    let places = DocumentHighlight.places(at: site.offset, on: try #require(site.page), in: site.snapshot)
    #expect(
      shown(places, in: site) == [
        "title glossary.md:1:4 Jib",
        "reference glossary.md:3:3 [Jib]",
        "reference glossary.md:3:14 [jibs]",
        "reference glossary.md:3:24 [sail][JIB]",
        "reference glossary.md:7:3 [jib]",
      ]
    )
  }

  @Test func labelsOfSeveralEntriesLeadToAll() throws {
    let site = FeatureWorkspace("## Meta (company)\n\nText.\n\n## Meta (prefix)\n\nSee [Me$0ta] and [Meta (prefix)].")
    let page = try #require(site.page)
    let answer = Definition.definition(at: site.offset, on: page, in: site.snapshot)
    #expect(
      answer?.targets.map { site.show($0.selection, on: $0.page) } == [
        "glossary.md:1:4 Meta (company)", "glossary.md:5:4 Meta (prefix)",
      ]
    )
    let term = try #require(TermAtOffset.find(at: site.offset, on: page, in: site.snapshot))
    #expect(References.places(of: term, in: site.snapshot, includingDefinitions: false).count == 2)
  }

  @Test func redirectsThatCircleEnd() throws {
    let site = FeatureWorkspace("See [Jib$0].\n\n## Jib\n\nSee [Foresail].\n\n## Foresail\n\nSee [Jib].\n")
    let answer = Definition.definition(at: site.offset, on: try #require(site.page), in: site.snapshot)
    #expect(answer?.targets.count == 2)
  }

  // MARK: Showing

  private func shown(_ answer: DefinitionAnswer?, in site: FeatureWorkspace) -> [String] {
    guard let answer, let page = site.page else { return [] }
    return ["from " + site.show(answer.origin, on: page.id)]
      + answer.targets.map { target in
        let lines = site.snapshot[target.page]?.text.lines
        let range = lines.map {
          "\($0.line(at: target.range.lowerBound) + 1)-\($0.line(at: target.range.upperBound) + 1)"
        }
        return site.show(target.selection, on: target.page) + " in " + (range ?? "")
      }
  }

  private func shown(_ uses: [TermUse], in site: FeatureWorkspace) -> [String] {
    uses.map { "\($0.kind) " + site.show($0.range, on: $0.page) }
  }
}
