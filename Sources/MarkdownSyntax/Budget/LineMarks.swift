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
      let word = Self.word(page, at: end)
      var candidates = Self.candidates(word)
      let first = end
      while candidates != 0 {
        let index = candidates.trailingZeroBitCount
        candidates &= candidates - 1
        end = first + index / 8
        if count(UInt8(truncatingIfNeeded: word >> UInt64(index & ~7)), page) { return }
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

  /// Eight bytes, the first in the lowest bits; the optimiser makes one load of this.
  @inline(__always)
  private static func word(_ page: Span<UInt8>, at offset: Int) -> UInt64 {
    UInt64(page[offset]) | UInt64(page[offset + 1]) << 8 | UInt64(page[offset + 2]) << 16
      | UInt64(page[offset + 3]) << 24 | UInt64(page[offset + 4]) << 32 | UInt64(page[offset + 5]) << 40
      | UInt64(page[offset + 6]) << 48 | UInt64(page[offset + 7]) << 56
  }

  /// The high bit of each byte that may be a mark or a line ending; a few others are among them.
  private static func candidates(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (ones * 0x7F)
    // From `{` to delete, and with the sixth bit set from `[` to `_`.
    var found = (low | ones * 0x20) + ones * 0x05
    // `*`, `<` and the grave accent become zero, and only zero stays below 0x80.
    found |= ~((low ^ ones * UInt64(UInt8(ascii: "*"))) + ones * 0x7F)
    found |= ~((low ^ ones * UInt64(UInt8(ascii: "<"))) + ones * 0x7F)
    found |= ~((low ^ ones * UInt64(UInt8(ascii: "`"))) + ones * 0x7F)
    // Below 0x10.
    found |= ~(low + ones * 0x70)
    return found & ~word & (ones * 0x80)
  }
}
