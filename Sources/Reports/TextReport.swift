import Rules
import SourceText
import Threads
import Workspace

/// For people at a terminal: each problem with its source line, a summary at the end.
package enum TextReport: Report {
  /// How many problems each thread writes, about, before what is written is handed over: half a megabyte.
  private static let problemsAtATime = 2000

  package static func write<Failure: Error>(
    _ input: ReportInput,
    to output: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var page = TextPage(input, isFirst: true)
    for notice in input.notices { page.write(notice) }
    if !page.bytes.isEmpty { try output(page.bytes) }
    var isFirst = page.bytes.isEmpty
    var rest = parts(of: input.problems)[...]
    while !rest.isEmpty {
      var count = 0
      let batch = rest.prefix { part in
        defer { count += part.count }
        return count < problemsAtATime * input.threads
      }
      let parts = batch.enumerated().map { (problems: $1, isFirst: isFirst && $0 == 0) }
      for piece in Parallel.map(parts, threads: input.threads, { write($0.problems, input, isFirst: $0.isFirst) }) {
        try output(piece)
      }
      rest = rest.dropFirst(batch.count)
      isFirst = false
    }
    guard input.showsSummary else { return }
    page = TextPage(input, isFirst: isFirst)
    page.writeSummary()
    try output(page.bytes)
  }

  private static func write(_ problems: ArraySlice<Problem>, _ input: ReportInput, isFirst: Bool) -> [UInt8] {
    var page = TextPage(input, isFirst: isFirst)
    for problem in problems { page.write(problem) }
    return page.bytes
  }

  /// The problems in parts, each of which is written by itself: those of some pages.
  private static func parts(of problems: [Problem]) -> [ArraySlice<Problem>] {
    var parts: [ArraySlice<Problem>] = []
    var rest = problems[...]
    while let last = rest.dropFirst(100).first {
      let end = rest.dropFirst(100).firstIndex { $0.page != last.page } ?? rest.endIndex
      parts.append(rest[..<end])
      rest = rest[end...]
    }
    return rest.isEmpty ? parts : parts + [rest]
  }
}

/// A piece of the report as far as it is written.
private struct TextPage {
  private let input: ReportInput
  /// Whether nothing of the report stands before it.
  private let isFirst: Bool
  private var places: ReportPlaces
  private(set) var bytes: [UInt8] = []

  init(_ input: ReportInput, isFirst: Bool) {
    self.input = input
    self.isFirst = isFirst
    places = ReportPlaces(input.text)
  }

  mutating func write(_ notice: ReportNotice) {
    separate()
    write(notice.severity.name, .severity(notice.severity))
    write(": ")
    if let page = notice.page { write(shown: page + (notice.line.map { ":\($0)" } ?? "") + ": ") }
    write(shown: notice.message)
    write("\n")
  }

  mutating func write(_ problem: Problem) {
    separate()
    writePlace(problem.page, problem.range, .emphasis)
    begin(.severity(problem.severity))
    write(problem.severity.name)
    write("[")
    write(problem.rule)
    write("]")
    end(.severity(problem.severity))
    write(" ")
    write(shown: problem.message)
    write("\n")
    let numberWidth = writeExcerpt(problem)
    for place in problem.related {
      writeMargin(numberWidth, "=")
      writePlace(place.page, place.range, .plain)
      write(shown: place.message)
      write("\n")
    }
    let fixes = input.fixes(problem)
    if let fix = fixes.first(where: \.isPreferred) ?? fixes.first {
      writeMargin(numberWidth, "=")
      write("fix", .fix)
      write(": ")
      write(shown: fix.title)
      if fixes.count > 1 { write(" (or \(fixes.count - 1) more)") }
      write("\n")
    }
  }

  mutating func writeSummary() {
    separate()
    for line in ReportSummary(input).lines { write(line + "\n") }
  }

  /// Writes the source line and the mark below it; returns the columns that the line number takes.
  private mutating func writeExcerpt(_ problem: Problem) -> Int {
    guard let text = places.text(of: problem.page) else { return 1 }
    let excerpt = SourceExcerpt(text, problem.range, limit: max(20, input.sourceWidth))
    let number = String(excerpt.line)
    begin(.margin)
    write(" ")
    write(number)
    write(" | ")
    end(.margin)
    write(excerpt.text)
    write("\n")
    writeMargin(number.utf8.count, "|")
    repeatByte(" ", excerpt.indent)
    begin(.severity(problem.severity))
    repeatByte("^", excerpt.width)
    end(.severity(problem.severity))
    write("\n")
    return number.utf8.count
  }

  private mutating func writePlace(_ page: String, _ range: ByteRange, _ style: Style) {
    let place = places.place(of: range, on: page)
    begin(style)
    write(shown: page)
    write(":")
    bytes.append(decimal: place.startLine)
    write(":")
    bytes.append(decimal: place.startColumn)
    end(style)
    write(": ")
  }

  private mutating func writeMargin(_ numberWidth: Int, _ sign: String) {
    begin(.margin)
    repeatByte(" ", numberWidth + 2)
    write(sign)
    write(" ")
    end(.margin)
  }

  private mutating func repeatByte(_ sign: Unicode.Scalar, _ count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: sign), count: count))
  }

  /// A blank line between two problems.
  private mutating func separate() {
    if !isFirst || !bytes.isEmpty { write("\n") }
  }

  private mutating func write(shown text: String) { DisplayText.append(text, to: &bytes) }

  private mutating func write(_ text: String) { bytes.append(text) }

  private mutating func write(_ text: String, _ style: Style) {
    begin(style)
    bytes.append(text)
    end(style)
  }

  private mutating func begin(_ style: Style) {
    if input.usesColour, style != .plain { bytes.append("\u{1B}[" + style.parameters + "m") }
  }

  private mutating func end(_ style: Style) {
    if input.usesColour, style != .plain { bytes.append("\u{1B}[0m") }
  }
}

/// How a part of the report looks on a terminal with colours (ECMA-48, SGR).
private enum Style: Equatable {
  case plain, emphasis, margin, fix
  case severity(Severity)

  var parameters: String {
    switch self {
    case .plain: "0"
    case .emphasis: "1"
    case .margin: "34"
    case .fix: "1;32"
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.info): "1;34"
    case .severity(.hint): "1;36"
    }
  }
}
