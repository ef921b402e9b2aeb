import Features

extension TablePlanTests {
  static let mkdocs = """
    //- mkdocs.yml
    markdown_extensions:
      - pymdownx.snippets:
          base_path: [includes]
          auto_append: [links.md]

    """

  static let cases: [Case] = [
    Case(
      name: "used names, beside those of their entry, else in the order of the table",
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Kedge Anchor

        A small one, on the [keels].

        ## Keel (KL)

        A fin. See [KL] and [kl] and the [kedge anchors], [Knots] too.

        ## Knot

        A loop.
        //- includes/links.md
        [K]: /glossary/k.md

        [Kedge Anchor]: /glossary/k.md#kedge-anchor
        [King Post]: /glossary/k.md#knot
        [Sea]: https://example.org/sea
        """,
      after: """
        //- includes/links.md
        [K]: /glossary/k.md

        [Kedge Anchor]: /glossary/k.md#kedge-anchor
        [Kedge Anchors]: /glossary/k.md#kedge-anchor
        [KL]: /glossary/k.md#keel-kl
        [Keels]: /glossary/k.md#keel-kl
        [King Post]: /glossary/k.md#knot
        [Knots]: /glossary/k.md#knot
        [Sea]: https://example.org/sea
        """
    ),
    Case(
      name: "titles of entries that nobody refers to",
      names: .titles,
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Keel

        A fin.

        ## Kicker (K)

        A strap.

        ## 2:1

        A purchase.
        //- includes/links.md
        [Keel]: /glossary/k.md#keel
        """,
      after: """
        //- includes/links.md
        [Keel]: /glossary/k.md#keel
        [Kicker (K)]: /glossary/k.md#kicker-k
        """
    ),
    Case(
      name: "all names, those that two entries have left out",
      names: .all,
      before: mkdocs + """
        //- docs/glossary/s.md
        # S

        ## Single Sideband (SSB)

        Radio.

        ## Starboard Side Buoy (SSB)

        Green.

        ## Sail Number (SN) Plate

        Digits.
        //- includes/links.md
        [S]: /glossary/s.md
        """,
      after: """
        //- includes/links.md
        [S]: /glossary/s.md
        [Sail Number (SN) Plate]: /glossary/s.md#sail-number-sn-plate
        [Sail Number Plate]: /glossary/s.md#sail-number-sn-plate
        [SN Plate]: /glossary/s.md#sail-number-sn-plate
        [SN]: /glossary/s.md#sail-number-sn-plate
        [Single Sideband (SSB)]: /glossary/s.md#single-sideband-ssb
        [Single Sideband]: /glossary/s.md#single-sideband-ssb
        [Starboard Side Buoy (SSB)]: /glossary/s.md#starboard-side-buoy-ssb
        [Starboard Side Buoy]: /glossary/s.md#starboard-side-buoy-ssb
        """,
      questions: ["[SSB] is Single Sideband (SSB) or Starboard Side Buoy (SSB)"]
    ),
    Case(
      name: "anchors of headings that were renamed, as far as they can be known",
      before: mkdocs + """
        //- docs/glossary/s.md
        # S

        ## Shackle Key

        A thing.

        ## Sail Number (SN)

        A thing.

        ## Sheave

        A thing.

        ## Spinnaker Pole Model

        A thing.

        ## Swivel Block

        A thing.

        ## GPT-4
        //- includes/links.md
        [Shackle Key]: /glossary/s.md#shackle-tool
        [SN]: /glossary/s.md#sail-nr
        [Sail Nr]: /glossary/s.md#sail-nr
        [Wheel]: /glossary/s.md#sheeve
        [Block]: /glossary/s.md#swivle-block
        [Spinnaker Pole]: /glossary/s.md#pole
        [Number Three]: /glossary/s.md#gpt-3
        [Spritsail]: /glossary/s.md#spritsail
        [Sail Number (SNR)]: /glossary/s.md#sail-number-snr
        """,
      after: """
        //- includes/links.md
        [Shackle Key]: /glossary/s.md#shackle-key
        [SN]: /glossary/s.md#sail-number-sn
        [Sail Nr]: /glossary/s.md#sail-number-sn
        [Wheel]: /glossary/s.md#sheave
        [Block]: /glossary/s.md#swivel-block
        [Spinnaker Pole]: /glossary/s.md#spinnaker-pole-model
        [Number Three]: /glossary/s.md#gpt-3
        [Spritsail]: /glossary/s.md#spritsail
        [Sail Number (SNR)]: /glossary/s.md#sail-number-sn
        """,
      questions: [
        "includes/links.md: [Number Three] leads nowhere", "includes/links.md: [Spritsail] leads nowhere",
      ]
    ),
    Case(
      name: "an entry that moved to another page, and a label that says otherwise than its anchor",
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Keel

        A fin.
        //- docs/glossary/s.md
        # S

        ## Sheet

        A rope.

        ## Stay

        A wire.
        //- includes/links.md
        [Keel]: /glossary/s.md#keel
        [Kedge]: /glossary/gone.md#kedge
        [Sheet]: /glossary/s.md#stays
        [Sheets]: /glossary/gone.pdf
        [Stay]: /glossary/gone.md
        """,
      after: """
        //- includes/links.md
        [Keel]: /glossary/k.md#keel
        [Kedge]: /glossary/gone.md#kedge
        [Sheet]: /glossary/s.md#stays
        [Sheets]: /glossary/gone.pdf
        [Stay]: /glossary/gone.md
        """,
      questions: [
        "includes/links.md: [Kedge] leads nowhere", "includes/links.md: [Sheet] leads nowhere",
        "includes/links.md: [Sheets] leads nowhere", "includes/links.md: [Stay] leads nowhere",
      ]
    ),
    Case(
      name: "a label that a page defines for itself is not taken from it",
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Keel Bolt

        It holds.

        ## Knot

        A loop.
        //- docs/race.md
        The [keel bolts] of [this yard][knots].

        [Knots]: https://example.org/yard
        //- docs/yard.md
        Some [knots].
        //- includes/links.md
        [Keel Bolt]: /glossary/k.md#keel-bolt
        """,
      after: """
        //- includes/links.md
        [Keel Bolt]: /glossary/k.md#keel-bolt
        [Keel Bolts]: /glossary/k.md#keel-bolt
        """,
      questions: ["docs/yard.md: [knots] is taken in docs/race.md"]
    ),
    Case(
      name: "names that only other names bring up are found in the same run",
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Knot-Board

        See [knot board] and [knot boards].
        //- includes/links.md
        [K]: /glossary/k.md

        [Board]: /glossary/k.md#knot-baord
        """,
      after: """
        //- includes/links.md
        [K]: /glossary/k.md

        [Board]: /glossary/k.md#knot-board
        [Knot Board]: /glossary/k.md#knot-board
        [Knot Boards]: /glossary/k.md#knot-board
        """
    ),
    Case(
      name: "what the page asks to be silent about, what is malformed, and what is no term is left alone",
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Keel

        <!-- glossa-ignore-next-line undefined-label -->
        The [keels].

        The [keels ], and [1].

        ## 1

        One.
        //- includes/links.md
        [K]: /glossary/k.md

        <!-- glossa-ignore-next-line broken-target -->
        [Knot]: /glossary/k.md#kneel
        """,
      after: "//- mkdocs.yml\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [includes]\n"
        + "      auto_append: [links.md]"
    ),
    Case(
      name: "one page per term, and targets relative to a folder",
      before: mkdocs + """
        //- docs/terms/keel.md
        ---
        title: Keel
        ---
        A fin with [spars].
        //- docs/terms/spar.md
        ---
        title: Spar
        ---
        A pole above the [keels].
        //- includes/links.md
        [Keel]: ../terms/keel.md
        """,
      after: """
        //- includes/links.md
        [Keel]: ../terms/keel.md
        [Keels]: ../terms/keel.md
        [Spars]: ../terms/spar.md
        """
    ),
    Case(
      name: "an empty table",
      before: mkdocs + """
        //- docs/glossary/k.md
        # K

        ## Keel

        Like other [keels] and [knots].

        ## Knot

        A loop.
        //- includes/links.md
        """,
      after: """
        //- includes/links.md
        [Keels]: k.md#keel
        [Knots]: k.md#knot
        """
    ),
    Case(
      name: "plain pages need no definitions, but theirs are mended",
      before: """
        //- glossary.md
        # Glossary

        ## Keel

        Other [keels] and the [fin][k].

        [k]: #kneel
        [Keel]: #keels
        """,
      after: """
        //- glossary.md
        # Glossary

        ## Keel

        Other [keels] and the [fin][k].

        [k]: #kneel
        [Keel]: #keel
        """,
      questions: ["glossary.md: [k] leads nowhere"]
    ),
  ]
}
