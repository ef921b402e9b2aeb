import Testing

/// What the rules about entries find, and what they leave alone.
struct EntryRuleTests {
  @Test(arguments: cases) func ruleFinds(_ example: RuleCase) { example.check() }

  static let cases: [RuleCase] = [
    // MARK: duplicate-entry
    RuleCase(
      "duplicate-entry",
      "one title, two entries",
      """
      //- glossary/l.md
      # L

      ## Luff

      The leading edge.

      ## ⟦luff⟧

      To steer up.

      ## Lee Side

      ## Lee

      The side away from the wind.
      //- glossary/m.md
      # M

      ## ⟦Lee⟧

      Again.

      ## Lifting

      See [Luff].
      """
    ),
    // MARK: redirect-cycle
    RuleCase(
      "redirect-cycle",
      "circles of one, two and three",
      """
      //- glossary/s.md
      # S

      ## ⟦Sprit⟧

      See [Bowsprit].

      ## ⟦Bowsprit⟧

      See [Sprit].

      ## ⟦Self⟧

      See [Self].

      ## ⟦A Spar⟧

      See [B Spar].

      ## ⟦B Spar⟧

      See [C Spar].

      ## ⟦C Spar⟧

      See [A Spar].

      ## Into The Circle

      See [Sprit].

      ## On

      See [Text].

      ## Text

      Words. See [On].
      """
    ),
    // MARK: wrong-page
    RuleCase(
      "wrong-page",
      "entries and lines of another letter",
      """
      //- glossary/l.md
      # L

      ## Lee

      The side away from the wind.

      See also ⟦[T]⟧, [Lee Shore], [M]

      ## ⟦Topping Lift⟧

      A line.

      See also [L], [Lee]

      ## Kite

      ## Light Sail

      Two names, of which one fits.

      ## Łódź

      A boat, with an accent.
      //- glossary/m.md
      Words.

      ## ⟦Topsides⟧

      Sides.

      ## Mast

      A pole.
      //- glossary/0-9.md
      # 0-9

      ## 2001

      A year.

      ## ⟦Nine⟧

      A number.
      //- glossary/a.md
      # A–C

      ## Beam

      A width.

      ## ⟦Deck⟧

      A floor.
      //- glossary/words.md
      # Words

      ## Zebra

      An animal.
      """
    ),
    // MARK: entry-order
    RuleCase(
      "entry-order",
      "the lower of two that are swapped",
      """
      //- glossary/c.md
      # C

      ## Chart

      Text.

      ## Clew

      Text.

      ## ⟦Cleat⟧

      Text.

      ## Close-Hauled

      Text.
      """
    ),
    RuleCase(
      "entry-order",
      "one entry at the wrong end is one problem",
      """
      //- glossary/a.md
      # A

      ## ⟦Azimuth⟧

      Text.

      ## Abeam

      Text.

      ## ábove

      Text.

      ## AIS

      Text.

      ## Anchor

      Text.
      """
    ),
    RuleCase(
      "entry-order",
      "words before letters, or letters through, as the page does it",
      """
      //- glossary/a.md
      # A

      ## Lee Shore

      Text.

      ## Leeway

      Text.

      ## Line (Rope)

      Text.

      ## Line Squall

      Text.
      //- glossary/b.md
      # B

      ## Leeway

      Text.

      ## Lee Shore

      Text.

      ## Left

      Text.
      """
    ),
    RuleCase(
      "entry-order",
      "pages in another order, or in none",
      """
      //- glossary/a.md
      # By rank

      ## Skipper

      Text.

      ## Mate

      Text.

      ## Cook

      Text.

      ## Boy

      Text.
      //- glossary/b.md
      ## Two

      Text.

      ## One

      Text.
      """
    ),
    // MARK: see-also
    RuleCase(
      "see-also",
      "repetitions, the own name, and no order",
      """
      //- glossary/r.md
      # R

      ## Reef

      See also [R], ⟦[Reef]⟧, [Rigging]

      ## Rigging

      See also [R], [Reef], ⟦[reefs]⟧, ...

      ## Rope

      See also ⟦[R], [Rudder], [Reef]⟧

      ## Rudder

      See also ⟦[Reef], [R]⟧

      ## Run

      See also [R], [ábaft], [Reef], [Rigging (Wires)], [the rudder][Rudder], ...
      """
    ),
    RuleCase(
      "see-also",
      "the ways that people sort",
      """
      //- glossary/r.md
      # R

      ## Rail
      See also [R], [Épi], [lee-board], [Lee Shore], [Leeway]

      ## Reef
      See also [R], [Épi], [leeboard], [Lee Shore], [Leeway]

      ## Rig
      See also [R], [Log (Line) Book], [LOG CANOE], [«Log»]

      ## Rope
      See also ⟦[R], [leeboard], [Lee Shore], [Log (Line) Book], [Log Canoe]⟧
      """
    ),
    RuleCase(
      "see-also",
      "an order is not asked for",
      """
      //- .glossa.yml
      seeAlso:
        sort: false
      //- glossary/r.md
      # R

      ## Reef

      See also [Rudder], [Reef Knot], [R]

      ## Reef Knot

      See also [R], ⟦[Reef Knot]⟧

      ## Rudder

      Text.
      """
    ),
    // MARK: empty-entry
    RuleCase(
      "empty-entry",
      "no text",
      """
      //- glossary/m.md
      # M

      ## ⟦Mooring⟧

      See also [M], ...

      ## ⟦Mast⟧

      <!-- to be written -->

      ## ⟦Main⟧

      ---

      ## Mate

      See [Mast].

      ## Mile

      1852 m. See also [M].

      ## Map

      ![A map](map.svg)

      ## Movie

      {% youtube "abc" %}

      ## Two

      ## Names

      - a list

      ## ⟦Last⟧

      See also [M]

      [main]: #main
      """
    ),
  ]
}
