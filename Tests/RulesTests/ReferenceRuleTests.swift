import Rules
import TestSupport
import Testing

/// What the rules about references find, and what they leave alone.
struct ReferenceRuleTests {
  @Test(arguments: cases) func ruleFinds(_ example: RuleCase) { example.check() }

  /// A report of all entries for all references would have no bounds.
  @Test func tenOfManyEntriesAreNamed() throws {
    let entries = String(repeating: "## Boom\n\nText.\n\n", count: 12)
    let workspace = MarkedWorkspace("//- glossary/b.md\n\(entries)## Mast\n\nBears the [Boom].\n")
    let checked = CheckedWorkspace(workspace, rule: "ambiguous-reference")
    let problem = try #require(checked.problems.first { $0.rule == "ambiguous-reference" })
    #expect(problem.message.hasSuffix("“Boom” or one of 2 more"))
    #expect(problem.related.count == 10)
  }

  static let mkdocs = """
    //- mkdocs.yml
    markdown_extensions:
      - pymdownx.snippets:
          base_path: [includes]
          auto_append: [links.md]

    """

  static let cases: [RuleCase] = [
    // MARK: dangling-reference
    RuleCase(
      "dangling-reference",
      "severity by form and place, on an entry page",
      """
      //- glossary/b.md
      # B

      A page about ⟦hint|[Brigs]⟧ and the like.

      ## Boom

      Below the ⟦warning|[yard]⟧, ⟦error|[a yard][Yard]⟧, ⟦error|[Yard][]⟧. It is the [boom].

      See also [B], ⟦error|[Yard]⟧, ⟦error|[Y]⟧, ...
      """
    ),
    RuleCase(
      "dangling-reference",
      "severity on pages that define nothing",
      """
      //- glossary/h.md
      # H

      ## Halyard

      A line.
      //- index.md
      We [sail], they say ⟦hint|[sic]⟧, with a ⟦warning|[halyad]⟧ and ⟦error|[a word][Word]⟧.
      //- _posts/2020-01-01-trip.md
      Hoist the ⟦warning|[Halyad]⟧ ⟦hint|[and so on]⟧ with the [halyard], ⟦error|[Officer][]⟧.
      """.replacing("We [sail]", with: "We ⟦hint|[sail]⟧")
    ),
    RuleCase(
      "dangling-reference",
      "what no term can be",
      """
      //- glossary/n.md
      # N

      ## Number

      In [0,1], [3], [-], […], [x], [i, j], a[0], m[i][j], [https://example.org], [!NOTE], [TOC], [{{ value }}],
      [3.14][2], [?], `[code]`, $[math]$, [ ], [@key] and \\[escaped].

      See also [N], [1], ...
      """
    ),
    RuleCase(
      "dangling-reference",
      "an index behind a word is hardly a reference",
      """
      //- glossary/a.md
      # A

      ## Array

      The ⟦warning|[index]⟧ of list⟦hint|[position]⟧ begins with 0, as in grid⟦hint|[row][column]⟧ or m[i][j].
      """
    ),
    RuleCase(
      "dangling-reference",
      "one problem for one pair of brackets, however the generator goes on reading",
      mkdocs
        + """
        //- docs/glossary/b.md
        # B

        ## Boom

        ⟦error|[Boom][Missing]⟧ and ⟦error|[Boom][Missing]⟧⟦warning|[Absent]⟧, [Missing][Boom].
        //- includes/links.md
        [B]: /glossary/b.md
        [Boom]: /glossary/b.md#boom
        """.replacing("⟦error|[Boom][Missing]⟧⟦warning|[Absent]⟧, ", with: "")
    ),
    RuleCase(
      "dangling-reference",
      "brackets within brackets hide a term from MkDocs",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Boom

        The ⟦warning|[spar (see [Boom])]⟧ swings.
        //- includes/links.md
        [Boom]: /glossary/b.md#boom
        """
    ),
    RuleCase(
      "dangling-reference",
      "included files are read where they are included",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Boom

        A spar.
        //- includes/links.md
        See [Nothing].

        [Boom]: /glossary/b.md#boom
        """
    ),
    RuleCase(
      "dangling-reference",
      "an explicit level is for all places",
      """
      //- .glossa.yml
      rules:
        dangling-reference: info
      //- glossary/b.md
      # B

      ## Boom

      Below the ⟦info|[yard]⟧, ⟦info|[a yard][Yard]⟧.
      //- index.md
      ⟦info|[sic]⟧
      """
    ),
    // MARK: undefined-label
    RuleCase(
      "undefined-label",
      "an entry has the name, no definition has",
      mkdocs + """
        //- docs/glossary/h.md
        # H

        ## Halyard

        Two ⟦[halyards]⟧, one [halyard], ⟦[both][Halyards]⟧.

        See also ⟦[H]⟧, [Halyard]
        //- includes/links.md
        [Halyard]: /glossary/h.md#halyard
        """
    ),
    RuleCase(
      "undefined-label",
      "nothing to say where entries make links",
      """
      //- glossary/h.md
      # H

      ## Halyard

      Two [halyards].
      """
    ),
    // MARK: ambiguous-reference
    RuleCase(
      "ambiguous-reference",
      "two entries with one abbreviation",
      """
      //- glossary/r.md
      # R

      ## Rate Of Turn (ROT)

      Not the [Rule Of Twelfths].

      ## Rule Of Twelfths (ROT)

      The ⟦[ROT]⟧, or ⟦[the rule][ROT]⟧, is no [Rate Of Turn (ROT)].
      """
    ),
    // MARK: malformed-reference
    RuleCase(
      "malformed-reference",
      "brackets too many, too few and wrong",
      """
      //- glossary/b.md
      # B

      ## Boom

      See [Boom]⟦]⟧[Bow], ⟦[Bow (B)[Bow]⟧, ⟦[boom}⟧, ⟦[boom)⟧ and [ boom ].

      See also ⟦[B}⟧, ...

      ## Bow

      Intervals are [0, 1) and [a, b), sets {x}, elements a[b[i]].
      """
    ),
    RuleCase(
      "malformed-reference",
      "balanced brackets within brackets are no mistake",
      """
      //- glossary/b.md
      # B

      ## Boom

      A [[Boom]] as wikis write it, a [spar (see [Boom])], a [spar [Boom] here] and [more [Boom]].
      """
    ),
    RuleCase(
      "malformed-reference",
      "blanks in labels, and labels that MkDocs joins",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Boom

        A ⟦[Boom ]⟧, ⟦[ boom]⟧, ⟦[the boom][Boom ]⟧, ⟦[Boom] [Bow]⟧, ⟦[Boom]
        [Bow]⟧, [one] [two] and [Boom][Bow].

        ## Bow

        The front end.
        //- includes/links.md
        [Boom]: /glossary/b.md#boom
        [Bow]: /glossary/b.md#bow
        """
    ),
    RuleCase(
      "malformed-reference",
      "pages that define nothing are given the benefit of the doubt",
      """
      //- glossary/b.md
      # B

      ## Boom

      A spar.
      //- index.md
      Write [x}, [word), [a word (W)[word] and ⟦[Boom}⟧.
      """
    ),
  ]
}
