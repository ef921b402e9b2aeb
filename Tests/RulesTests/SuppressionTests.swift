import Rules
import TestSupport
import Testing

/// Which places comments silence.
struct SuppressionTests {
  /// All problems of these pages; an unused ignore is one.
  @Test(arguments: [
    """
    //- glossary/b.md
    # B

    ## Boom

    <!-- glossa-ignore-next-line dangling-reference -->
    One [missing],
    two ⟦[missing]⟧.

    <!-- glossa-ignore-next-line -->

    Another [missing].
    """,
    """
    //- glossary/b.md
    # B

    ## Boom

    One [missing], <!-- glossa-ignore dangling-reference -->
    two [missing].

    Another ⟦[missing]⟧.
    """,
    """
    //- glossary/b.md
    # B

    ## Boom
    <!-- glossa-ignore empty-entry -->

    ## ⟦Bow⟧

    <!-- glossa-ignore dangling-reference, see-also -->
    See also [missing], [Boom], [Boom]

    ## Bowl
    <!-- glossa-ignore -->
    One [missing]
    """,
    """
    //- glossary/b.md
    # B

    ## Boom

    | a | b |
    | --- | --- |
    | [missing] <!-- glossa-ignore --> | [missing] |
    | [missing] | <!-- glossa-ignore dangling-reference ⟦see-also⟧ --> |
    | ⟦[missing]⟧ | |
    """,
    """
    //- glossary/b.md
    # B

    ## Boom

    <!-- glossa-ignore ⟦see-also⟧ dangling-reference ⟦no-such-rule⟧ orphan-entry -->
    One [missing].

    ⟦<!-- glossa-ignore -->⟧

    `<!-- glossa-ignore -->` and words

    ⟦<!-- glossa-ignore-next-line -->⟧
    """,
  ])
  func commentsSilence(_ literal: String) {
    let workspace = MarkedWorkspace(literal)
    let checked = CheckedWorkspace(workspace)
    let found = checked.problems.map { MarkedWorkspace.Mark(path: $0.page, range: $0.range) }
    #expect(workspace.marking(found) == workspace.marking(workspace.marks), "\(checked.messages)")
  }
}
