import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// The sample glossaries have exactly the problems that `EXPECTED.md` lists.
struct SampleTests {
  @Test(arguments: ["mkdocs", "jekyll", "plain"])
  func samplesHaveTheirPlantedProblems(_ site: String) throws {
    let expected = try ExpectedTable.read().filter { $0.key.hasPrefix(site + "/") && !$0.key.hasSuffix(" off") }
    let found = try Sample.load(site).lines()
    let missing = expected.subtracting(found)
    let unexpected = found.subtracting(expected)
    #expect(missing == [:], "not found")
    #expect(unexpected == [:], "not planted")
  }

  /// The rules that are off by default find the places that are planted for them.
  @Test func rulesThatAreOffFindTheirPlaces() throws {
    let expected = try ExpectedTable.read().keys.filter { $0.hasSuffix(" off") }
    #expect(expected.count == 3)
    let levels = RuleLevels(["one-way-see-also": .hint, "orphan-entry": .hint, "unlinked-mention": .hint])
    let found = try Sample.load("mkdocs").lines(levels: levels)
    for line in expected {
      #expect(found[line.dropLast(3) + "hint"] != nil, "\(line)")
    }
  }
}

/// `path:line rule severity`, each with how often it occurs.
private typealias Counts = [String: Int]

extension Counts {
  fileprivate func subtracting(_ other: Counts) -> Counts {
    reduce(into: [:]) { result, item in
      let rest = item.value - (other[item.key] ?? 0)
      if rest > 0 { result[item.key] = rest }
    }
  }
}

private enum ExpectedTable {
  static func read() throws -> Counts {
    let files = DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples")
    let text = String(decoding: try files.get().read("EXPECTED.md").get().bytes, as: UTF8.self)
    var counts: Counts = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|").map { $0.trimmed }
      guard cells.count == 5, Int(cells[1]) != nil else { continue }
      counts["\(cells[0]):\(cells[1]) \(cells[2]) \(cells[3])", default: 0] += 1
    }
    return counts
  }
}

private struct Sample {
  let site: String
  let snapshot: WorkspaceSnapshot

  static func load(_ site: String) throws -> Sample {
    let files = try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/" + site).get()
    var configuration = Configuration()
    if case .success(let content) = files.read(".glossa.yml") {
      let reading = ConfigurationReader(rules: RuleCatalog.knownRules).read(content.bytes)
      #expect(reading.problems.isEmpty)
      configuration = reading.configuration
    }
    let loaded = WorkspaceLoader.load(files, configuration: configuration, threads: 1)
    #expect(loaded.problems.isEmpty && loaded.siteProblems.isEmpty)
    return Sample(site: site, snapshot: loaded.index.snapshot)
  }

  func lines(levels: RuleLevels? = nil) -> Counts {
    let problems = RuleCatalog.problems(
      on: snapshot.sortedPages,
      in: snapshot,
      usage: WorkspaceUsage(of: snapshot),
      levels: levels ?? RuleLevels(snapshot.configuration),
      threads: 1
    )
    return problems.reduce(into: [:]) { counts, problem in
      let line = (snapshot.page(at: problem.page)?.text.lines.line(at: problem.range.lowerBound) ?? -1) + 1
      counts["\(site)/\(problem.page):\(line) \(problem.rule) \(problem.severity.name)", default: 0] += 1
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var result = self
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
