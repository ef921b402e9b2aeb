import SiteProfiles
import SourceText
import TestSupport
import Testing
import Workspace

/// However a workspace came to be what it is, it answers as one that was just opened.
@Suite struct WorkspaceIndexTests {
  @Test(arguments: ["mkdocs.yml", "_config.yml", "plain.txt"], 0..<4)
  func editsLeadWhereALoadLeads(generator: String, seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var files = Self.files
    files[generator] = generator == "mkdocs.yml" ? Self.mkdocs : generator == "_config.yml" ? "title: x\n" : ""
    var index = Self.load(files).index
    for _ in 0..<60 {
      Self.edit(&files, &index, using: &random)
      let expected = SnapshotDigest.lines(of: Self.load(files).index.snapshot)
      let found = SnapshotDigest.lines(of: index.snapshot)
      #expect(found == expected, "\(zip(found, expected).first { $0 != $1 } ?? ("", ""))")
      if found != expected { return }
    }
  }

  @Test func severalPagesAtOnceLeadWhereALoadLeads() {
    var files = Self.files
    files["mkdocs.yml"] = Self.mkdocs
    var index = Self.load(files).index
    let changes = [
      "includes/terms.md": "[Keel]: glossary/b.md#keel\n[Sterns]: glossary/a.md#aft\n",
      "docs/glossary/a.md": "# A\n\n## Aft\n\nSee [Stern] and [Keels].\n",
    ]
    let profile = index.snapshot.profile
    let reading = PageReading(profile: profile, configuration: index.snapshot.configuration)
    let pages = changes.sorted { $0.key < $1.key }.map { path, text in
      Page(id: index.id(for: path), path: path, role: profile.role(of: path), text: SourceText(text), reading: reading)
    }
    index.replace(pages)
    files.merge(changes) { $1 }
    #expect(SnapshotDigest.lines(of: index.snapshot) == SnapshotDigest.lines(of: Self.load(files).index.snapshot))
  }

  /// The generators compare letters by their bytes; Swift's `==` does not.
  @Test func aTitleThatLooksTheSameIsAnother() {
    let path = "docs/glossary/c.md"
    let composed = "# C\n\n## Caf\u{E9}\n\nSee [Caf\u{E9}].\n\n<!-- aliases: Th\u{E9} -->\n"
    for decomposed in [
      composed.replacing("## Caf\u{E9}", with: "## Cafe\u{301}"),
      composed.replacing("aliases: Th\u{E9}", with: "aliases: The\u{301}"),
    ] {
      var files = Self.files
      files[path] = composed
      var index = Self.load(files).index
      #expect(Self.replace(path, decomposed, in: &index) == .workspace)
      files[path] = decomposed
      let (found, expected) = (index.snapshot, Self.load(files).index.snapshot)
      #expect(SnapshotDigest.bytes(of: found) == SnapshotDigest.bytes(of: expected))
    }
  }

  /// As when a page is copied and then given an address of its own.
  @Test func pagesMayShareAnAddressForAWhile() {
    func page(_ address: String) -> String { "---\npermalink: \(address)\n---\n# Bow\n\n## Front\n\nText.\n" }
    var files = [
      "_config.yml": "title: Boats\n",
      "bow.md": page("/bow/"),
      "copy.md": page("/copy/"),
      "index.md": "---\ntitle: Boats\n---\n\nSee [Front].\n\n[Front]: /bow/#front\n",
    ]
    for copy in ["a.md", "copy.md"] {
      files["copy.md"] = nil
      files[copy] = page("/copy/")
      var index = Self.load(files).index
      for address in ["/bow/", "/bow/x/", "/bow/", "/copy/", "/bow/"] {
        files[copy] = page(address)
        Self.replace(copy, page(address), in: &index)
        let (found, expected) = (index.snapshot, Self.load(files).index.snapshot)
        #expect(SnapshotDigest.lines(of: found) == SnapshotDigest.lines(of: expected), "\(copy) at \(address)")
      }
      files[copy] = nil
      index.remove(copy)
      #expect(SnapshotDigest.lines(of: index.snapshot) == SnapshotDigest.lines(of: Self.load(files).index.snapshot))
    }
  }

  /// Each of the files brings the next one twice, so that the last would be brought more often than there are atoms; and
  /// the chain is longer than a stack.
  @Test(arguments: [("mkdocs.yml", "--8<-- \"#.md\"\n"), ("_config.yml", "{% include #.md %}\n")])
  func inclusionsDoNotMultiply(generator: String, inclusion: String) throws {
    let folder = generator == "mkdocs.yml" ? "includes/" : "_includes/"
    let last = 5_000
    var files = [
      generator: generator == "mkdocs.yml" ? Self.mkdocs : "title: Boats\n",
      "docs/index.md": "---\ntitle: Boats\n---\n\nSee [Bow].\n\n" + inclusion.replacing("#", with: "0"),
      folder + "\(last).md": "[Bow]: https://example.org\n",
    ]
    for number in 0..<last {
      files[folder + "\(number).md"] = String(repeating: inclusion.replacing("#", with: "\(number + 1)"), count: 2)
    }
    let snapshot = Self.load(files).index.snapshot
    let page = try #require(snapshot.page(at: "docs/index.md"))
    #expect(snapshot.scope(of: page).files.count == last + 1)
    #expect(snapshot.resolve(page.references[0], on: page).definition != nil)
    #expect(snapshot.inclusionProblems.isEmpty)
  }

  /// A definition gives its entry a name, so another label in the same place gives it another one.
  @Test(arguments: ["[Ships]: glossary/b.md#boat": "[Dinghies]: glossary/b.md#boat", "[Bow]: ": "[Prow]: "])
  func aDefinitionUnderAnotherLabelNamesItsEntryAnew(old: String, new: String) {
    var files = Self.files
    files["mkdocs.yml"] = Self.mkdocs
    files["docs/index.md"] = "# Boats\n\n[Ships], [Dinghies], [Bow] and [Prow].\n"
    var index = Self.load(files).index
    for path in ["includes/terms.md", "includes/more.md"] {
      files[path] = files[path]?.replacing(old, with: new)
      Self.replace(path, files[path] ?? "", in: &index)
    }
    #expect(SnapshotDigest.lines(of: index.snapshot) == SnapshotDigest.lines(of: Self.load(files).index.snapshot))
  }

  @Test func threadsMakeNoDifference() {
    let one = SnapshotDigest.lines(of: Self.load(Self.files, threads: 1).index.snapshot)
    let many = SnapshotDigest.lines(of: Self.load(Self.files, threads: 8).index.snapshot)
    #expect(one == many)
  }

  @Test func aSnapshotStaysAsItWas() {
    var index = Self.load(Self.files).index
    let before = index.snapshot
    let lines = SnapshotDigest.lines(of: before)
    index.remove("docs/glossary/a.md")
    #expect(SnapshotDigest.lines(of: before) == lines)
    #expect(SnapshotDigest.lines(of: index.snapshot) != lines)
  }

  @Test func reachTellsWhetherOthersMustLookAgain() {
    var index = Self.load(Self.files).index
    let path = "docs/glossary/b.md"
    #expect(Self.replace(path, (Self.files[path] ?? "") + "\nMore [Anchor].\n", in: &index) == .page)
    #expect(Self.replace(path, (Self.files[path] ?? "") + "\n## Bilge Pump\n\nText.\n", in: &index) == .workspace)
    let table = "includes/terms.md"
    #expect(Self.replace(table, "[Keel]: glossary/b.md#keel\n", in: &index) == .workspace)
  }

  // MARK: A workspace, and changes to it

  private static let mkdocs = """
    site_name: Boats
    markdown_extensions:
      - pymdownx.snippets:
          base_path: [includes]
          auto_append: [terms.md]
    """

  private static let files = [
    "docs/glossary/a.md":
      "# A\n\n## Anchor (ANC)\n\nHolds a [Boat]. See [Bow][].\n\n See also [B], [Boats], ...\n\n## Aft\n\nSee [Stern]\n",
    "docs/glossary/b.md":
      "# B\n\n## Boat\n## Vessel\n\nHas a [bow] and a [keel].\n\n## Bow\n\nFront of a [Vessel][Boat].\n",
    "docs/index.md": "# Boats\n\nRead about the [Anchor], the [Keel] and [nothing at all].\n",
    "includes/terms.md":
      "[Anchor]: glossary/a.md#anchor-anc\n[Boat]: glossary/b.md#boat\n[Ships]: glossary/b.md#boat\n--8<-- \"more.md\"\n",
    "includes/more.md": "[Bow]: glossary/b.md#bow\n",
    "_includes/links.md": "[Bow]: {{ site.baseurl }}{% link docs/glossary/b.md %}#bow\n",
  ]

  private static let pieces = [
    "\n## Bow\n", "\n## Keel\n\nText.\n", "\n# B\n", " [Bow] ", " [Anchor] ", "[Ships]: b.md#boat\n",
    "\n\n[Keel]: b.md#keel\n\n", "{% include links.md %}\n", "--8<-- \"more.md\"\n", "<!-- aliases: Prow -->\n",
    "[Prow]",
    "---\ntitle: T\n---\n", "## Boat\n## Vessel\n", "\n", "See also [B], [Keel]",
  ]

  private static func load(_ files: [String: String], threads: Int = 2) -> LoadedWorkspace {
    WorkspaceLoader.load(InMemoryFileSystem(files), configuration: Configuration(), threads: threads)
  }

  @discardableResult
  private static func replace(_ path: String, _ text: String, in index: inout WorkspaceIndex) -> WorkspaceIndex.Reach {
    let snapshot = index.snapshot
    let id = index.id(for: path)
    let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration)
    let role = snapshot.page(at: path)?.role ?? (path.hasPrefix("docs/") ? .page : .include)
    return index.replace(Page(id: id, path: path, role: role, text: SourceText(text), reading: reading))
  }

  /// Inserts, removes or repeats a piece of one page, as an author's keys and an undo would.
  private static func edit(
    _ files: inout [String: String],
    _ index: inout WorkspaceIndex,
    using random: inout SeededGenerator
  ) {
    let known = Set(index.snapshot.sortedPages.map(\.path))
    guard let path = files.keys.filter(known.contains).sorted().randomElement(using: &random) else { return }
    var text = files[path] ?? ""
    let offset = text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
    if Bool.random(using: &random), text.count > 20 {
      let end = text.index(offset, offsetBy: Int.random(in: 0...30, using: &random), limitedBy: text.endIndex)
      text.removeSubrange(offset..<(end ?? text.endIndex))
    } else if let piece = pieces.randomElement(using: &random) {
      text.insert(contentsOf: piece, at: offset)
    }
    files[path] = text
    replace(path, text, in: &index)
    guard let page = index.snapshot.page(at: path) else { return }
    for candidates in index.missingInclusions(of: page) {
      if let found = candidates.first(where: { files[$0] != nil }) { replace(found, files[found] ?? "", in: &index) }
    }
  }
}
