import Rules
import SourceText

/// Workflow commands, which GitHub Actions shows as annotations of the changed lines.
package enum GitHubReport: Report {
  package static func render(_ input: ReportInput) -> [UInt8] {
    var bytes: [UInt8] = []
    var places = ReportPlaces(input.text)
    for notice in input.notices {
      bytes.append("::\(command(notice.severity)) ")
      if let page = notice.page {
        bytes.append("file=")
        append(property: page, to: &bytes)
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

  /// Appends what stands behind `::`; the runner reads the percent signs back.
  private static func append(data text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"): bytes.append("%25")
      case UInt8(ascii: "\r"): bytes.append("%0D")
      case UInt8(ascii: "\n"): bytes.append("%0A")
      default: bytes.append(byte)
      }
    }
  }

  /// Appends a property's value, which also ends at `,` and `:`.
  private static func append(property text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"): bytes.append("%25")
      case UInt8(ascii: "\r"): bytes.append("%0D")
      case UInt8(ascii: "\n"): bytes.append("%0A")
      case UInt8(ascii: ":"): bytes.append("%3A")
      case UInt8(ascii: ","): bytes.append("%2C")
      default: bytes.append(byte)
      }
    }
  }
}
