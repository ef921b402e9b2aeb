import Testing

/// What fixes make of references.
struct ReferenceFixTests {
  @Test(arguments: cases) func fixMends(_ example: FixCase) throws { try example.check() }

  private static let mkdocs = ReferenceRuleTests.mkdocs

  static let cases: [FixCase] = [
    FixCase(
      "dangling-reference",
      "Change to [Halyard]",
      """
      //- glossary/h.md
      # H

      ## Halyard

      Also: [the hallyard][Hallyard], [hal$0yad], [Halyrad][].
      """,
      becomes: """
        //- glossary/h.md
        # H

        ## Halyard

        Also: [the hallyard][Hallyard], [halyard], [Halyrad][].
        """
    ),
    FixCase(
      "dangling-reference",
      "Change to [Halyard]",
      """
      //- glossary/h.md
      # H

      ## Halyard

      Also: [the hallyard][Hallyard].
      """,
      becomes: """
        //- glossary/h.md
        # H

        ## Halyard

        Also: [the hallyard][Halyard].
        """
    ),
    FixCase(
      "dangling-reference",
      "Keep the words and point to [Halyard]",
      """
      //- glossary/h.md
      # H

      ## Halyard

      Also [Hallyard][].
      """,
      becomes: """
        //- glossary/h.md
        # H

        ## Halyard

        Also [Hallyard][Halyard].
        """
    ),
    FixCase(
      "dangling-reference",
      "Write “the jib” without brackets",
      """
      //- glossary/h.md
      # H

      ## Halyard

      Pulls up [the jib][Jib].
      """,
      becomes: """
        //- glossary/h.md
        # H

        ## Halyard

        Pulls up the jib.
        """
    ),
    FixCase(
      "dangling-reference",
      "Keep the brackets as text",
      """
      //- glossary/h.md
      # H

      ## Halyard

      A rope, "the [sic] rope".
      """,
      becomes: """
        //- glossary/h.md
        # H

        ## Halyard

        A rope, "the \\[sic] rope".
        """
    ),
    FixCase(
      "dangling-reference",
      "Create the entry “Storm Jib” on glossary/s.md",
      """
      //- glossary/h.md
      # H

      ## Halyard

      Pulls up the [storm jib].
      //- glossary/s.md
      # S


      ### Sail

       Cloth.

       See also [S], [Sheet]


      ### Sheet

       A line.

       See also [S], [Sail], ...


      ### Tack

       A corner of a Sail Cloth.
      """,
      becomes: """
        //- glossary/s.md
        # S


        ### Sail

         Cloth.

         See also [S], [Sheet]


        ### Sheet

         A line.

         See also [S], [Sail], ...


        ### Storm Jib

         See also [S], ...


        ### Tack

         A corner of a Sail Cloth.
        """
    ),
    FixCase(
      "dangling-reference",
      "Create the entry “Axle” on wheels.md",
      """
      //- wheels.md
      # Wheels

      ## Bias

      See [Axle].

      ## Camber

      The lean of a wheel.
      """,
      becomes: """
        //- wheels.md
        # Wheels

        ## Axle

        <!-- to be written -->

        ## Bias

        See [Axle].

        ## Camber

        The lean of a wheel.
        """
    ),
    FixCase(
      "dangling-reference",
      "Create the entry “Jib” on docs/glossary/j.md",
      mkdocs + """
        //- docs/glossary/h.md
        # H

        ## Halyard

        Pulls up the [jib].
        //- docs/glossary/j.md
        # J
        //- includes/links.md
        [H]: /glossary/h.md
        [Halyard]: /glossary/h.md#halyard
        """,
      becomes: """
        //- docs/glossary/j.md
        # J

        ## Jib
        //- includes/links.md
        [H]: /glossary/h.md
        [Halyard]: /glossary/h.md#halyard
        [Jib]: /glossary/j.md#jib
        """
    ),
    FixCase(
      "undefined-label",
      "Add a definition of [halyards] to includes/links.md",
      mkdocs + """
        //- docs/glossary/h.md
        # H

        ## Halyard

        Two [halyards].
        //- includes/links.md
        [H]: /glossary/h.md
          [Halyard]: <../glossary/h.md#halyard> "A rope"
        [Hull]: /glossary/h.md#hull
        """,
      becomes: """
        //- includes/links.md
        [H]: /glossary/h.md
          [Halyard]: <../glossary/h.md#halyard> "A rope"
          [halyards]: ../glossary/h.md#halyard
        [Hull]: /glossary/h.md#hull
        """
    ),
    FixCase(
      "undefined-label",
      "Point to [Halyard]",
      mkdocs + """
        //- docs/glossary/h.md
        # H

        ## Halyard

        Two [halyards].
        //- includes/links.md
        [Halyard]: /glossary/h.md#halyard
        """,
      becomes: """
        //- docs/glossary/h.md
        # H

        ## Halyard

        Two [halyards][Halyard].
        """
    ),
    FixCase(
      "ambiguous-reference",
      "Point to “Rule Of Twelfths (ROT)”",
      """
      //- glossary/r.md
      # R

      ## Rate Of Turn (ROT)

      The [ROT].

      ## Rule Of Twelfths (ROT)

      A sum.
      """,
      becomes: """
        //- glossary/r.md
        # R

        ## Rate Of Turn (ROT)

        The [ROT][Rule Of Twelfths (ROT)].

        ## Rule Of Twelfths (ROT)

        A sum.
        """
    ),
    FixCase(
      "malformed-reference",
      "Put a comma between the two",
      mkdocs + """
        //- docs/glossary/b.md
        # B

        ## Boom

        [Boom] [Bow]

        ## Bow

        The front end.
        //- includes/links.md
        [Boom]: /glossary/b.md#boom
        [Bow]: /glossary/b.md#bow
        """,
      becomes: """
        //- docs/glossary/b.md
        # B

        ## Boom

        [Boom], [Bow]

        ## Bow

        The front end.
        """
    ),
    FixCase(
      "unlinked-mention",
      "Link “lines”",
      mkdocs + """
        //- docs/glossary/l.md
        # L

        <!-- Two names. -->

        ## Line
        <!-- aliases: Lines -->

        A rope.

        ## Luff

        Pull the lines.
        //- includes/links.md
        [Line]: /glossary/l.md#line
        """,
      becomes: """
        //- docs/glossary/l.md
        # L

        <!-- Two names. -->

        ## Line
        <!-- aliases: Lines -->

        A rope.

        ## Luff

        Pull the [lines][Line].
        """
    ),
  ]
}
