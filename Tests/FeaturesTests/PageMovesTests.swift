import Features
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// Links follow files that are moved.
struct PageMovesTests {
  @Test(arguments: [
    (
      "a page of a table", "docs/glossary/l.md", "docs/terms/lee.md",
      """
      //- mkdocs.yml
      markdown_extensions:
        - pymdownx.snippets:
            auto_append: [links.md]
      //- docs/glossary/l.md
      # L

      ## Lee

      [out](m.md#mast) ![picture](img/l.png)
      //- docs/glossary/m.md
      # M

      ## Mast

      [in](l.md#lee) [page](l.md) [other](#mast) [web](https://example.org/l.md)
      //- docs/glossary/img/l.png
      //- links.md
      [Lee]: /glossary/l.md#lee
      [Mast]: /glossary/m.md#mast
      """,
      """
      //- docs/glossary/l.md
      # L

      ## Lee

      [out](../glossary/m.md#mast) ![picture](../glossary/img/l.png)
      //- docs/glossary/m.md
      # M

      ## Mast

      [in](../terms/lee.md#lee) [page](../terms/lee.md) [other](#mast) [web](https://example.org/l.md)
      //- links.md
      [Lee]: /terms/lee.md#lee
      [Mast]: /glossary/m.md#mast
      """
    ),
    (
      "a folder", "docs", "pages",
      """
      //- docs/a.md
      # A

      [b](b.md) [c](../c.md)
      //- docs/b.md
      # B
      //- c.md
      [a](docs/a.md#a)
      """,
      """
      //- docs/a.md
      # A

      [b](b.md) [c](../c.md)
      //- c.md
      [a](pages/a.md#a)
      """
    ),
    (
      "an included file", "_includes/links/l.md", "_includes/tables/l.md",
      """
      //- _config.yml
      title: x
      //- _includes/links/l.md
      [Lee]: /glossary/l.html#lee
      //- _includes/all.md
      {% include links/l.md %}
      //- glossary/l.md
      ---
      title: L
      ---
      ## Lee

      {% include all.md %}
      """,
      """
      //- _includes/all.md
      {% include tables/l.md %}
      """
    ),
    (
      "relative targets that are read from two folders afterwards", "docs/glossary/l.md", "docs/terms/l.md",
      """
      //- mkdocs.yml
      markdown_extensions:
        - pymdownx.snippets:
            auto_append: [links.md]
      //- docs/glossary/l.md
      # L

      ## Lee

      On the [Mast].
      //- docs/glossary/m.md
      # M

      ## Mast

      Not in [Lee].
      //- docs/index.md
      Home
      //- links.md
      [Lee]: l.md#lee
      [Mast]: m.md#mast
      [gone]: gone.md
      """,
      """
      //- links.md
      [Lee]: ../terms/l.md#lee
      [Mast]: ../glossary/m.md#mast
      [gone]: gone.md
      """
    ),
    (
      "a table whose targets are read from the pages that show it", "includes/l.md", "tables/more/l.md",
      """
      //- mkdocs.yml
      markdown_extensions:
        - pymdownx.snippets:
            auto_append: [includes/all.md]
      //- docs/glossary/l.md
      # L

      ## Lee

      Text.
      //- includes/all.md
      --8<-- "includes/l.md"
      //- includes/l.md
      [Lee]: l.md#lee
      """,
      """
      //- includes/all.md
      --8<-- "tables/more/l.md"
      """
    ),
    (
      "jekyll's links", "glossary/l.md", "terms/l.md",
      """
      //- _config.yml
      title: x
      //- _includes/links.md
      [Lee]: {{ site.baseurl }}{% link glossary/l.md %}#lee
      //- glossary/l.md
      ---
      title: L
      ---
      ## Lee

      {% include links.md %}
      """,
      """
      //- _includes/links.md
      [Lee]: {{ site.baseurl }}{% link terms/l.md %}#lee
      """
    ),
  ])
  func follow(about: String, old: String, new: String, before: String, after: String) throws {
    let workspace = FeatureWorkspace(before)
    let edits = PageMoves.edits(for: [PageMoves.Move(old: old, new: new)], in: workspace.snapshot)
    let rewrites = try #require(workspace.snapshot.rewrites(applying: edits))
    let expected = MarkedWorkspace(after).files
    for rewrite in rewrites {
      #expect(rewrite.new[ByteRange(0, rewrite.new.count)] == expected[rewrite.path], "\(rewrite.path)")
    }
    for (path, text) in expected where text != workspace.marked.files[path] {
      #expect(rewrites.contains { $0.path == path }, "\(path)")
    }
  }

  static let site = """
    INHERIT: base.yml
    nav:
      - Home: index.md
      - "terms/a.md" # A
      - Letters:
          - B: 'terms/b.md'
          - [terms/b.md, https://example.org/terms/b.md]
    markdown_extensions:
      - toc
      - pymdownx.snippets:
          base_path: [includes, .]
          auto_append:
            - links.md
            - "more/abbreviations.md:3:9"
            - ../outside.md
    """

  /// The generator's configuration names files that are moved: the lines that change.
  @Test(arguments: [
    (
      "docs/terms/b.md", "docs/letters/b.md",
      ["      - B: 'letters/b.md'", "      - [letters/b.md, https://example.org/terms/b.md]"]
    ),
    (
      "docs/terms", "docs/letters",
      [
        #"  - "letters/a.md" # A"#, "      - B: 'letters/b.md'",
        "      - [letters/b.md, https://example.org/terms/b.md]",
      ]
    ),
    ("includes/links.md", "includes/tables/all links.md", ["        - tables/all links.md"]),
    ("includes/more", "includes/tables", [#"        - "tables/abbreviations.md:3:9""#]),
    ("docs/index.md", "docs/home.md", ["  - Home: home.md"]),
    // Out of the folders in which such names are looked for, or into a name that YAML would read otherwise.
    ("includes/links.md", "links.md", []),
    ("docs/index.md", "index.md", []),
    ("docs/index.md", "docs/in: dex.md", []),
    ("docs/index.md", "docs/x #1.md", []),
    ("docs/other.md", "docs/another.md", []),
  ])
  func siteConfiguration(old: String, new: String, expected: [String]) throws {
    let snapshot = load([
      "mkdocs.yml": Self.site, "base.yml": "site_name: x\n", "docs/index.md": "# X\n", "docs/terms/a.md": "# A\n",
      "docs/terms/b.md": "# B\n", "docs/other.md": "# O\n", "includes/links.md": "",
      "includes/more/abbreviations.md": "",
    ])
    let text = SourceText(Self.site)
    let edits = PageMoves.siteEdits(for: [PageMoves.Move(old: old, new: new)], in: snapshot, text: text)
    let changed = try #require(text.applying(edits))
    let before = Self.site.split(separator: "\n", omittingEmptySubsequences: false)
    let after = changed[ByteRange(0, changed.count)].split(separator: "\n", omittingEmptySubsequences: false)
    try #require(before.count == after.count)
    #expect(zip(before, after).filter { $0 != $1 }.map { String($1) } == expected)
  }

  /// Each page of the samples can be moved without a link being lost, and back without a trace.
  @Test(arguments: ["mkdocs", "jekyll"])
  func samples(_ site: String) throws {
    let files = try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/" + site).get()
    var texts: [String: String] = [:]
    for file in files.walk("").files {
      if case .success(let content) = files.read(file.path) {
        texts[file.path] = String(decoding: content.bytes, as: UTF8.self)
      }
    }
    let folder = site == "mkdocs" ? "docs/glossary" : "glossary"
    for path in texts.keys.sorted() where path.hasPrefix(folder + "/") {
      let goal = folder + "/moved-" + (path.split(separator: "/").last ?? "")
      let there = try move(path, to: goal, texts)
      #expect(broken(there) == broken(texts), "\(path)")
      #expect(try move(goal, to: path, there) == texts, "\(path)")
    }
  }

  private func load(_ texts: [String: String]) -> WorkspaceSnapshot {
    WorkspaceLoader.load(InMemoryFileSystem(texts), configuration: Configuration(), threads: 2).index.snapshot
  }

  private func move(_ old: String, to new: String, _ texts: [String: String]) throws -> [String: String] {
    let snapshot = load(texts)
    var texts = texts
    let edits = PageMoves.edits(for: [PageMoves.Move(old: old, new: new)], in: snapshot)
    for rewrite in try #require(snapshot.rewrites(applying: edits)) {
      texts[rewrite.path] = rewrite.new[ByteRange(0, rewrite.new.count)]
    }
    texts[new] = texts.removeValue(forKey: old)
    return texts
  }

  /// How many links and definitions lead nowhere.
  private func broken(_ texts: [String: String]) -> Int {
    let snapshot = load(texts)
    let problems = RuleCatalog.problems(
      on: snapshot.sortedPages,
      in: snapshot,
      usage: WorkspaceUsage(of: snapshot),
      levels: RuleLevels(),
      threads: 2
    )
    return problems.count { ["broken-target", "missing-asset", "undefined-label"].contains($0.rule) }
  }
}
