import Testing

/// What fixes make of definitions, links and files.
struct DefinitionFixTests {
  @Test(arguments: cases) func fixMends(_ example: FixCase) throws { try example.check() }

  private static let mkdocs = ReferenceRuleTests.mkdocs

  static let cases: [FixCase] = [
    FixCase(
      "missing-definition",
      "Add a definition of [Kedge Anchor] to includes/links.md",
      mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Kedge Anchor

        A small one.

        ## Keel

        A fin.
        //- includes/links.md
        [K]: /glossary/k.md

        [Keel]: /glossary/k.md#keel
        """,
      becomes: """
        //- includes/links.md
        [K]: /glossary/k.md

        [Kedge Anchor]: /glossary/k.md#kedge-anchor
        [Keel]: /glossary/k.md#keel
        """
    ),
    FixCase(
      "missing-definition",
      "Add a definition of [Knot] to _includes/links/k.md",
      """
      //- _config.yml
      title: Words
      //- glossary/b.md
      # B

      ## Boom

      A spar.

      {% include links/all.md %}
      //- glossary/k.md
      # K

      ## Knot

      A loop.

      {% include links/all.md %}
      //- _includes/links/all.md
      {% include links/b.md %}
      {% include links/k.md %}
      //- _includes/links/b.md
      [Boom]: {{ site.baseurl }}{% link glossary/b.md %}#boom
      //- _includes/links/k.md
      [K]: {{ site.baseurl }}{% link glossary/k.md %}
      """,
      becomes: """
        //- _includes/links/k.md
        [K]: {{ site.baseurl }}{% link glossary/k.md %}
        [Knot]: {{ site.baseurl }}{% link glossary/k.md %}#knot
        """
    ),
    FixCase(
      "broken-target",
      "Change to #telltale",
      mkdocs + """
        //- docs/glossary/t.md
        # T

        ## Telltale

        A ribbon: see [Telltale].
        //- includes/links.md
        [Telltale]: /glossary/t.md#tell-tale
        """,
      becomes: """
        //- includes/links.md
        [Telltale]: /glossary/t.md#telltale
        """
    ),
    FixCase(
      "broken-target",
      "Remove this definition of [Gone]",
      mkdocs + """
        //- docs/glossary/t.md
        # T

        ## Tack

        A corner.
        //- includes/links.md
        [Gone]: /glossary/g.md#gone
        [Tack]: /glossary/t.md#tack
        """,
      becomes: """
        //- includes/links.md
        [Tack]: /glossary/t.md#tack
        """
    ),
    FixCase(
      "duplicate-definition",
      "Remove this definition of [Weather Helm]",
      mkdocs + """
        //- docs/glossary/h.md
        # H

        ## Helm

        The [weather helm].

        ## Weather Helm

        A pull.
        //- includes/links.md
        [Weather Helm]: /glossary/h.md#helm
        [Helm]: /glossary/h.md#helm
        [Weather Helm]: /glossary/h.md#weather-helm
        """,
      becomes: """
        //- includes/links.md
        [Helm]: /glossary/h.md#helm
        [Weather Helm]: /glossary/h.md#weather-helm
        """
    ),
    FixCase(
      "unused-definition",
      "Remove this definition of [Booms]",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Boom

        A spar.
        //- includes/links.md
        [Boom]: /glossary/b.md#boom
        [Booms]: /glossary/b.md#boom
        """,
      becomes: """
        //- includes/links.md
        [Boom]: /glossary/b.md#boom
        """
    ),
    FixCase(
      "definition-in-list",
      "Put a backslash before the colon",
      """
      //- _config.yml
      title: Words
      //- glossary/b.md
      # B

      ## Bowline

      * [Rabbit]: the end of the line
      """,
      becomes: """
        //- glossary/b.md
        # B

        ## Bowline

        * [Rabbit]\\: the end of the line
        """
    ),
    FixCase(
      "missing-asset",
      "Change to {{ site.baseurl }}/img/boom.svg",
      """
      //- _config.yml
      title: Words
      //- glossary/b.md
      # B

      ## Boom

      ![A boom]({{ site.baseurl }}/img/boom.png ){: width="60%"}
      //- img/boom.svg
      <svg/>
      """,
      becomes: """
        //- glossary/b.md
        # B

        ## Boom

        ![A boom]({{ site.baseurl }}/img/boom.svg ){: width="60%"}
        """
    ),
    FixCase(
      "unused-ignore",
      "Remove the comment",
      """
      //- glossary/b.md
      # B

      ## Boom

      <!-- glossa-ignore-next-line dangling-reference -->
      A spar.
      """,
      becomes: """
        //- glossary/b.md
        # B

        ## Boom

        A spar.
        """
    ),
  ]
}
