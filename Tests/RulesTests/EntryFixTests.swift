import Testing

/// What fixes make of entries and their order.
struct EntryFixTests {
  @Test(arguments: cases) func fixMends(_ example: FixCase) throws { try example.check() }

  private static let mkdocs = ReferenceRuleTests.mkdocs

  static let cases: [FixCase] = [
    FixCase(
      "see-also",
      "Remove the see-also line",
      """
      //- glossary.md
      ## Rudder

      Steers.

      See also [Rudder], ...

      ## Sail
      """,
      becomes: """
        //- glossary.md
        ## Rudder

        Steers.


        ## Sail
        """
    ),
    FixCase(
      "see-also",
      "Tidy the see-also line",
      """
      //- glossary/r.md
      # R

      ## Rudder

       See also  [Tiller], [R],
       [Rudder], [the helm][Helm], [Tiller], ...
      """,
      becomes: """
        //- glossary/r.md
        # R

        ## Rudder

         See also  [R], [the helm][Helm], [Tiller], ...
        """
    ),
    FixCase(
      "wrong-page",
      "Change to [L]",
      """
      //- glossary/l.md
      # L

      ## Lee

      A side.

      See also [T], [Lee]
      """,
      becomes: """
        //- glossary/l.md
        # L

        ## Lee

        A side.

        See also [L], [Lee]
        """
    ),
    FixCase(
      "wrong-page",
      "Move “Topping Lift” to docs/glossary/t.md",
      mkdocs + """
        //- docs/glossary/l.md
        # L

        ## Lee

        A side, not a [topping lift].


        ## Topping Lift

        A line.

        See also [L]
        //- docs/glossary/t.md
        # T

        ## Tack

        A corner.


        ## Transom

        A board.
        //- includes/links.md
        [L]: /glossary/l.md
        [Topping Lift]: /glossary/l.md#topping-lift
        """,
      becomes: """
        //- docs/glossary/l.md
        # L

        ## Lee

        A side, not a [topping lift].
        //- docs/glossary/t.md
        # T

        ## Tack

        A corner.


        ## Topping Lift

        A line.

        See also [L]


        ## Transom

        A board.
        //- includes/links.md
        [L]: /glossary/l.md
        [Topping Lift]: /glossary/t.md#topping-lift
        """
    ),
    FixCase(
      "entry-order",
      "Move “Cleat” to its place",
      """
      //- glossary/c.md
      # C

      ## Chart

      Text.


      ## Clew

      Text.


      ## Cleat

      The text.


      ## Close-Hauled

      Text.
      """,
      becomes: """
        //- glossary/c.md
        # C

        ## Chart

        Text.


        ## Cleat

        The text.


        ## Clew

        Text.


        ## Close-Hauled

        Text.
        """
    ),
    FixCase(
      "entry-order",
      "Sort the page",
      """
      //- _config.yml
      title: Words
      //- glossary/c.md
      # C

      ## Cook

      First.

      ## Chain

      Text.

      ## Chart

      Text.

      ## Clew

      Text.

      ## Close-Hauled

      Text.

      ## Cleat

      Last.

      {% include links.md %}
      //- _includes/links.md
      [C]: {% link glossary/c.md %}
      """,
      becomes: """
        //- glossary/c.md
        # C

        ## Chain

        Text.

        ## Chart

        Text.

        ## Cleat

        Last.

        ## Clew

        Text.

        ## Close-Hauled

        Text.

        ## Cook

        First.

        {% include links.md %}
        """
    ),
    FixCase(
      "one-way-see-also",
      "Name “Anchor” in the line of “Mooring”",
      """
      //- glossary/a.md
      # A

      ## Anchor

      See also [A], [Mooring]

      ## Buoy

      Text.

      ## Mooring

      See also [A], [Buoy], ...
      """,
      becomes: """
        //- glossary/a.md
        # A

        ## Anchor

        See also [A], [Mooring]

        ## Buoy

        Text.

        ## Mooring

        See also [A], [Anchor], [Buoy], ...
        """
    ),
  ]
}
