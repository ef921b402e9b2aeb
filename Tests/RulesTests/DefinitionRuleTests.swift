import Testing

/// What the rules about definitions, links and files find, and what they leave alone.
struct DefinitionRuleTests {
  @Test(arguments: cases) func ruleFinds(_ example: RuleCase) { example.check() }

  private static let mkdocs = ReferenceRuleTests.mkdocs

  private static let jekyll = """
    //- _config.yml
    title: Words

    """

  static let cases: [RuleCase] = [
    // MARK: broken-target
    RuleCase(
      "broken-target",
      "targets of a table, in the table alone",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Boom

        The [boom], the [block] and the [bow].
        //- includes/links.md
        [B]: /glossary/b.md
        [Boom]: /glossary/b.md#boom
        [Block]: ⟦/glossary/b.md#block⟧
        [Bow]: ⟦/glossary/bow.md#bow⟧
        [Club]: https://example.org/nowhere.md#x
        """
    ),
    RuleCase(
      "broken-target",
      "links of a page",
      """
      //- glossary/b.md
      # B

      ## Boom

      A [link](b.md#boom), [another](#boom), [a third](⟦#bom⟧), [a fourth](⟦c.md⟧), [top](#), [mail](mailto:a@b.cc),
      [html](⟦page.html⟧), [folder](../img/) and [file](../img/missing.png).

      <a id="here"></a> [to it](#here)

      [boom]: ⟦#baum⟧
      //- img/boom.svg
      <svg/>
      """
    ),
    RuleCase(
      "broken-target",
      "targets with Liquid in them",
      jekyll + """
        //- glossary/b.md
        ---
        permalink: /glossary/b.html
        ---
        # B

        ## Boom

        The [boom], the [block]. [Post]({{ page.url }}/x.html), [home](/), [gone](⟦/glossary/c.html⟧)

        {% include links/b.md %}
        //- index.md
        ---
        title: Home
        ---
        Home.
        //- _includes/links/b.md
        [Boom]: {{ site.baseurl }}{% link glossary/b.md %}#boom
        [Block]: ⟦{{ site.baseurl }}{% link glossary/b.md %}#block⟧
        [Bow]: ⟦{% link glossary/bow.md %}⟧
        """
    ),
    RuleCase(
      "broken-target",
      "inclusions",
      jekyll + """
        //- glossary/b.md
        ---
        title: B
        ---
        # B

        ⟦{% include links/none.md %}⟧
        {% include links/a.md %}
        {% comment %}
        {% include links/gone.md %}
        {% endcomment %}
        //- _includes/links/a.md
        ⟦{% include links/b.md %}⟧
        //- _includes/links/b.md
        ⟦{% include links/a.md %}⟧
        """
    ),
    // MARK: duplicate-definition
    RuleCase(
      "duplicate-definition",
      "in MkDocs the last one counts",
      mkdocs
        + """
        //- docs/glossary/h.md
        # H

        ## Helm

        The [helm] and [weather helm].

        ## Weather Helm

        A pull.
        //- includes/links.md
        ⟦[Weather Helm]: /glossary/h.md#helm⟧
        [Helm]: /glossary/h.md#helm
        [weather helm]: /glossary/h.md#weather-helm
        [helm]: ../glossary/h.md#helm
        """.replacing("[helm]: ../glossary/h.md#helm", with: "[helm]: /glossary/h/#helm")
    ),
    RuleCase(
      "duplicate-definition",
      "in CommonMark the first one counts",
      """
      //- glossary/h.md
      # H

      ## Helm

      The [wheel].

      [wheel]: #helm
      ⟦[Wheel]: #hull⟧
      [wheel]: #helm

      ## Hull

      The body.
      """
    ),
    RuleCase(
      "duplicate-definition",
      "what MkDocs appends counts before the page's own",
      mkdocs + """
        //- docs/glossary/h.md
        # H

        ## Helm

        The [helm].

        ⟦[Helm]: #hull⟧

        ## Hull

        The body.
        //- includes/links.md
        [Helm]: /glossary/h.md#helm
        """
    ),
    RuleCase(
      "duplicate-definition",
      "tables that never meet do not compete",
      jekyll + """
        //- glossary/a.md
        # A

        ## Aft

        Back. {% include links/a.md %}
        //- glossary/b.md
        # B

        ## Bow

        Front. {% include links/b.md %}
        //- _includes/links/a.md
        [End]: {% link glossary/a.md %}
        //- _includes/links/b.md
        [End]: {% link glossary/b.md %}
        """
    ),
    // MARK: definition-in-list
    RuleCase(
      "definition-in-list",
      "list items that kramdown swallows",
      jekyll + """
        //- glossary/b.md
        # B

        ## Bowline

        * ⟦[Rabbit]: the end of the line⟧
        * [Tree] is the standing part
        * [Hole]\\: the loop

        1. ⟦[Two]: words⟧

        [Half]: https://example.org
        """
    ),
    RuleCase(
      "definition-in-list",
      "only kramdown does it",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Bowline

        * [Rabbit]: the end of the line
        //- includes/links.md
        [B]: /glossary/b.md
        """
    ),
    // MARK: missing-asset
    RuleCase(
      "missing-asset",
      "images, files and what tags embed",
      """
      //- glossary/s.md
      # S

      ## Sail

      ![A sail](../img/sail.svg) ![None](⟦../img/sale.svg⟧) ![Case](⟦../img/Sail.svg⟧) ![Far](https://example.org/x.png)
      [tides](⟦../files/tides.pdf⟧) ![by label][sail] ⟦![no label][none]⟧ <img src="⟦no.png⟧" alt="x"> <img src="../img/sail.svg">

      {% pdf "⟦../files/tides.pdf⟧" %} {% youtube "https://youtu.be/x.mp4" %} {% video "sail" %}

      <p><img alt="none" src='⟦none.jpg⟧'></p>

      [sail]: ../img/sail.svg
      //- img/sail.svg
      <svg/>
      """
    ),
    // MARK: missing-definition
    RuleCase(
      "missing-definition",
      "titles that no table has",
      mkdocs
        + """
        //- docs/glossary/k.md
        # K

        ## ⟦Kedge Anchor⟧

        A small one.

        ## Keel

        ## ⟦Kiel⟧

        A fin.
        //- includes/links.md
        [keel]: /glossary/k.md#keel
        [Kedge]: /glossary/k.md#kedge-anchor
        """.replacing("## ⟦Kiel⟧", with: "## Kiel")
    ),
    RuleCase(
      "missing-definition",
      "sites without tables need none",
      """
      //- glossary/k.md
      # K

      ## Keel

      A [fin].

      [fin]: https://example.org
      """
    ),
    // MARK: unused-definition
    RuleCase(
      "unused-definition",
      "labels that nobody writes, unless they are titles",
      mkdocs + """
        //- docs/glossary/s.md
        # S

        ## Shroud

        The [wires], ![a picture][drawing]; [held up][Rigging].

        ## Stay

        Another wire.
        //- includes/links.md
        [S]: /glossary/s.md
        [Shroud]: /glossary/s.md#shroud
        ⟦[Shrouds]: /glossary/s.md#shroud⟧
        [Wires]: /glossary/s.md#shroud
        [Drawing]: /shroud.svg
        [Rigging]: /glossary/s.md#stay
        [Nowhere]: /glossary/s.md#nowhere
        ⟦[Far]: https://example.org⟧
        [//]: # (a comment)
        //- docs/shroud.svg
        <svg/>
        """
    ),
    RuleCase(
      "unused-definition",
      "of two definitions of a used label none is unused",
      mkdocs + """
        //- docs/glossary/s.md
        # S

        ## Shroud

        The [wires].
        //- includes/links.md
        [wires]: /glossary/s.md
        [Wires]: /glossary/s.md#shroud
        """
    ),
  ]
}
