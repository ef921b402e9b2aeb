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
    var positions = AscendingPositions(in: self, encoding)
    return positions.position(of: offset)
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

/// The positions of many offsets, each of which costs no more than the bytes since the one before where both are on one
/// line, so that a very long line is read once.
package struct AscendingPositions {
  private let text: SourceText
  private let encoding: PositionEncoding
  private var last = LineColumn(line: 0, column: 0)
  private var lastOffset = 0

  package init(in text: SourceText, _ encoding: PositionEncoding) {
    self.text = text
    self.encoding = encoding
  }

  /// As ``SourceText/position(of:in:)``; an offset before the last one is looked for from its line's start.
  package mutating func position(of offset: Int) -> LineColumn {
    let target = text.scalarBoundary(atOrBefore: offset)
    let line = text.lines.line(at: target)
    let content = text.lineContent(line)
    let end = min(target, content.upperBound)
    if line != last.line || end < lastOffset {
      last = LineColumn(line: line, column: 0)
      lastOffset = content.lowerBound
    }
    if encoding == .utf8 {
      last.column = end - content.lowerBound
    } else {
      for byte in text.bytes[lastOffset..<end] where byte & 0xC0 != 0x80 {
        last.column += encoding.width(ofScalarStartingWith: byte)
      }
    }
    lastOffset = end
    return last
  }
}
