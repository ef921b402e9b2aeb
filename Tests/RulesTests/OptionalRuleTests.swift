import Testing

/// What the rules find that are off unless somebody turns them on.
struct OptionalRuleTests {
  @Test(arguments: cases) func ruleFinds(_ example: RuleCase) { example.check() }

  static let cases: [RuleCase] = [
    // MARK: orphan-entry
    RuleCase(
      "orphan-entry",
      "nothing leads here",
      """
      //- glossary/a.md
      # A

      ## Anchor

      The [anchor] and the [windlass].

      ## ⟦Kedge⟧

      Not even [kedge] itself counts.

      ## Windlass

      See also [A], [Anchor]
      """
    ),
    // MARK: one-way-see-also
    RuleCase(
      "one-way-see-also",
      "named, and not naming",
      """
      //- glossary/a.md
      # A

      ## Anchor

      See also [A], [Chain], ⟦[Mooring]⟧, [Rope], [Warp]

      ## Chain

      See also [A], [Anchors]

      ## Mooring

      See also [A], ⟦[Chain]⟧

      ## Rope

      No line at all.

      ## Warp

      See [Rope].
      """
    ),
    // MARK: unlinked-mention
    RuleCase(
      "unlinked-mention",
      "first mentions, the longest name first",
      """
      //- glossary/w.md
      # W

      ## Apparent Wind

      ## Wind

      Moving air.

      ## Sail

      Catches the ⟦wind⟧, or the wind. Sails are no mention, nor `luff`, [luff](l.md), $luff$ or https://luff.example.

      ## Luff

      The edge of a ⟦sail⟧ in the ⟦apparent
      wind⟧; see <b title="wind">it</b>. A luff, AN AIS and ais.

      > Quoted wind, or ⟦Ais Island⟧ and the AIS.

      ### wind

      See also [W], [Automatic Identification System (AIS)]

      ## Automatic Identification System (AIS)

      Needs no line, it is said.

      ## Ais Island

      Home.
      """
    ),
  ]
}
