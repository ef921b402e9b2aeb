/// The unit in which a client counts columns (LSP 3.17, `PositionEncodingKind`).
package enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// How many units of this encoding the scalar takes that begins with the given UTF-8 byte.
  fileprivate func width(ofScalarStartingWith lead: UInt8) -> Int {
    switch self {
    case .utf8: lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    case .utf16: lead < 0xF0 ? 1 : 2
    case .utf32: 1
    }
  }
}

/// A place in a text as clients name it: zero-based line, zero-based column in some ``PositionEncoding``.
package struct LineColumn: Hashable, Sendable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: LineColumn, right: LineColumn) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension SourceText {
  /// The line and column of a byte offset. Offsets outside the text are clamped; one inside a scalar counts as its
  /// start, one inside a line ending as the line's end.
  package func position(of offset: Int, in encoding: PositionEncoding) -> LineColumn {
    let target = scalarBoundary(atOrBefore: offset)
    let line = lines.line(at: target)
    let content = lineContent(line)
    let end = min(target, content.upperBound)
    if encoding == .utf8 { return LineColumn(line: line, column: end - content.lowerBound) }
    var column = 0
    for byte in bytes[content.lowerBound..<end] where byte & 0xC0 != 0x80 {
      column += encoding.width(ofScalarStartingWith: byte)
    }
    return LineColumn(line: line, column: column)
  }

  /// The byte offset of a position. A line beyond the text is its end, a column beyond the line is the line's end
  /// (before its line ending), negative numbers count as zero, and a column inside a scalar is the scalar's start.
  package func offset(of position: LineColumn, in encoding: PositionEncoding) -> Int {
    if position.line < 0 { return 0 }
    if position.line >= lines.count { return count }
    let content = lineContent(position.line)
    var offset = content.lowerBound
    var column = 0
    while offset < content.upperBound {
      let next = column &+ encoding.width(ofScalarStartingWith: bytes[offset])
      if next > position.column { break }
      column = next
      offset += 1
      while offset < content.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
