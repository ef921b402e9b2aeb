import Features

extension TablePlanTests {
  /// Tables whose page was moved while nobody looked.
  static let movedPages: [Case] = [
    Case(
      name: "a page that was moved is known by its headings",
      before: mkdocs + moved + """
        //- includes/links.md
        [K]: /glossary/k.md
        [Keels]: /glossary/k.md#keel
        [fin]: /glossary/k.md#keel
        [Ketch]: /glossary/k.md#ketch
        [Knot]: /glossary/k.md#knot
        [Kedge]: /glossary/k.md#kedge
        """,
      after: """
        //- includes/links.md
        [K]: /terms/letter-k.md
        [Keels]: /terms/letter-k.md#keel
        [fin]: /terms/letter-k.md#keel
        [Ketch]: /terms/letter-k.md#ketch
        [Knot]: /terms/letter-k.md#knot
        [Kedge]: /terms/letter-k.md#kedge
        """
    ),
    Case(
      name: "a page that another one only resembles is not moved",
      before: mkdocs + moved + """
        //- includes/links.md
        [fin]: /glossary/k.md#keel
        [boat]: /glossary/k.md#ketch
        [loop]: /glossary/k.md#knot
        [Kevel]: /glossary/k.md#kevel
        [Keelson]: /glossary/k.md#keelson
        """,
      after: "",
      questions: ["fin", "boat", "loop", "Kevel", "Keelson"].map { "includes/links.md: [\($0)] leads nowhere" }
    ),
    Case(
      name: "a page beside one that its labels lead to is not moved there",
      before: mkdocs + moved + """
        //- includes/links.md
        [fin]: /terms/letter-k.md#keel
        [fin]: /old/k.md#keel
        [boat]: /old/k.md#ketch
        [loop]: /old/k.md#knot
        """,
      after: "",
      questions: ["fin", "boat", "loop"].map { "includes/links.md: [\($0)] leads nowhere" }
    ),
  ]

  private static let moved = """
    //- docs/terms/letter-k.md
    # K

    ## Kedge

    An anchor.

    ## Keel

    A [fin].

    ## Ketch

    A boat.

    ## Knot

    A loop.

    """
}
