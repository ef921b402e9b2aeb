import SourceText

extension PreparedText {
  /// The content of an ATX heading whose text begins at `start`, without closing `#`s (CommonMark 0.31, section 4.2).
  func headingContent(from start: Int, to end: Int) -> ByteRange {
    let trimmed = lastNonBlank(from: start, to: end)
    var hashes = trimmed
    while hashes > start, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    if hashes == start { return ByteRange(start, hashes) }
    let content = lastNonBlank(from: start, to: hashes)
    return ByteRange(start, content < hashes ? content : trimmed)
  }

  /// The cells of a table row, trimmed; each is a list of pieces, since `\|` stands for `|` (GFM 0.29, section 4.10).
  func tableCells(of row: ByteRange) -> [[ByteRange]] {
    var cells: [[ByteRange]] = []
    var codeSpans = CodeSpanScanner()
    let code = hasPipesInCode ? Array(bytes[row.indices]) : []
    var offset = row.lowerBound
    if offset < row.upperBound, bytes[offset] == UInt8(ascii: "|") { offset += 1 }
    while offset < row.upperBound {
      var pieces: [ByteRange] = []
      offset = firstNonBlank(from: offset, to: row.upperBound)
      if offset == row.upperBound { break }
      var start = offset
      while offset < row.upperBound, bytes[offset] != UInt8(ascii: "|") {
        if bytes[offset] == UInt8(ascii: "\\"), offset + 1 < row.upperBound {
          if bytes[offset + 1] == UInt8(ascii: "|") {
            if offset > start { pieces.append(ByteRange(start, offset)) }
            start = offset + 1
            offset += 2
            continue
          }
          if isASCIIPunctuation(bytes[offset + 1]) { offset += 1 }
        } else if hasPipesInCode, bytes[offset] == UInt8(ascii: "`") {
          let (end, ticks) = codeSpans.scan(code, at: offset - row.lowerBound)
          offset = (end.map { $0 + row.lowerBound } ?? offset + ticks) - 1
        }
        offset += 1
      }
      offset = min(offset, row.upperBound)
      pieces.append(ByteRange(start, max(start, lastNonBlank(from: start, to: offset))))
      cells.append(pieces)
      offset += 1
    }
    return cells
  }
}

/// Whether a byte is ASCII punctuation, which a backslash can escape (CommonMark 0.31, section 2.4).
func isASCIIPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
