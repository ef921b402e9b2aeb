import Features
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

struct RenameTests {
  @Test(arguments: [
    RenameCase(
      "title and references",
      "Hoist",
      """
      ## Mas$0t

      Holds the sail. The [mast] is tall; see [the pole][Mast], [Mast][] and [masts].

      ## Sail

      On the [Mast].
      """,
      becomes: """
        ## Hoist

        Holds the sail. The [hoist] is tall; see [the pole][Hoist], [Hoist][] and [hoists].

        ## Sail

        On the [Hoist].
        """
    ),
    RenameCase(
      "abbreviation",
      "Big Language Model (BLM)",
      """
      ## Large Language Model (LLM)

      ## Other

      The [LLM], an [LLM$0s] or a [large language model (LLM)], [Large language models], [large
      language model].
      """,
      becomes: """
        ## Big Language Model (BLM)

        ## Other

        The [BLM], an [BLMs] or a [big language model (BLM)], [Big language models], [big
        language model].
        """
    ),
    RenameCase(
      "words that are no form of the new title stay",
      "Big Model",
      """
      ## Large Language Model (L$0LM)

      <!-- aliases: Chat Model -->

      ## Other

      The [LLM], [the LLM][LLM], [LLMs][], [LARGE Language Model] and [Chat Model].
      """,
      becomes: """
        ## Big Model

        <!-- aliases: Chat Model -->

        ## Other

        The [LLM][Big Model], [the LLM][Big Model], [LLMs][Big Model], [LARGE Language Model][Big Model] and [Chat Model].
        """
    ),
    RenameCase(
      "definitions and anchors",
      "Big Model (BM)",
      """
      //- mkdocs.yml
      markdown_extensions:
        - pymdownx.snippets:
            auto_append: [links.md]
      //- docs/glossary/l.md
      # L

      ## Large $0Model (LM)

      A [LM] or [lm] or [monster].
      [here](#large-model-lm)

      See also [L], [Large Model (LM)]
      //- docs/index.md
      [Large Model], [there](glossary/l.md#large-model-lm), [Large Model]: not a definition.
      //- links.md
      [Large Model (LM)]: /glossary/l.md#large-model-lm
      [Large Model]: /glossary/l.md#large-model-lm
      [LM]: /glossary/l.md#large-model-lm
      [Monster]: /glossary/l.md#large-model-lm
      [L]: /glossary/l.md
      """,
      becomes: """
        //- docs/glossary/l.md
        # L

        ## Big Model (BM)

        A [BM] or [bm] or [monster].
        [here](#big-model-bm)

        See also [L], [Big Model (BM)]
        //- docs/index.md
        [Big Model], [there](glossary/l.md#big-model-bm), [Big Model]: not a definition.
        //- links.md
        [Big Model (BM)]: /glossary/l.md#big-model-bm
        [Big Model]: /glossary/l.md#big-model-bm
        [BM]: /glossary/l.md#big-model-bm
        [Monster]: /glossary/l.md#big-model-bm
        [L]: /glossary/l.md
        """
    ),
    RenameCase(
      "numbers behind equal ids",
      "Spar",
      """
      //- mkdocs.yml
      markdown_extensions: [toc]
      //- docs/glossary.md
      ## Ma$0st

      [Mast], [Mast!]

      ## Mast!

      [one](#mast) [two](#mast_1)

      [Mast]: #mast
      [Mast!]: #mast_1
      """,
      becomes: """
        //- docs/glossary.md
        ## Spar

        [Spar], [Mast!]

        ## Mast!

        [one](#spar) [two](#mast)

        [Spar]: #spar
        [Mast!]: #mast
        """
    ),
    RenameCase(
      "a heading of several",
      "Three-Dimensional Net",
      """
      ## 3D Network
      ## 3D$0 Net

      [3D Net] and [3D Network]
      """,
      becomes: """
        ## 3D Network
        ## Three-Dimensional Net

        [Three-Dimensional Net] and [3D Network]
        """
    ),
    RenameCase(
      "front matter",
      "A: B",
      """
      //- glossary/mast.md
      ---
      title: Mast
      ---
      The pole.
      //- glossary/sail.md
      ---
      title: "Sail"
      ---
      On the [Ma$0st].
      """,
      becomes: """
        //- glossary/mast.md
        ---
        title: "A: B"
        ---
        The pole.
        //- glossary/sail.md
        ---
        title: "Sail"
        ---
        On the [A: B].
        """
    ),
    RenameCase(
      "definition list",
      "Spar",
      """
      //- .glossa.yml
      entryStyles: [definition-lists]
      //- glossary.md
      Ma$0st
      : A pole.

      Sail
      : On the [mast].
      """,
      becomes: """
        //- glossary.md
        Spar
        : A pole.

        Sail
        : On the [spar].
        """
    ),
    RenameCase(
      "blanks in the title are the author's",
      " Main  Mast ",
      "## Big Mas$0t\n\nA [big mast].",
      becomes: "## Main  Mast\n\nA [main mast]."
    ),
    RenameCase(
      "the sign of an anchor before a name",
      "Hoist",
      "## Mas$0t\n\n[#Mast] [#mast]",
      becomes: "## Hoist\n\n[#Hoist] [#hoist]"
    ),
    RenameCase(
      "capitals that could be those of a sentence or of all words",
      "Some Method (Xt-SNE)",
      "## Other Method (t-$0SNE)\n\n[T-SNE] [t-SNE]",
      becomes: "## Some Method (Xt-SNE)\n\n[XT-SNE] [Xt-SNE]"
    ),
    RenameCase("the same name", "Mast", "## Mas$0t", becomes: ""),
    RenameCase("only the case", "mast", "## Mas$0t\n\n[Mast] [mast]", becomes: "## mast\n\n[mast] [mast]"),
  ])
  func renames(_ example: RenameCase) throws {
    let workspace = FeatureWorkspace(example.before)
    let page = try #require(workspace.page)
    let target = try #require(Rename.target(at: workspace.offset, on: page, in: workspace.snapshot)).get()
    let edits = try Rename.edits(renaming: target, to: example.name, in: workspace.snapshot).get()
    let rewrites = try #require(workspace.snapshot.rewrites(applying: edits))
    let expected = FeatureWorkspace(example.after).marked.files
    for rewrite in rewrites {
      #expect(rewrite.new[ByteRange(0, rewrite.new.count)] == expected[rewrite.path], "\(rewrite.path)")
    }
    let changed = Set(rewrites.map(\.path))
    for (path, text) in expected where !changed.contains(path) && !example.after.isEmpty {
      #expect(workspace.marked.files[path] == text, "\(path)")
    }
  }

  /// Editors refuse a range that is on other lines than the cursor.
  @Test(arguments: [
    ("a label", "[ma$0st]", "mast"),
    ("a label over two lines", "[tall$0\nmast][]", "tall⏎mast"),
    ("the text before a label", "[some$0\nwords][Mast]", "some⏎words"),
    ("the second brackets", "[some words\n][Ma$0st]", "Mast"),
    ("a bracket", "$0[some words][Mast]", "[some words][Mast]"),
    ("a definition's destination", "[Mast]:\n  #ma$0st", "[Mast]:⏎  #mast"),
  ])
  func preparesAroundTheCursor(about: String, text: String, expected: String) throws {
    let workspace = FeatureWorkspace("## Mast\n\n<!-- aliases: tall mast -->\nText.\n\n\(text)\n")
    let page = try #require(workspace.page)
    let target = try #require(Rename.target(at: workspace.offset, on: page, in: workspace.snapshot)).get()
    #expect(page.text[target.range].replacing("\n", with: "⏎") == expected)
    #expect(target.range.touches(workspace.offset))
  }

  @Test func preparesAroundTheCursorInAHeading() throws {
    for text in ["$0## Mast", "Mast\n--$0--"] {
      let workspace = FeatureWorkspace("# G\n\n" + text + "\n\nText.\n")
      let page = try #require(workspace.page)
      let target = try #require(Rename.target(at: workspace.offset, on: page, in: workspace.snapshot)).get()
      #expect(target.range.touches(workspace.offset))
    }
  }

  @Test(arguments: [
    ("taken", "Sail", "there is an entry “Sail” already: glossary.md#sail"),
    ("taken by a plural", "Sails", "“Sails” means “Sail” already: glossary.md#sail"),
    ("empty", "  ", "the new name is empty"),
    ("bracket", "Mast]", "Markdown cannot hold “Mast]” between the brackets of a reference"),
    ("open bracket", "[Mast", "Markdown cannot hold “[Mast” between the brackets of a reference"),
    ("code", "`Mast`", "Markdown cannot hold “`Mast`” between the brackets of a reference"),
    ("emphasis", "*Mast*", "Markdown would not read “*Mast*” as a title of these words"),
    ("closing sequence", "Mast #", "Markdown would not read “Mast #” as a title of these words"),
    ("footnote", "^1", "Markdown cannot hold “^1” between the brackets of a reference"),
    ("abbreviation of another", "Big Mast (SL)", "“SL” means “Sea Lion (SL)” already, in glossary.md for one"),
  ])
  func refuses(about: String, name: String, message: String) throws {
    let workspace = FeatureWorkspace(
      "# G\n\n## Ma$0st\n\n[Mast] [SL]\n\n## Sail\n\nA [Mast].\n\n## Sea Lion (SL)\n\nAn animal."
    )
    let page = try #require(workspace.page)
    let target = try #require(Rename.target(at: workspace.offset, on: page, in: workspace.snapshot)).get()
    let result = Rename.edits(renaming: target, to: name, in: workspace.snapshot)
    #expect(result == .failure(RenameRefusal(message)))
  }

  @Test(arguments: [
    ("[No$0thing]", "no entry is called “Nothing”"),
    ("nothing$0 here", nil),
    ("# $0L\n\n## Lee\n\n## Log", "“L” is a page; only entries can be renamed"),
    (
      "## A\n\n[Bow$0s]\n\n## Bow\n\na\n\n## Bow\n\nb",
      "[Bows] may mean “Bow” and “Bow”; rename one of them where it stands"
    ),
  ])
  func refusesToPrepare(text: String, message: String?) throws {
    let workspace = FeatureWorkspace(text)
    let result = Rename.target(at: workspace.offset, on: try #require(workspace.page), in: workspace.snapshot)
    #expect(result == message.map { .failure(RenameRefusal($0)) })
  }
}

struct RenameCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let name: String
  let before: String
  let after: String

  init(_ about: String, _ name: String, _ before: String, becomes after: String) {
    testDescription = about
    self.name = name
    self.before = before
    self.after = after
  }
}
