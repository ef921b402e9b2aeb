import Rules

/// One line for each problem, as compilers write it, so that editors' error lists read it.
package enum CompactReport: Report {
  package static func render(_ input: ReportInput) -> [UInt8] {
    var bytes: [UInt8] = []
    var places = ReportPlaces(input.text)
    for notice in input.notices {
      if let page = notice.page { DisplayText.append(page + ":1:1: ", to: &bytes) }
      bytes.append(notice.severity.name + ": ")
      DisplayText.append(notice.message, to: &bytes)
      bytes.append("\n")
    }
    for problem in input.problems {
      let place = places.place(of: problem.range, on: problem.page)
      DisplayText.append(problem.page, to: &bytes)
      bytes.append(":\(place.startLine):\(place.startColumn): \(problem.severity.name): ")
      DisplayText.append(problem.message, to: &bytes)
      bytes.append(" [\(problem.rule)]\n")
    }
    return bytes
  }
}
