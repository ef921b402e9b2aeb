import Rules

/// One line for each problem, as compilers write it, so that editors' error lists read it.
package enum CompactReport: Report {
  /// How many bytes are held before they are handed over.
  private static let pieceSize = 1 << 16

  package static func write<Failure: Error>(
    _ input: ReportInput,
    to output: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    var places = ReportPlaces(input.text)
    for notice in input.notices {
      if let page = notice.page { DisplayText.append(page + ":\(notice.line ?? 1):1: ", to: &bytes) }
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
      guard bytes.count >= pieceSize else { continue }
      try output(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    if !bytes.isEmpty { try output(bytes) }
  }
}
