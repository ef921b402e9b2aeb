import Rules

/// What a report says at its end.
struct ReportSummary {
  /// One sentence each, without a full stop.
  private(set) var lines: [String] = []

  /// The number of problems of each severity, indexed by its raw value.
  private(set) var counts = [Int](repeating: 0, count: Severity.allCases.count)

  init(_ input: ReportInput) {
    var pages = 0
    var last: String?
    for problem in input.problems {
      counts[problem.severity.rawValue] += 1
      // They come page by page.
      if problem.page != last { pages += 1 }
      last = problem.page
    }
    lines.append(first(input, pageCount: pages))
    if input.baselinedCount > 0 {
      lines.append("\(Self.counted(input.baselinedCount, "known problem")) of the baseline left out")
    }
    if let statistics = input.statistics {
      lines.append(
        [
          Self.counted(input.pages.count, "page"),
          Self.counted(statistics.entries, "entry", "entries"),
          Self.counted(statistics.references, "reference"),
          Self.counted(statistics.definitions, "link definition"),
        ].joined(separator: ", ")
      )
    }
  }

  func count(_ severity: Severity) -> Int { counts[severity.rawValue] }

  private func first(_ input: ReportInput, pageCount pages: Int) -> String {
    if input.problems.isEmpty {
      if input.pages.isEmpty { return "No page was checked" }
      return (input.baselinedCount > 0 ? "Nothing new" : "Nothing wrong")
        + " in \(Self.counted(input.pages.count, "page"))"
    }
    let parts = Severity.allCases.reversed().compactMap { severity in
      count(severity) == 0
        ? nil : Self.counted(count(severity), severity.name, severity == .info ? "info" : nil)
    }
    // A problem may stand in a file that is no page, such as the configuration.
    let checked = max(input.pages.count, pages)
    return parts.joined(separator: ", ") + " in \(pages) of \(Self.counted(checked, "page"))"
  }

  private static func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    count == 1 ? "1 \(singular)" : "\(count) \(plural ?? singular + "s")"
  }
}
