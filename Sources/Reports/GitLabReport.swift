import Rules

/// GitLab's code quality report: the part of Code Climate's format that merge requests show.
package enum GitLabReport: DocumentReport {
  static func render(_ input: ReportInput) -> [UInt8] {
    var places = ReportPlaces(input.text)
    var fingerprints = Fingerprints()
    var json = ReportJSON()
    json.array(nil, .lines) { json in
      for problem in input.problems {
        let place = places.place(of: problem.range, on: problem.page)
        json.object { json in
          json.member("description", problem.message)
          json.member("check_name", problem.rule)
          json.member("fingerprint", fingerprints.next(problem))
          json.member("severity", severity(problem.severity))
          json.object("location") { json in
            json.member("path", problem.page)
            json.object("lines") { json in
              json.member("begin", place.startLine)
              json.member("end", place.endLine)
            }
          }
        }
      }
    }
    return json.finished()
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .info, .hint: "info"
    }
  }
}
