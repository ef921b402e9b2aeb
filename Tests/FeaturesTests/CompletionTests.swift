import Features
import SourceText
import TestSupport
import Testing
import Workspace

/// Where and what completion offers. Expected: what is replaced between `‹›`, then the first items, each with what is
/// special about it.
@Suite struct CompletionTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var expected: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ expected: String) {
      self.name = name
      self.text = text
      self.expected = expected
    }
  }

  private static let entries = """

    ## Gradient Descent

    Goes down the [loss].

    ## Gradient Boosting

    Adds trees.

    ## Large Language Model (LLM)

    Predicts words; see [Gradient Descent].

    ## Loss

    What is to be [Gradient Descent]ed away.
    """

  @Test(arguments: [
    Case("behind a bracket", "See [Grad$0" + entries, "‹Grad›\nGradient Descent\nGradient Boosting"),
    Case(
      "an existing closing bracket is replaced",
      "See [Grad$0]" + entries,
      "‹Grad]›\nGradient Descent\nGradient Boosting"
    ),
    Case("within a label", "See [Gra$0dient Des] or" + entries, "‹Gradient Des]›\nGradient Descent\nGradient Boosting"),
    Case(
      "a bracket that opens another reference closes nothing",
      "See [Grad$0 and [Loss]" + entries,
      "‹Grad›\nGradient Descent\nGradient Boosting"
    ),
    Case(
      "a name whose definition misses its entry",
      "See [Los$0" + entries + "\n\n[Loss]: #los\n",
      "‹Los›\nLoss"
    ),
    Case(
      "where a definition leads",
      "See [loss].\n\n[Boosting]: $0\n" + entries,
      "‹›\n#gradient-boosting (entry of Gradient Boosting)"
    ),
    Case(
      "a destination that is there is replaced whole",
      "See [loss].\n\n[Boosting]: #gra$0d 'Title'\n" + entries,
      "‹#grad›\n#gradient-boosting (entry of Gradient Boosting)"
    ),
    Case("no destinations in code", "```\n[Loss]: $0\n```\n" + entries, "nothing"),
    Case("words in the middle", "See [grad des$0" + entries, "‹grad des›\nGradient Descent"),
    Case("a later word", "See [boost$0" + entries, "‹boost›\nGradient Boosting"),
    Case(
      "an abbreviation",
      "See [LLM$0" + entries,
      "‹LLM›\nLLM (abbreviation of Large Language Model (LLM))\nLarge Language Model (LLM)"
    ),
    Case("a plural that links as it is", "See [losses$0" + entries, "‹losses›\nlosses (alias of Loss)"),
    Case(
      "a singular behind the name that is being typed",
      "See [metric$0\n\n## Metrics\n\nNumbers.\n",
      "‹metric›\nMetrics\nmetric (alias of Metrics)"
    ),
    Case("no singular of what is no plural", "See [bia$0\n\n## Bias\n\nA lean.\n", "‹bia›\nBias"),
    Case("the second brackets", "See [going down][Grad$0" + entries, "‹Grad›\nGradient Descent\nGradient Boosting"),
    Case("second brackets, still empty", "See [descent][$0]" + entries, "‹]›\nGradient Descent\nLoss"),
    Case("nothing typed: what is used most", "See [$0" + entries, "‹›\nGradient Descent\nLoss"),
    Case("an image's label is no term", "![Grad$0" + entries, "nothing"),
    Case("an image's second brackets neither", "![text][Grad$0" + entries, "nothing"),
    Case("an escaped bracket", "See \\[Grad$0" + entries, "nothing"),
    Case("a link's destination", "See [text](Grad$0)" + entries, "nothing"),
    Case("a link's text", "See [Grad$0](loss.md)" + entries, "nothing"),
    Case("no bracket", "See Grad$0" + entries, "nothing"),
    Case("behind a reference", "See [Loss]$0" + entries, "nothing"),
    Case("a code span", "See `[Grad$0`" + entries, "nothing"),
    Case("a code block", "    [Grad$0\n" + entries, "nothing"),
    Case("a fenced code block", "```\n[Grad$0\n```\n" + entries, "nothing"),
    Case("an HTML comment", "See <!-- [Grad$0 -->" + entries, "nothing"),
    Case("a footnote", "See [^Grad$0" + entries, "nothing"),
    Case("a heading", "## See [Loss$0\n\nText\n" + entries, "‹Loss›\nLoss"),
    Case("a line of a table", "| a | b |\n|---|---|\n| [Loss$0 | x |\n" + entries, "‹Loss›\nLoss"),
    Case(
      "a cell ends a label",
      "| a | b |\n|---|---|\n| [Grad$0 | Des] |\n" + entries,
      "‹Grad›\nGradient Descent\nGradient Boosting"
    ),
    Case("the next cell begins anew", "| a | b |\n|---|---|\n| [Grad |$0 Des |\n" + entries, "nothing"),
    Case("behind code that holds a bracket", "See `a[grad` $0" + entries, "nothing"),
    Case("behind HTML that holds a bracket", "See <i title='[grad'> $0" + entries, "nothing"),
    Case("a list item", "- [Loss$0\n" + entries, "‹Loss›\nLoss"),
    Case("the box of a task", "- [$0 ] Task\n" + entries, "nothing"),
    Case("the box of a task that is being written", "> 1. [ $0]" + entries, "nothing"),
    Case("the box of a task that is done", "- [x$0] Task\n\n## Xebec\n\nA ship.\n", "nothing"),
    Case(
      "a label where a box would be",
      "- [L$0] Text\n" + entries,
      "‹L]›\nLoss\nLLM (abbreviation of Large Language Model (LLM))"
    ),
    Case("brackets before other words", "See [$0 some words, [Loss] and] more" + entries, "‹›\nGradient Descent\nLoss"),
    Case("brackets before words up to a far bracket", "See [$0 some words ]" + entries, "‹›\nGradient Descent\nLoss"),
    Case(
      "letters before words up to a far bracket",
      "See [Lo$0 some words ]" + entries,
      "‹Lo›\nLoss\nLarge Language Model (alias of Large Language Model (LLM))"
    ),
    Case("a blank before a label", "See [$0 Loss]" + entries, "‹ Loss]›\nGradient Descent\nLoss"),
    Case(
      "between the words of a name",
      "See [Gradient$0 Des]" + entries,
      "‹Gradient Des]›\nGradient Descent\nGradient Boosting"
    ),
    Case(
      "before a misspelt word",
      "See [Gradient$0 Desent]" + entries,
      "‹Gradient Desent]›\nGradient Descent\nGradient Boosting"
    ),
    Case("brackets with a blank", "See [$0 ]" + entries, "‹ ]›\nGradient Descent\nLoss"),
  ])
  func place(_ test: Case) throws {
    let result = try shown(test.text, items: 2)
    #expect(result == test.expected)
  }

  /// Only the cursor's line may be replaced, so what is offered goes on with the line before.
  @Test(arguments: [
    ("[large language\nmod$0", "‹mod› Model] Large Language Model‹mod› Model (LLM)] Large Language Model (LLM)"),
    ("> - a [gradient\n>   $0] b", "‹]› Descent] Gradient Descent‹]› Boosting] Gradient Boosting"),
    ("[\nlos$0", "‹los› Loss] Loss"),
    ("[large lang\nmod$0", ""), ("[language\nmod$0", ""), ("[0, 1) and\nthen$0", ""), ("[large\n\nlang$0", ""),
    ("[large] language\nmod$0", ""), ("# [large\nlang$0", ""), ("`[large` language\nmod$0", ""),
  ])
  func labelsOverTwoLines(_ text: String, _ expected: String) throws {
    let workspace = FeatureWorkspace(text + Self.entries)
    let page = try #require(workspace.page)
    let list = try list(workspace)
    let items = list?.items.map { "‹\(page.text[list?.replaced ?? .empty(at: 0)])› \($0.insertion) \($0.label)" } ?? []
    #expect(items.joined() == expected)
  }

  @Test func filtersOfALabelOverTwoLines() throws {
    let list = try list(FeatureWorkspace("[Gradient\ndes$0" + Self.entries))
    #expect(list?.items.map(\.filter) == ["descent"])
  }

  private static let plainSite = site(seeAlso: "...")

  private static func site(seeAlso: String) -> String {
    """
    //- mkdocs.yml
    site_name: Terms
    markdown_extensions:
      - pymdownx.snippets:
          auto_append: [links.md]
          base_path: [includes]
      - pymdownx.blocks.admonition
    //- includes/links.md
    [K]: /glossary/k.md
    [Kernel]: /glossary/k.md#kernel
    [Kernels]: /glossary/k.md#kernel
    [Kernel Function]: /glossary/k.md#kernel
    [Kernel Trick]: /glossary/k.md#kernel-trick
    //- docs/glossary/k.md
    # K

    ## Kernel

    A [kernel trick], two [kernels], three [kernels], many [kernels].

    See also [K], \(seeAlso)

    ## Kernel Trick

    Saves work.

    ## Keras Module

    Runs [Kernel].

    ## K-Means (KM)

    See also [K], [Kernel]
    """
  }

  @Test(arguments: [
    Case(
      "each entry first by the label that is used most",
      "[kern$0",
      "‹kern›\nKernels (alias of Kernel)\nKernel Trick\nKernel\nKernel Function (alias of Kernel)"
    ),
    Case("an entry that no definition names", "[kera$0", "‹kera›\nKeras Module (needs a definition)"),
    Case(
      "names without the parenthesis",
      "[k-m$0",
      "‹k-m›\nK-Means (alias of K-Means (KM), needs a definition)\nK-Means (KM) (needs a definition)"
    ),
    Case("the page", "[K$0", "‹K›\nK (page)\nKernels (alias of Kernel)\nKernel Trick"),
  ])
  func definitions(_ test: Case) throws {
    let text = Self.plainSite + "\n//- docs/index.md\nSee " + test.text
    let result = try shown(text, items: test.expected.split(separator: "\n").count - 1)
    #expect(result == test.expected)
  }

  /// Whoever writes a definition needs no other one of its label.
  @Test(arguments: [
    Case("the label of a new definition", "[Kera$0\n[Kernels]: /glossary/k.md#kernel", "‹Kera›\nKeras Module"),
    Case(
      "the label of a definition",
      "[Kera$0]: /glossary/k.md#kernel",
      "‹Kera]›\nKera (alias of Kernel)\nKeras Module"
    ),
    Case("a reference in a table", "Text, [Kera$0", "‹Kera›\nKeras Module (needs a definition)"),
  ])
  func labelsOfDefinitions(_ test: Case) throws {
    let text = Self.plainSite.replacing("[Kernels]: /glossary/k.md#kernel", with: test.text)
    let result = try shown(text, items: test.expected.split(separator: "\n").count - 1)
    #expect(result == test.expected)
  }

  @Test(arguments: [
    Case(
      "what the entry speaks of, no other name of the page",
      "[$0",
      "‹›\nKernel Trick\nKeras Module (needs a definition)"
    ),
    Case("closed later on", "[$0], ...", "‹]›\nKernel Trick\nKeras Module (needs a definition)"),
    Case("letters before what fits the place", "[Ke$0", "‹Ke›\nKernel Trick\nKeras Module (needs a definition)"),
  ])
  func seeAlso(_ test: Case) throws {
    let result = try shown(Self.site(seeAlso: test.text), items: 2)
    #expect(result == test.expected)
  }

  @Test(arguments: [
    Case("front matter's keys", "---\nti$0\n---\n\nText", "‹ti›\ntitle\naliases"),
    Case("keys that are there already", "---\ntitle: K\n$0\n---\n\nText", "‹›\naliases\ndescription"),
    Case("front matter that is not closed yet", "---\n$0", "‹›\ntitle\naliases"),
    Case(
      "keys below others of front matter that is not closed yet",
      "---\ntitle: K\ntags:\n  - a\n- b\nal$0\n\nText\n",
      "‹al›\naliases\ndescription"
    ),
    Case("a key before its colon", "---\nti$0:\n\nText\n", "‹ti›\ntitle\naliases"),
    Case("prose below a thematic break", "---\nSome words\nmo$0\n", "nothing"),
    Case("words of prose below a thematic break", "---\nSo$0me words\n", "nothing"),
    Case("a list below a thematic break", "---\n- Some words\nmo$0\n", "nothing"),
    Case("a heading below a thematic break", "---\n# Words\nmo$0\n", "nothing"),
    Case("prose below a blank line", "---\n\nmo$0\n", "nothing"),
    Case("a page that begins otherwise", "ti$0\n", "nothing"),
    Case(
      "labels in the value of what may be front matter",
      "---\nNote: a [Kern$0\n",
      "‹Kern›\nKernels (alias of Kernel)\nKernel Trick"
    ),
    Case("values are the author's", "---\ntitle: K$0\n---\n\nText", "nothing"),
    Case("kinds of blocks", "/// no$0\n\nText", "‹no›\nnote\nabstract"),
    Case("tags that the site uses", "{% youtube \"x\" %}\n\n{% y$0\n", "‹y›\nyoutube"),
    Case("nothing in a closed tag", "{% youtube \"x\" %} $0\n", "nothing"),
    Case("no terms in a tag", "{% youtube \"[Ker$0\" %}\n", "nothing"),
  ])
  func otherPlaces(_ test: Case) throws {
    let text = Self.plainSite + "\n//- docs/other.md\n" + test.text
    let result = try shown(text, items: 2)
    #expect(result == test.expected)
  }

  /// Editors keep the items whose filter begins with what was typed.
  @Test(arguments: [
    ("Grad", "Gradient Descent"), ("grad", "gradient descent"), ("gradient-D", "gradient-Descent"),
    ("grad des", "grad des"), ("GRAD", "GRADient Descent"),
  ])
  func filter(_ typed: String, _ expected: String) throws {
    let workspace = FeatureWorkspace("See [\(typed)$0\n\n## Gradient Descent\n\nText")
    let item = try #require(try list(workspace)?.items.first)
    #expect(item.filter == expected)
    #expect(item.insertion == "Gradient Descent]")
  }

  @Test func longListsAreCutAndSaySo() throws {
    let entries = (0..<300).map { "## Term \($0)\n\nText\n" }.joined(separator: "\n")
    let workspace = FeatureWorkspace("See [Te$0\n\n" + entries)
    let list = try #require(try list(workspace))
    #expect(list.items.count == Completion.limit)
    #expect(list.isIncomplete)
    let few = FeatureWorkspace("See [Term 29$0\n\n" + entries)
    #expect(try #require(try self.list(few)).items.count == 11)
  }

  @Test func anUpdatedIndexIsOneMadeAnew() throws {
    var workspace = FeatureWorkspace(Self.plainSite)
    var index = CompletionIndex(workspace.snapshot)
    let page = try #require(workspace.snapshot.page(at: "docs/glossary/k.md"))
    let reading = PageReading(profile: workspace.snapshot.profile, configuration: workspace.snapshot.configuration)
    for text in ["# K\n\n## Kite\n\n[Kernel] [Kernel]\n", "# K\n\n## Kernel\n\n[Kite] [Kernel][]\n", ""] {
      workspace.index.replace(
        Page(id: page.id, path: page.path, role: page.role, text: SourceText(text), reading: reading)
      )
      index.update(to: workspace.snapshot)
      let anew = CompletionIndex(workspace.snapshot)
      for typed in ["K", "Ki", "ker", "k"] {
        let place = FeatureWorkspace("[\(typed)$0")
        let page = try #require(place.page)
        let updated = Completion.list(at: place.offset, on: page, in: workspace.snapshot, index: index)
        #expect(updated == Completion.list(at: place.offset, on: page, in: workspace.snapshot, index: anew))
      }
    }
  }

  // MARK: Showing

  private func list(_ workspace: FeatureWorkspace) throws -> CompletionList? {
    let index = CompletionIndex(workspace.snapshot)
    return Completion.list(
      at: workspace.offset,
      on: try #require(workspace.page),
      in: workspace.snapshot,
      index: index
    )
  }

  private func shown(_ text: String, items: Int) throws -> String {
    let workspace = FeatureWorkspace(text)
    guard let list = try list(workspace), let page = workspace.page else { return "nothing" }
    if list.items.isEmpty { return "nothing" }
    return (["‹" + page.text[list.replaced] + "›"] + list.items.prefix(items).map(shown)).joined(separator: "\n")
  }

  private func shown(_ item: CompletionItem) -> String {
    var notes: [String] = []
    if let title = item.title { notes.append("\(item.kind) of \(title)") }
    if item.kind == .page { notes.append("page") }
    if item.needsDefinition { notes.append("needs a definition") }
    if item.isAmbiguous { notes.append("ambiguous") }
    return item.label + (notes.isEmpty ? "" : " (" + notes.joined(separator: ", ") + ")")
  }
}
