package import Rules
package import SourceText

/// One way to write down what a check found.
package protocol Report {
  /// Hands over the report as UTF-8, piece by piece. Equal inputs give equal bytes.
  ///
  /// A report may be a quarter of the size of what was checked, so those that can do not hold it as a whole.
  static func write<Failure: Error>(
    _ input: ReportInput,
    to output: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure)
}

/// A report that is one document, and has to be whole before it is written.
protocol DocumentReport: Report {
  /// The report as UTF-8.
  static func render(_ input: ReportInput) -> [UInt8]
}

extension DocumentReport {
  package static func write<Failure: Error>(
    _ input: ReportInput,
    to output: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try output(render(input))
  }
}

/// The formats of a report, by the names that the command line gives them.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, compact, json, sarif, github, gitlab, junit

  package var report: any Report.Type {
    switch self {
    case .text: TextReport.self
    case .compact: CompactReport.self
    case .json: JSONReport.self
    case .sarif: SARIFReport.self
    case .github: GitHubReport.self
    case .gitlab: GitLabReport.self
    case .junit: JUnitReport.self
    }
  }

  /// Hands over the report in this format as UTF-8, piece by piece.
  package func write<Failure: Error>(
    _ input: ReportInput,
    to output: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try report.write(input, to: output)
  }

  /// The report in this format as UTF-8, in one piece.
  package func render(_ input: ReportInput) -> [UInt8] {
    var bytes: [UInt8] = []
    write(input) { bytes += $0 }
    return bytes
  }
}

/// What a check found, and what a report needs to know to show it.
package struct ReportInput: Sendable {
  /// In the order of ``Problem``'s `<`; each report keeps it.
  package var problems: [Problem]
  /// The paths of all pages that were checked, relative to the workspace, in the order of their bytes.
  package var pages: [String]
  /// What the rules say of themselves; a problem of a rule that is not among them is shown all the same.
  package var rules: [RuleDescription]
  package var toolVersion: String
  /// The least severity that makes the check fail; nil when none does.
  package var failOn: Severity?
  /// What went wrong with the check itself.
  package var notices: [ReportNotice] = []
  /// How many problems a baseline kept out of `problems`.
  package var baselinedCount = 0
  package var statistics: ReportStatistics?
  /// Whether the formats for people end with a summary.
  package var showsSummary = true
  /// Whether the `text` format uses a terminal's colours.
  package var usesColour = false
  /// How many columns of a terminal the `text` format may fill with a source line.
  package var sourceWidth = 100
  /// The text of a page by its path; nil where there is none, and the problem is shown at the page's start.
  package var text: @Sendable (String) -> SourceText?
  /// The fixes of a problem, best first.
  package var fixes: @Sendable (Problem) -> [Fix]
  /// How many parts of a report may be written at a time; the result is the same for any number.
  package var threads = 1

  package init(
    problems: [Problem],
    pages: [String],
    rules: [RuleDescription],
    toolVersion: String,
    failOn: Severity? = .warning,
    text: @escaping @Sendable (String) -> SourceText?,
    fixes: @escaping @Sendable (Problem) -> [Fix] = { _ in [] }
  ) {
    self.problems = problems
    self.pages = pages
    self.rules = rules
    self.toolVersion = toolVersion
    self.failOn = failOn
    self.text = text
    self.fixes = fixes
  }

  /// Whether the severity is at or above `failOn`.
  package func isFailing(_ severity: Severity) -> Bool {
    guard let failOn else { return false }
    return severity >= failOn
  }

  /// Whether a problem makes the check fail.
  package var isFailing: Bool { problems.contains { isFailing($0.severity) } }
}

/// Something that went wrong with the check itself, such as a page that could not be read, or with what it goes by.
package struct ReportNotice: Hashable, Sendable {
  /// With an error the check as a whole was not successful.
  package var severity: Severity
  /// The file that it is about, relative to the workspace.
  package var page: String?
  /// One-based; nil where it is about the whole file.
  package var line: Int?
  package var message: String

  package init(severity: Severity, page: String? = nil, line: Int? = nil, message: String) {
    self.severity = severity
    self.page = page
    self.line = line
    self.message = message
  }
}

/// What a workspace holds, in numbers.
package struct ReportStatistics: Hashable, Sendable {
  package var entries: Int
  package var references: Int
  package var definitions: Int

  package init(entries: Int, references: Int, definitions: Int) {
    self.entries = entries
    self.references = references
    self.definitions = definitions
  }
}
