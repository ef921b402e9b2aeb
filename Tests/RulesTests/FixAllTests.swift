import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// Mending all that can be mended unasked leaves nothing of it, and doing it twice changes nothing more.
struct FixAllTests {
  @Test(arguments: [UInt64](0..<100))
  func generatedWorkspaces(seed: UInt64) throws {
    let workspace = GeneratedWorkspace(seed: seed)
    let loaded = load(InMemoryFileSystem(workspace.files))
    expectMended(loaded, "\(seed)")
    // From its files the mended workspace is read as it was left.
    let fixed = FixAll(on: allPages(of: loaded), of: loaded, threads: 1)
    var files = workspace.files
    for rewrite in fixed.rewrites {
      files[rewrite.path] = String(decoding: try #require(rewrite.change).bytes, as: UTF8.self)
    }
    let again = load(InMemoryFileSystem(files))
    #expect(FixAll(on: allPages(of: again), of: again, threads: 1).rewrites.isEmpty, "\(seed)")
  }

  @Test(arguments: ["mkdocs", "jekyll", "plain"])
  func samples(_ site: String) throws {
    expectMended(
      load(try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/" + site).get()),
      site
    )
  }

  @Test(.enabled(if: SharedData.path("corpus") != nil), arguments: ["mkdocs-site", "jekyll-site"])
  func realSites(_ site: String) throws {
    let index = load(try DiskFileSystem.open(#require(SharedData.path("corpus/" + site))).get())
    let fixed = FixAll(on: allPages(of: index), of: index, threads: 2)
    #expect(fixed.count > 10)
    let again = FixAll(on: allPages(of: index), of: fixed.index, threads: 2)
    #expect(again.count == 0 && again.rewrites.isEmpty)
  }

  /// What is mended on one page alone goes nowhere else.
  @Test(arguments: [UInt64](0..<40))
  func staysOnThePage(seed: UInt64) throws {
    let loaded = load(InMemoryFileSystem(GeneratedWorkspace(seed: seed).files))
    for page in loaded.snapshot.sortedPages.prefix(3) {
      let fixed = FixAll(on: [page.path], of: loaded, within: page.path, threads: 1)
      #expect(fixed.rewrites.allSatisfy { $0.path == page.path })
    }
  }

  @Test func onlyWantedProblems() {
    let loaded = MarkedWorkspace(
      """
      //- glossary.md
      ## Bow

      See also [Mast], [Mast].

      ## Mast

      The [Bow ].

      """
    ).load().index
    let fixed = FixAll(on: ["glossary.md"], of: loaded, threads: 1) { $0.filter { $0.rule == "see-also" } }
    #expect(fixed.countByRule == ["see-also": 1])
    #expect(
      fixed.rewrites.map { $0.new[ByteRange(0, 100)] } == ["## Bow\n\nSee also [Mast].\n\n## Mast\n\nThe [Bow ].\n\n"]
    )
  }

  @Test func rulesTellOfPreferredFixes() {
    for seed in UInt64(0)..<10 {
      let snapshot = load(InMemoryFileSystem(GeneratedWorkspace(seed: seed).files)).snapshot
      let problems = RuleCatalog.problems(
        on: snapshot.sortedPages,
        in: snapshot,
        usage: WorkspaceUsage(of: snapshot),
        levels: RuleLevels(snapshot.configuration),
        threads: 1
      )
      for rule in RuleCatalog.rules where !rule.hasPreferredFixes {
        let own = problems.filter { $0.rule == rule.description.id }
        let fixes = RuleCatalog.fixes(for: own, in: snapshot, usage: WorkspaceUsage(of: snapshot), threads: 1)
        #expect(!fixes.values.contains { $0.contains(where: \.isPreferred) })
      }
    }
  }

  private func load(_ files: any FileSystem) -> WorkspaceIndex {
    var configuration = Configuration()
    if case .success(let file) = files.read(".glossa.yml") {
      configuration = ConfigurationReader(rules: RuleCatalog.knownRules).read(file.bytes).configuration
    }
    return WorkspaceLoader.load(files, configuration: configuration, threads: 2).index
  }

  private func allPages(of index: WorkspaceIndex) -> Set<String> { Set(index.snapshot.sortedPages.map(\.path)) }

  private func expectMended(_ index: WorkspaceIndex, _ name: String) {
    let fixed = FixAll(on: allPages(of: index), of: index, threads: 2)
    let (before, after) = (problems(of: index), problems(of: fixed.index))
    #expect(after.fixable.isEmpty, "\(name): \(after.fixable.map { "\($0.page) \($0.range) \($0.message)" })")
    // Where nothing was to be mended, nothing changed.
    #expect(before.fixable.isEmpty == fixed.rewrites.isEmpty, "\(name)")
    #expect((fixed.count == 0) == fixed.rewrites.isEmpty, "\(name)")
    // Brackets that are mended become references, which may dangle; nothing else that was right is wrong now.
    let old = Set(before.all.filter { $0.severity >= .error }.map { "\($0.page) \($0.rule) \($0.subject)" })
    for problem in after.all where problem.severity >= .error && problem.rule != "dangling-reference" {
      #expect(old.contains("\(problem.page) \(problem.rule) \(problem.subject)"), "\(name): \(problem.message)")
    }
    #expect(FixAll(on: allPages(of: index), of: fixed.index, threads: 1).rewrites.isEmpty, "\(name)")
  }

  private func problems(of index: WorkspaceIndex) -> (all: [Problem], fixable: [Problem]) {
    let snapshot = index.snapshot
    let usage = WorkspaceUsage(of: snapshot)
    let problems = RuleCatalog.problems(
      on: snapshot.sortedPages,
      in: snapshot,
      usage: usage,
      levels: RuleLevels(snapshot.configuration),
      threads: 2
    )
    let fixes = RuleCatalog.fixes(for: problems, in: snapshot, usage: usage, threads: 2)
    return (problems, problems.filter { fixes[$0]?.contains(where: \.isPreferred) ?? false })
  }
}
