import Features
import Testing

@Suite struct TermGraphTests {
  /// Terms with what tells them apart and how often they are used, then the links.
  @Test(arguments: [
    (
      "ids that two headings share",
      """
      //- mkdocs.yml
      site_name: Sails
      markdown_extensions: [attr_list]
      //- docs/glossary/a.md
      ## Alpha {#x}

      Text.

      ## Apple {#x}

      Text.
      """,
      ["docs/glossary/a.md#x Alpha 0", "docs/glossary/a.md:5 Apple 0"]
    ),
    (
      "references to itself, to one of two, and from where there is no entry",
      """
      //- glossary/j.md
      # J

      A [Jib].

      ## Jib

      This [Jib], and a [Mast].

      ## Mast

      One.

      ## Mast

      Two.
      """,
      ["glossary/j.md#jib Jib 1", "glossary/j.md#mast Mast 0", "glossary/j.md#mast-1 Mast 0"]
    ),
    (
      "the most that a link says",
      """
      //- glossary/j.md
      ## Jib

      A [Mast].

      See also [Mast], [Sheet].

      ## Mast

      See [Jib].

      ## Sheet

      Text.
      """,
      [
        "glossary/j.md#jib Jib 1", "glossary/j.md#mast Mast 2", "glossary/j.md#sheet Sheet 1",
        "Jib reference Mast 2", "Jib seeAlso Sheet 1", "Mast redirect Jib 1",
      ]
    ),
  ])
  func graphs(_ name: String, _ text: String, _ expected: [String]) {
    let graph = TermGraph(of: FeatureWorkspace(text).snapshot)
    let terms = graph.terms.map { "\($0.id) \($0.title) \($0.uses)" }
    let links = graph.links.map { link in
      "\(graph.terms[link.from].title) \(link.kind) \(graph.terms[link.to].title) \(link.count)"
    }
    #expect(terms + links == expected, "\(name)")
  }
}
