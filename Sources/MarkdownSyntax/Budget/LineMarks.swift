import SourceText

/// What one pass over a line's bytes tells.
struct LineMarks {
  /// The line's end, before its line ending.
  private(set) var end: Int
  /// The start of the next line.
  private(set) var next: Int
  /// Bytes that may open or close an inline construct, or a table's cell.
  private(set) var inlineMarks = 0
  private(set) var brackets = 0
  private(set) var pipes = 0
  /// `<!` and `<?`, for whose ends cmark looks in all of the text each time.
  private(set) var declarations = 0

  init(_ page: Span<UInt8>, from start: Int) {
    end = start
    next = start
    // Eight bytes at a time, since most have no mark among them: three times as fast as one by one.
    while end + 8 <= page.count {
      let word = ByteWord(page, at: end)
      var candidates = word.marks
      let first = end
      while candidates != 0 {
        let index = candidates.trailingZeroBitCount
        candidates &= candidates - 1
        end = first + index / 8
        if count(UInt8(truncatingIfNeeded: word.bits >> UInt64(index & ~7)), page) { return }
      }
      end = first + 8
    }
    while end < page.count {
      if count(page[end], page) { return }
      end += 1
    }
    next = end
  }

  /// Counts the byte at `end`; returns whether it ends the line.
  private mutating func count(_ byte: UInt8, _ page: Span<UInt8>) -> Bool {
    switch byte {
    case .lineFeed:
      next = end + 1
      return true
    case .carriageReturn:
      next = end + 1 < page.count && page[end + 1] == .lineFeed ? end + 2 : end + 1
      return true
    case UInt8(ascii: "["):
      inlineMarks += 1
      brackets += 1
    case UInt8(ascii: "|"):
      inlineMarks += 1
      pipes += 1
    case UInt8(ascii: "<"):
      inlineMarks += 1
      if end + 1 < page.count, page[end + 1] == UInt8(ascii: "!") || page[end + 1] == UInt8(ascii: "?") {
        declarations += 1
      }
    case UInt8(ascii: "*"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "~"):
      inlineMarks += 1
    default:
      break
    }
    return false
  }
}
