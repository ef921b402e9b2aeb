import Rules

/// JUnit's XML, as continuous integration servers read it: one suite for each page, one failed or skipped case for
/// each problem, one passed case for a page without any.
package enum JUnitReport: DocumentReport {
  static func render(_ input: ReportInput) -> [UInt8] {
    let failures = input.problems.count { input.isFailing($0.severity) }
    let errors = input.notices.count { $0.severity == .error }
    var document = JUnitDocument(input)
    document.bytes.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let cases = document.suites.reduce(input.notices.count) { $0 + max(1, $1.problems.count) }
    document.bytes.append(
      "<testsuites name=\"glossa\" tests=\"\(cases)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    )
    document.writeNotices()
    for suite in document.suites { document.write(suite) }
    document.bytes.append("</testsuites>\n")
    return document.bytes
  }
}

private struct JUnitDocument {
  private let input: ReportInput
  private var places: ReportPlaces
  /// In the order of their pages' bytes.
  let suites: [(page: String, problems: ArraySlice<Problem>)]
  var bytes: [UInt8] = []

  init(_ input: ReportInput) {
    self.input = input
    places = ReportPlaces(input.text)
    var suites: [(page: String, problems: ArraySlice<Problem>)] = []
    var start = 0
    for index in input.problems.indices {
      let next = index + 1
      if next < input.problems.count, input.problems[next].page == input.problems[start].page { continue }
      suites.append((input.problems[start].page, input.problems[start..<next]))
      start = next
    }
    let found = Set(suites.map(\.page))
    for page in input.pages where !found.contains(page) { suites.append((page, [])) }
    self.suites = suites.sorted { $0.page.utf8.lexicographicallyPrecedes($1.page.utf8) }
  }

  mutating func writeNotices() {
    guard !input.notices.isEmpty else { return }
    let errors = input.notices.count { $0.severity == .error }
    bytes.append("  <testsuite name=\"glossa\" tests=\"\(input.notices.count)\" failures=\"0\" errors=\"\(errors)\"")
    bytes.append(" skipped=\"\(input.notices.count - errors)\">\n")
    for notice in input.notices {
      beginCase(notice.page ?? "glossa", notice.message)
      writeOutcome(notice.severity == .error ? "error" : "skipped", notice.severity.name, notice.message, [])
    }
    bytes.append("  </testsuite>\n")
  }

  mutating func write(_ suite: (page: String, problems: ArraySlice<Problem>)) {
    let failures = suite.problems.count { input.isFailing($0.severity) }
    bytes.append("  <testsuite name=\"")
    appendXML(suite.page)
    bytes.append("\" tests=\"\(max(1, suite.problems.count))\" failures=\"\(failures)\" errors=\"0\"")
    bytes.append(" skipped=\"\(suite.problems.count - failures)\">\n")
    var occurrences: [String: Int] = [:]
    for problem in suite.problems {
      // Without the place, so that a server knows the case again after the page was edited.
      var name = "\(problem.rule): \(problem.message)"
      let occurrence = occurrences[name, default: 0] + 1
      occurrences[name] = occurrence
      if occurrence > 1 { name += " (\(occurrence))" }
      beginCase(problem.page, name)
      let outcome = input.isFailing(problem.severity) ? "failure" : "skipped"
      writeOutcome(outcome, problem.severity.name, problem.message, lines(problem))
    }
    if suite.problems.isEmpty {
      bytes.append("    <testcase classname=\"")
      appendXML(suite.page)
      bytes.append("\" name=\"nothing wrong\"/>\n")
    }
    bytes.append("  </testsuite>\n")
  }

  /// What the server shows when someone opens the case.
  private mutating func lines(_ problem: Problem) -> [String] {
    let place = places.place(of: problem.range, on: problem.page)
    let start = "\(problem.page):\(place.startLine):\(place.startColumn)"
    var lines = ["\(start): \(problem.severity.name)[\(problem.rule)] \(problem.message)"]
    for related in problem.related {
      let place = places.place(of: related.range, on: related.page)
      lines.append("\(related.page):\(place.startLine):\(place.startColumn): \(related.message)")
    }
    return lines
  }

  private mutating func beginCase(_ page: String, _ name: String) {
    bytes.append("    <testcase classname=\"")
    appendXML(page)
    bytes.append("\" name=\"")
    appendXML(name)
    bytes.append("\">\n")
  }

  private mutating func writeOutcome(_ element: String, _ type: String, _ message: String, _ lines: [String]) {
    bytes.append("      <\(element) type=\"\(type)\" message=\"")
    appendXML(message)
    bytes.append("\">")
    appendXML(lines.joined(separator: "\n"), keepsLines: true)
    bytes.append("</\(element)>\n    </testcase>\n")
  }

  /// Appends text or an attribute's value (XML 1.0, sections 2.2 and 2.4). What XML has no way to hold is written
  /// out, as `\u{1b}`.
  private mutating func appendXML(_ text: String, keepsLines: Bool = false) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes.append("&amp;")
      case "<": bytes.append("&lt;")
      case ">": bytes.append("&gt;")
      case "\"": bytes.append("&quot;")
      case "\n" where keepsLines: bytes.append("\n")
      case "\t", "\n", "\r": bytes.append("&#\(scalar.value);")
      case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
        bytes.append("\\u{" + String(scalar.value, radix: 16) + "}")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
