import Rules
import SourceText

/// Workflow commands, which GitHub Actions shows as annotations of the changed lines.
package enum GitHubReport: DocumentReport {
  static func render(_ input: ReportInput) -> [UInt8] {
    var bytes: [UInt8] = []
    var places = ReportPlaces(input.text)
    for notice in input.notices {
      bytes.append("::\(command(notice.severity)) ")
      if let page = notice.page {
        bytes.append("file=")
        append(property: page, to: &bytes)
        if let line = notice.line { bytes.append(",line=\(line)") }
        bytes.append(",")
      }
      bytes.append("title=glossa::")
      append(data: notice.message, to: &bytes)
      bytes.append("\n")
    }
    for problem in input.problems {
      let place = places.place(of: problem.range, on: problem.page)
      bytes.append("::\(command(problem.severity)) file=")
      append(property: problem.page, to: &bytes)
      bytes.append(",line=\(place.startLine),endLine=\(place.endLine)")
      // GitHub refuses columns on annotations that span lines.
      if place.startLine == place.endLine {
        bytes.append(",col=\(place.startColumn),endColumn=\(place.endColumn)")
      }
      bytes.append(",title=")
      append(property: "glossa: " + problem.rule, to: &bytes)
      bytes.append("::")
      append(data: problem.message, to: &bytes)
      for related in problem.related {
        let place = places.place(of: related.range, on: related.page)
        append(data: "\n\(related.page):\(place.startLine): \(related.message)", to: &bytes)
      }
      bytes.append("\n")
    }
    return bytes
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info, .hint: "notice"
    }
  }

  private static let dataSigns: [Unicode.Scalar] = ["%", "\r", "\n"]
  private static let propertySigns: [Unicode.Scalar] = ["%", "\r", "\n", ":", ","]

  /// Appends what stands behind `::`; the runner reads the percent signs back.
  private static func append(data text: String, to bytes: inout [UInt8]) {
    append(text, escaping: Self.dataSigns, to: &bytes)
  }

  /// Appends a property's value, which also ends at `,` and `:`.
  private static func append(property text: String, to bytes: inout [UInt8]) {
    append(text, escaping: Self.propertySigns, to: &bytes)
  }

  /// The log is shown as a terminal would, so that other control characters are written out.
  private static func append(_ text: String, escaping signs: [Unicode.Scalar], to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      if signs.contains(scalar) {
        bytes.append("%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true))
      } else {
        DisplayText.append(scalar, to: &bytes)
      }
    }
  }
}
