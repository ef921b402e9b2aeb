import Rules
import SourceText
import Testing
import Workspace

@testable import Reports

@Suite struct ReportLimitTests {
  /// The number of problems of each severity, and how many of each a SARIF run keeps.
  @Test(
    arguments: [
      ([.error: 3, .hint: 2], [.error: 3, .hint: 2]),
      ([.error: 25_000], [.error: 25_000]),
      ([.hint: 20_000, .error: 10_000], [.hint: 15_000, .error: 10_000]),
      ([.error: 24_999, .warning: 7, .hint: 5], [.error: 24_999, .warning: 1]),
      ([.error: 25_001, .warning: 7], [.error: 25_000]),
    ] as [([Severity: Int], [Severity: Int])]
  )
  func sarifKeepsTheWorst(found: [Severity: Int], kept: [Severity: Int]) {
    let problems = found.sorted { $0.key < $1.key }
      .flatMap { severity, count in (0..<count).map { Self.problem($0, severity) } }
      .sorted()
    let selection = SARIFReport.selection(of: problems)
    #expect(selection == selection.sorted())
    let counts = Dictionary(selection.map { (problems[$0].severity, 1) }, uniquingKeysWith: +)
    #expect(counts == kept)
  }

  @Test func sarifSaysWhatItLeftOut() {
    let problems = (0..<25_003).map { Self.problem($0, $0 == 25_002 ? .error : .warning) }
    var input = ReportInput(problems: problems, pages: ["a.md"], rules: [], toolVersion: "1", text: { _ in nil })
    input.notices = [ReportNotice(severity: .warning, message: "No configuration")]
    let lines = ReportFormat.sarif.text(input).split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.count { $0.hasPrefix("{\"ruleId\":") } == 25_000)
    #expect(lines.count { $0.contains("\"level\":\"error\"") } == 1)
    #expect(lines.contains("\"executionSuccessful\": true,"))
    #expect(
      lines.contains(
        """
        {"level":"warning","message":{"text":"25003 problems were found; the 3 least severe are left out, since a run \
        may hold 25000"}},
        """
      )
    )
  }

  @Test func sarifNamesNoMoreRelatedPlacesThanAreTaken() {
    var problem = Self.problem(0, .error)
    problem.related = (0..<2_000).map { RelatedPlace(page: "a.md", range: ByteRange($0, $0), message: "here") }
    let input = ReportInput(problems: [problem], pages: [], rules: [], toolVersion: "1", text: { _ in nil })
    let report = ReportFormat.sarif.text(input)
    #expect(report.contains("{\"id\":999,"))
    #expect(!report.contains("{\"id\":1000,"))
  }

  @Test func fingerprintsSurviveEditsElsewhereAndTellEqualProblemsApart() {
    var before = Fingerprints()
    var after = Fingerprints()
    var moved = Self.problem(0, .error)
    moved.range = ByteRange(700, 702)
    moved.severity = .hint
    let first = before.next(Self.problem(0, .error))
    let second = before.next(Self.problem(0, .error))
    #expect(first != second)
    #expect(after.next(moved) == first)
    #expect(after.next(moved) == second)
    #expect(after.next(Self.problem(1, .error)) != first)
  }

  /// Parts of a key must not run into each other.
  @Test func fingerprintsKeepTheirPartsApart() {
    var fingerprints = Fingerprints()
    let keys = [("r", "p", "s1"), ("r", "p", "s"), ("rp", "", "s"), ("r", "ps", ""), ("r", "", "ps"), ("", "rp", "s")]
    let all = keys.map { rule, page, subject in
      var problem = Self.problem(0, .error)
      (problem.rule, problem.page, problem.subject) = (rule, page, subject)
      return fingerprints.next(problem)
    }
    #expect(Set(all).count == keys.count)
    #expect(all.allSatisfy { $0.utf8.count == 32 })
  }

  private static func problem(_ number: Int, _ severity: Severity) -> Problem {
    Problem(
      rule: "dangling-reference",
      severity: severity,
      page: "a.md",
      range: ByteRange(number, number + 1),
      message: "m",
      subject: "\(number)"
    )
  }
}
