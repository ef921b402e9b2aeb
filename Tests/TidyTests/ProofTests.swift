import FoundationEssentials
import TestSupport
import Testing

/// The tables of `Tests/README.md` name tests and transcripts: each row some, and only such as there are.
@Suite struct ProofTests {
  @Test func obligationsAreShown() throws {
    let rows = try rows(of: "obligations")
    #expect(rows.map { $0[0] } == (1...54).map { "\($0)" })
    for row in rows { check(row) }
  }

  @Test func hazardsAreShown() throws {
    let rows = try rows(of: "hazards")
    #expect(rows.count == 20)
    for row in rows { check(row) }
  }

  private func check(_ row: [String]) {
    let names = row[2].split(separator: "`").filter { $0.contains(where: \.isLetter) }.map(String.init)
    #expect(!names.isEmpty, "nothing shows “\(row[1])”")
    for name in names { #expect(Self.isThere(name), "\(name) is not there, in “\(row[1])”") }
  }

  private static let sources = SourceFiles.swift(below: "Tests").map { $0.lines.joined(separator: "\n") }

  /// `folder/name` is a transcript, `SuiteTests` a suite, `SuiteTests.name` a test of it.
  private static func isThere(_ name: String) -> Bool {
    if name.contains("/") {
      return FileManager.default.fileExists(atPath: SharedData.repository + "/protocol-fixtures/\(name).txt")
    }
    let parts = name.split(separator: ".")
    let suites = sources.filter { $0.contains("struct \(parts[0]) {") }
    return parts.count == 1 ? !suites.isEmpty : suites.contains { $0.contains("func \(parts[1])(") }
  }

  private struct Missing: Error {}

  /// The cells of a table's rows.
  private func rows(of table: String) throws -> [[String]] {
    let text = SourceFiles.text("Tests/README.md")
    guard let begin = text.firstRange(of: "<!-- \(table):begin -->"),
      let end = text.firstRange(of: "<!-- \(table):end -->")
    else { throw Missing() }
    return text[begin.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2).map { line in
      line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
    }
  }
}
