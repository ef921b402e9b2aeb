import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// What rules say of themselves, and how the catalogue treats them.
struct RuleCatalogTests {
  @Test func levelsByDefault() {
    let levels = RuleCatalog.descriptions.map { "\($0.id) \($0.defaultLevel)" }
    #expect(
      levels == [
        "dangling-reference warning", "undefined-label warning", "broken-target error", "duplicate-definition warning",
        "definition-in-list warning", "duplicate-entry warning", "ambiguous-reference warning",
        "malformed-reference warning", "redirect-cycle error", "wrong-page warning", "entry-order hint",
        "see-also hint", "empty-entry info", "missing-asset warning", "missing-definition info",
        "unused-definition hint", "orphan-entry off", "one-way-see-also off", "unlinked-mention off",
        "page-too-complex error", "unreadable-text warning", "unused-ignore hint",
      ]
    )
  }

  /// The table in the README names all rules with their levels.
  @Test func readmeListsTheRules() throws {
    let files = try DiskFileSystem.open(SharedData.repository).get()
    let readme = String(decoding: try files.read("README.md").get().bytes, as: UTF8.self)
    let begin = try #require(readme.firstRange(of: "<!-- rules:begin -->"))
    let end = try #require(readme.firstRange(of: "<!-- rules:end -->"))
    let rows = readme[begin.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2)
    let listed = rows.map { row in row.split(separator: " | ").prefix(2).joined(separator: " ") }
    let known = RuleCatalog.descriptions.map { rule in
      "| `\(rule.id)` \(rule.id == "dangling-reference" ? "by place" : rule.defaultLevel.rawValue)"
    }
    #expect(listed == known)
  }

  @Test(arguments: RuleCatalog.descriptions.map(\.id)) func ruleIsDocumented(_ id: String) throws {
    let rule = try #require(RuleCatalog.description(of: id))
    #expect(rule.summary.hasSuffix(".") && rule.summary.count < 100)
    #expect(rule.documentation.contains("Before:\n\n```markdown\n"))
    #expect(rule.documentation.contains("After:\n\n```markdown\n"))
    #expect(rule.documentation.split(separator: "\n").count { $0.hasPrefix("```") } == 4)
    #expect(!rule.documentation.hasSuffix("\n"))
  }

  @Test func rulesThatAreOffAreSilent() {
    let literal = """
      //- .glossa.yml
      rules: {dangling-reference: off, empty-entry: error, unused-ignore: off}
      //- glossary/b.md
      # B

      ## Boom

      ## Bow

      [missing] <!-- glossa-ignore see-also -->

      ## Bowl
      """
    let checked = CheckedWorkspace(MarkedWorkspace(literal))
    #expect(checked.problems.map { "\($0.rule) \($0.severity)" } == ["empty-entry error"])
  }

  @Test func problemsDoNotDependOnThreads() throws {
    let files = try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/mkdocs").get()
    let snapshot = WorkspaceLoader.load(files, configuration: Configuration(), threads: 1).index.snapshot
    let results = [1, 4].map { threads in
      RuleCatalog.problems(
        on: snapshot.sortedPages.reversed(),
        in: snapshot,
        usage: WorkspaceUsage(of: snapshot),
        levels: RuleLevels(),
        threads: threads
      )
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[0].sorted() && results[0].count > 40)
  }

  /// Pages that cannot be read as they are meant.
  @Test(arguments: [
    ("UTF-16", [0xFF, 0xFE, 0x41, 0x00] as [UInt8]),
    ("UTF-8", Array("# L\n\n## L".utf8) + [0xFC] + Array("ff\n\nText.\n".utf8)),
    ("front matter", Array("---\ntitle: Tack: the noun\n---\n# T\n\n## Tack\n\nText.\n".utf8)),
  ])
  func unreadableTextIsSaid(_ subject: String, _ bytes: [UInt8]) {
    let text = SourceText(decoding: bytes)
    let files = InMemoryFileSystem(["glossary/l.md": ""])
    let loaded = WorkspaceLoader.load(
      files,
      configuration: Configuration(),
      overlay: ["glossary/l.md": text],
      threads: 1
    )
    let snapshot = loaded.index.snapshot
    let problems = RuleCatalog.problems(
      on: snapshot.sortedPages,
      in: snapshot,
      usage: WorkspaceUsage(of: snapshot),
      levels: RuleLevels(),
      threads: 1
    )
    #expect(problems.filter { $0.rule == "unreadable-text" }.map(\.subject) == [subject])
    let lines = problems.filter { $0.rule == "unreadable-text" }.map { text.lines.line(at: $0.range.lowerBound) }
    #expect(lines == [subject == "UTF-8" ? 2 : subject == "front matter" ? 1 : 0])
  }
}
