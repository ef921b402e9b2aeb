import Features
import SourceText
import TestSupport
import Testing
import Workspace

@Suite struct HoverTests {
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
      "title, page, definition, names, uses",
      """
      A [jib$0s].

      ## Jib (J1)

      A sail before the [mast].

      It has a [clew][Clew].

      See also [Mast]

      ## Mast

      A tall pole.

      ## Clew

      A corner.
      """,
      """
      **Jib (J1)** — [glossary.md](file:///glossary.md#3)

      A sail before the [mast].

      It has a [clew].

      Also: Jib, J1  \nUsed once

      [mast]: file:///glossary.md#11
      [clew]: file:///glossary.md#15
      """
    ),
    Case(
      "an entry that sends its reader on",
      "## Foresail\n\nSee [Jib].\n\n## Jib\n\nA sail.\n\nA [fore$0sail].",
      """
      **Foresail** — see **Jib** — [glossary.md](file:///glossary.md#5)

      A sail.

      A [foresail].

      Used once

      [foresail]: file:///glossary.md#1
      """
    ),
    Case(
      "other line ends",
      "## Jib\r\n\r\nA sail\r\n of a boat.\r\n\r\n```\r\ncode\r\n```\r\n\r\n## Mast\r\n\r\nA [ji$0b].\r\n",
      """
      **Jib** — [glossary.md](file:///glossary.md#1)

      A sail
      of a boat.

      ```
      code
      ```

      Used once
      """
    ),
    Case(
      "an entry that sends its reader where nothing is",
      "## Foresail\n\nSee [Jib].\n\n## Mast\n\nA [fore$0sail].",
      """
      **Foresail** — [glossary.md](file:///glossary.md#1)

      See [Jib].

      Used once
      """
    ),
    Case(
      "entries that send their reader in a circle",
      "## Foresail\n\nSee [Jib].\n\n## Jib\n\nSee [Foresail].\n\n## Mast\n\nA [fore$0sail].",
      """
      **Foresail** — see **Jib** — [glossary.md](file:///glossary.md#5)

      See [Foresail].

      Used 2 times

      [Foresail]: file:///glossary.md#1
      """
    ),
    Case(
      "what is no text: images, HTML, templates, attribute lists",
      """
      A [ji$0b].

      ## Jib

      ![A jib](img/jib.png){: width="10%"}

      <div>raw</div>

      A <b>sail</b> <!-- note -->of 3 < 4 ![icon](icon.png) [site](https://x.org) [bad](javascript:x) [gone](gone.md).
      """,
      """
      **Jib** — [glossary.md](file:///glossary.md#3)

      A &lt;b>sail&lt;/b> of 3 &lt; 4 icon [site](https://x.org) bad gone.

      Used once
      """
    ),
    Case(
      "the mark of a footnote",
      "A [ji$0b].\n\n## Jib\n\nA sail[^1] of old[^a-b].\n\n[^1]: Of cloth.",
      """
      **Jib** — [glossary.md](file:///glossary.md#3)

      A sail[^1] of old[^a-b].

      \\[^1]: Of cloth.

      Used once
      """
    ),
    Case(
      "lists keep their shape",
      "A [ji$0b].\n\n## Jib\n\n  * a sail\n    of cloth\n  * a [crane]\n\n      * deeper",
      """
      **Jib** — [glossary.md](file:///glossary.md#3)

      * a sail
        of cloth
      * a [crane]

          * deeper

      Used once
      """
    ),
    Case(
      "an ambiguous label shows all",
      "## Meta (company)\n\nMakes things.\n\n## Meta (prefix)\n\nMeans beyond.\n\nSee [Me$0ta].",
      """
      `[Meta]` names 2 entries:

      **Meta (company)** — [glossary.md](file:///glossary.md#1)

      Makes things.

      **Meta (prefix)** — [glossary.md](file:///glossary.md#5)

      Means beyond.
      """
    ),
    Case(
      "a heading",
      "## Ji$0b\n\nA *sail* with `[code]`.\n\nSee also [Mast]",
      """
      **Jib** — [glossary.md](file:///glossary.md#1)

      A *sail* with `[code]`.

      Not used yet
      """
    ),
    Case(
      "signs in titles",
      "A [C# _new$0].\n\n## C# \\_new\n\nText.\n",
      """
      **C\\# \\_new** — [glossary.md](file:///glossary.md#3)

      Text.

      Used once
      """
    ),
    Case("nothing for what nothing names", "A [Bo$0at].\n\n## Jib\n\nText.", "nothing"),
  ])
  func markdown(_ test: Case) throws {
    let workspace = FeatureWorkspace(test.text)
    let text = try hover(workspace)?.text ?? "nothing"
    #expect(text == test.expected)
  }

  private static let site = """
    //- mkdocs.yml
    site_name: Boats
    markdown_extensions:
      - pymdownx.snippets:
          auto_append: [links.md]
          base_path: [includes]
    //- includes/links.md
    [J]: /glossary/j.md
    [Jib]: /glossary/j.md#jib
    [Gone]: /glossary/j.md#gone
    [Sailing]: https://example.org/sailing
    //- docs/glossary/j.md
    # J

    ## Jib

    A sail.

    ## Jury Mast

    Text.

    """

  @Test(arguments: [
    Case(
      "undefined here",
      "A [jury $0mast].",
      "**Jury Mast** — docs/glossary/j.md\n\nText.\n\nUsed once\n\n"
        + "*\\[jury mast\\] has no definition on this page, so that the site shows it in brackets*"
    ),
    Case("a page", "A [$0J].", "**J** — docs/glossary/j.md\n\n2 entries  \nUsed once"),
    Case("an anchor that is not there", "A [Go$0ne].", "`/glossary/j.md#gone` does not exist"),
    Case("off the site", "A [Sai$0ling].", "[https://example.org/sailing](https://example.org/sailing)"),
  ])
  func definitions(_ test: Case) throws {
    let workspace = FeatureWorkspace(Self.site + "//- docs/index.md\n" + test.text)
    let page = try #require(workspace.page)
    let text = Hover.hover(at: workspace.offset, on: page, in: workspace.snapshot, options: counting(workspace))?.text
    #expect(text == test.expected)
  }

  @Test func aDefinitionInATable() throws {
    let workspace = FeatureWorkspace(Self.site.replacing("[Jib]:", "[Ji$0b]:"))
    let page = try #require(workspace.page)
    let hover = Hover.hover(at: workspace.offset, on: page, in: workspace.snapshot, options: counting(workspace))
    #expect(hover?.text == "**Jib** — docs/glossary/j.md\n\nA sail.\n\nNot used yet")
  }

  @Test func plainText() throws {
    let workspace = FeatureWorkspace(
      "A [ji$0b].\n\n## Jib (J1)\n\nA *sail*[^1] before the [mast].\n\nSee also [Mast]\n\n## Mast\n\nText"
    )
    var options = counting(workspace)
    options.format = .plainText
    let page = try #require(workspace.page)
    let hover = Hover.hover(at: workspace.offset, on: page, in: workspace.snapshot, options: options)
    #expect(hover?.text == "Jib (J1) — glossary.md\n\nA sail[^1] before the mast.\n\nAlso: Jib, J1\nUsed once")
  }

  @Test func longDefinitionsAreCut() throws {
    let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
    let workspace = FeatureWorkspace("A [ji$0b].\n\n## Jib\n\n\(words)\n\n\(words)\n\n\(words)\n\nNot shown.")
    let text = try #require(try hover(workspace)).text
    #expect(
      text.contains(" word50 ") && text.contains(" …") && !text.contains("word399") && !text.contains("Not shown")
    )
  }

  private func counting(_ workspace: FeatureWorkspace) -> Hover.Options {
    var options = Hover.Options()
    options.references = ReferenceIndex(workspace.snapshot)
    return options
  }

  private func hover(_ workspace: FeatureWorkspace) throws -> Hover? {
    var options = counting(workspace)
    options.links = HoverLinks { path, line in "file:///" + path + (line.map { "#\($0 + 1)" } ?? "") }
    return Hover.hover(at: workspace.offset, on: try #require(workspace.page), in: workspace.snapshot, options: options)
  }
}

extension String {
  fileprivate func replacing(_ old: String, _ new: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(old) ? new + line.dropFirst(old.count) : String(line)
    }.joined(separator: "\n")
  }
}
