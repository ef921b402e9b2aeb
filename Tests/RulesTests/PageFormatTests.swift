import Glossary
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

struct PageFormatTests {
  @Test(arguments: [
    (
      "entries",
      "# L\n\n## Log\n\nlog\n\n## Lee\n\nlee\n\n## Luff\n\nluff\n\n## Lug\n\nlug\n",
      "# L\n\n## Lee\n\nlee\n\n## Log\n\nlog\n\n## Luff\n\nluff\n\n## Lug\n\nlug\n"
    ),
    (
      "another order is meant",
      "# L\n\n## Lug\n\na\n\n## Luff\n\na\n\n## Log\n\na\n\n## Lee\n",
      "# L\n\n## Lug\n\na\n\n## Luff\n\na\n\n## Log\n\na\n\n## Lee\n"
    ),
    (
      "see-also lines",
      "# L\n\n## Lee\n\nSee also [Luff], [L], [Log], [Luff], [Lee], ...\n\n## Log\n\nlog\n\n## Luff\n",
      "# L\n\n## Lee\n\nSee also [L], [Lee], [Log], [Luff], ...\n\n## Log\n\nlog\n\n## Luff\n"
    ),
    (
      "blank lines",
      "# L\n## Lee\nlee  \n \n\n\n## Log\n\nlog\n## Luff\n\nluff\n\n\n## Lug\n\nlug\n\n\n## Lunch\n\n\n\n",
      "# L\n## Lee\nlee  \n\n\n## Log\n\nlog\n\n\n## Luff\n\nluff\n\n\n## Lug\n\nlug\n\n\n## Lunch\n\n\n\n"
    ),
    (
      "line ends",
      "## Lee\r\n\r\nlee\r\n\r\n## Log\r\n## Luff\r\n\r\nx\r\n\r\n\r\n\r\n## Lug\r\n\r\nlug\r\n\r\n## Lunch\r\n",
      "## Lee\r\n\r\nlee\r\n\r\n## Log\r\n## Luff\r\n\r\nx\r\n\r\n## Lug\r\n\r\nlug\r\n\r\n## Lunch\r\n"
    ),
    (
      "setext", "Lee\n---\nlee\n\n\nLog\n---\nlog\n\n\n\nLuff\n---\n",
      "Lee\n---\nlee\n\n\nLog\n---\nlog\n\n\nLuff\n---\n"
    ),
  ])
  func formats(about: String, before: String, after: String) {
    let workspace = MarkedWorkspace("//- glossary.md\n" + before)
    #expect(format(load(InMemoryFileSystem(["glossary.md": before])))["glossary.md"] == after)
    #expect(workspace.files["glossary.md"] != nil)
  }

  /// What stands on the lines outside stays.
  @Test func range() throws {
    let text = "## Lee\n\nSee also [Lug], [Log]\n\n\n\n## Log\n\nSee also [Lug], [Lee]\n\n\n\n## Lug\n\nx\n\n## Luz\n"
    let index = load(InMemoryFileSystem(["glossary.md": text]))
    let page = try #require(index.snapshot.page(at: "glossary.md"))
    let edits = PageFormat.edits(of: page, in: index.snapshot, lines: 6...8)
    let changed = page.text.applying(edits)
    #expect(
      changed?[ByteRange(0, 1000)]
        == "## Lee\n\nSee also [Lug], [Log]\n\n\n\n## Log\n\nSee also [Lee], [Lug]\n\n\n\n## Lug\n\nx\n\n## Luz\n"
    )
  }

  // MARK: Properties

  @Test(arguments: [UInt64](0..<60))
  func generatedWorkspaces(seed: UInt64) throws {
    try expectFormatted(load(InMemoryFileSystem(GeneratedWorkspace(seed: seed).files)), "\(seed)")
  }

  @Test(arguments: ["mkdocs", "jekyll", "plain"])
  func samples(_ site: String) throws {
    try expectFormatted(
      load(try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/" + site).get()),
      site
    )
  }

  @Test(.enabled(if: SharedData.path("corpus") != nil), arguments: ["mkdocs-site", "jekyll-site"])
  func realSites(_ site: String) throws {
    try expectFormatted(load(try DiskFileSystem.open(#require(SharedData.path("corpus/" + site))).get()), site)
  }

  /// A new entry goes where the order of its page wants it, with what entries of the page begin with.
  @Test(.enabled(if: SharedData.path("corpus") != nil), arguments: ["mkdocs-site", "jekyll-site"])
  func newEntriesGoToTheirPlace(_ site: String) throws {
    let index = load(try DiskFileSystem.open(#require(SharedData.path("corpus/" + site))).get())
    let snapshot = index.snapshot
    let usage = WorkspaceUsage(of: snapshot)
    var count = 0
    for page in snapshot.sortedPages where snapshot.entryPages.contains(page.id) {
      let stem = page.path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
      guard stem.count == 1, stem.allSatisfy(\.isLetter) else { continue }
      let letter = stem.uppercased()
      for label in [letter + "aa Zyx", letter + "mm Zyx", letter + "zz Zyx (\(letter)Z)"] {
        let context = RuleContext(page, in: snapshot, usage: usage, levels: RuleLevels())
        let fix = try #require(EntryCreation(naming: label, for: context)?.fix, "\(label)")
        #expect(fix.edits.first?.page == page.path)
        var after = index
        for rewrite in try #require(snapshot.rewrites(applying: fix.edits)) {
          after.rewrite(rewrite.path, to: rewrite.new)
        }
        let changed = try #require(after.snapshot.page(at: page.path))
        let entry = try #require(changed.entries.entries.first { $0.title == label }, "\(label)")
        #expect(changed.entries.entries.count == page.entries.entries.count + 1)
        let problems = EntryOrder.check(RuleContext(changed, in: after.snapshot, usage: usage, levels: RuleLevels()))
        let old = EntryOrder.check(context)
        #expect(!problems.contains { $0.subject == label } && problems.count == old.count, "\(label)")
        // Most entries of a page with see-also lines have one, and so has the new one.
        let withLine = page.entries.entries.count { $0.seeAlso != nil }
        if withLine * 2 > page.entries.entries.count { #expect(entry.seeAlso != nil, "\(label)") }
        let resolution = after.snapshot.resolve(label: label, on: changed)
        #expect(resolution.entry?.page == page.id && resolution.state == .defined, "\(label)")
        count += 1
      }
    }
    #expect(count >= 3 * (site == "mkdocs-site" ? 25 : 2))
  }

  private func load(_ files: any FileSystem) -> WorkspaceIndex {
    WorkspaceLoader.load(files, configuration: Configuration(), threads: 2).index
  }

  private func format(_ index: WorkspaceIndex) -> [String: String] {
    var texts: [String: String] = [:]
    for page in index.snapshot.sortedPages {
      let text = page.text.applying(PageFormat.edits(of: page, in: index.snapshot))
      texts[page.path] = text.map { $0[ByteRange(0, $0.count)] }
    }
    return texts
  }

  /// Formatting twice changes nothing more; no line comes, goes or changes but blank ones and see-also lines; and no
  /// entry is out of order.
  private func expectFormatted(_ index: WorkspaceIndex, _ name: String) throws {
    var after = index
    for (path, text) in format(index)
    where text != index.snapshot.page(at: path).map({ $0.text[ByteRange(0, $0.text.count)] }) {
      let old = try #require(index.snapshot.page(at: path))
      var new = SourceText(text)
      if old.text.decoding.hadByteOrderMark { new = SourceText(decoding: [0xEF, 0xBB, 0xBF] + Array(text.utf8)) }
      after.rewrite(path, to: new)
      #expect(lines(of: old.text) == lines(of: new), "\(name): \(path)")
    }
    for page in after.snapshot.sortedPages {
      #expect(PageFormat.edits(of: page, in: after.snapshot).isEmpty, "\(name): \(page.path)")
      let old = try #require(index.snapshot[page.id])
      #expect(page.entries.entries.map(\.title).sorted() == old.entries.entries.map(\.title).sorted())
    }
  }

  private func lines(of text: SourceText) -> [String] {
    (0..<text.lines.count).map { text[text.lineContent($0)] }
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.contains("See also") }.sorted()
  }
}
