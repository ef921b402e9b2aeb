package import SourceText

/// A range as all reports give it: lines and columns count from one, columns in UTF-16 code units; the end column is
/// the one behind the last character.
package struct ReportPlace: Equatable {
  package var startLine = 1
  package var startColumn = 1
  package var endLine = 1
  package var endColumn = 1
}

/// Finds the places of byte ranges, in time that does not grow with the length of a line.
package struct ReportPlaces {
  private let text: (String) -> SourceText?
  private var pages: [String: PageColumns] = [:]

  package init(_ text: @escaping (String) -> SourceText?) {
    self.text = text
  }

  /// The place of a range; the page's start when the page has no text.
  package mutating func place(of range: ByteRange, on page: String) -> ReportPlace {
    let columns: PageColumns
    if let known = pages[page] {
      columns = known
    } else {
      columns = PageColumns(text(page))
      pages[page] = columns
    }
    return columns.place(of: range)
  }

  /// The text of a page that a problem stands on.
  func text(of page: String) -> SourceText? { pages[page]?.text ?? text(page) }
}

/// The columns of one page.
private struct PageColumns {
  let text: SourceText?
  /// The number of UTF-16 code units before each multiple of `step` bytes; empty where all lines are short.
  private var unitsBefore: [Int] = []
  private static let step = 1024

  init(_ text: SourceText?) {
    self.text = text
    guard let text, text.lines.hasLine(longerThan: 4 * Self.step) else { return }
    let bytes = text.bytes.span
    var units = 0
    for offset in bytes.indices {
      if offset % Self.step == 0 { unitsBefore.append(units) }
      units += Self.units(bytes[offset])
    }
    unitsBefore.append(units)
  }

  func place(of range: ByteRange) -> ReportPlace {
    guard let text else { return ReportPlace() }
    let start = position(of: range.lowerBound, in: text)
    let end = position(of: range.upperBound, in: text)
    return ReportPlace(
      startLine: start.line + 1,
      startColumn: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1
    )
  }

  private func position(of offset: Int, in text: SourceText) -> LineColumn {
    if unitsBefore.isEmpty { return text.position(of: offset, in: .utf16) }
    let target = text.scalarBoundary(atOrBefore: offset)
    let line = text.lines.line(at: target)
    let content = text.lineContent(line)
    let column =
      units(before: min(target, content.upperBound), in: text) - units(before: content.lowerBound, in: text)
    return LineColumn(line: line, column: column)
  }

  private func units(before offset: Int, in text: SourceText) -> Int {
    let block = offset / Self.step
    var units = unitsBefore[block]
    for position in block * Self.step..<offset { units += Self.units(text.bytes[position]) }
    return units
  }

  /// The UTF-16 code units of the scalar that begins with this byte of UTF-8; none for the bytes that continue one.
  private static func units(_ byte: UInt8) -> Int {
    byte & 0xC0 == 0x80 ? 0 : byte < 0xF0 ? 1 : 2
  }
}
