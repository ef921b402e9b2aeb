import SourceText

/// The text of one leaf block, as far as it is read.
struct LeafSegment {
  /// From the block's first text to the end of its last line.
  private(set) var range: ByteRange
  /// The line added last, from its first byte that is not blank.
  private(set) var lastLine: ByteRange
  /// What it costs to read all lines as a table's rows, once.
  private(set) var rowWork = 0
  private var bytes = 0
  private var marks = 0
  private var depth = 0

  init(start: Int) {
    range = .empty(at: start)
    lastLine = range
  }

  /// Every mark may make the parser look at the whole text again, and so may every container around it.
  var work: Int { bytes * (marks + depth) }

  /// Adds a line whose text begins at `first`.
  mutating func add(_ first: Int, _ line: LineMarks, countingMarks: Bool, depth: Int) {
    let count = line.end - first
    lastLine = ByteRange(first, line.end)
    range = ByteRange(range.lowerBound, line.end)
    bytes += count + 1
    marks += countingMarks ? line.inlineMarks : line.declarations
    self.depth = max(self.depth, depth)
    // Cells are appended to a list that is walked for each.
    rowWork += 6 * (count + 1) + line.pipes * line.pipes
  }
}

/// What one pass over a line's bytes tells.
struct LineMarks {
  /// The line's end, before its line ending.
  let end: Int
  /// The start of the next line.
  let next: Int
  /// Bytes that may open or close an inline construct, or a table's cell.
  let inlineMarks: Int
  let brackets: Int
  let pipes: Int
  /// `<!` and `<?`, for whose ends cmark looks in all of the text each time.
  let declarations: Int

  init(_ page: Span<UInt8>, from start: Int) {
    var offset = start
    var inlineMarks = 0
    var brackets = 0
    var pipes = 0
    var declarations = 0
    while offset < page.count {
      let byte = page[offset]
      if byte == .lineFeed || byte == .carriageReturn { break }
      offset += 1
      guard Self.isMark(byte) else { continue }
      inlineMarks += 1
      if byte == UInt8(ascii: "[") {
        brackets += 1
      } else if byte == UInt8(ascii: "|") {
        pipes += 1
      } else if byte == UInt8(ascii: "<"), offset < page.count,
        page[offset] == UInt8(ascii: "!") || page[offset] == UInt8(ascii: "?")
      {
        declarations += 1
      }
    }
    end = offset
    if offset < page.count {
      let isPair = page[offset] == .carriageReturn && offset + 1 < page.count && page[offset + 1] == .lineFeed
      offset += isPair ? 2 : 1
    }
    next = offset
    self.inlineMarks = inlineMarks
    self.brackets = brackets
    self.pipes = pipes
    self.declarations = declarations
  }

  /// `*`, `<`, `[`, `]`, `_`, `` ` ``, `|` and `~`.
  private static func isMark(_ byte: UInt8) -> Bool {
    // Most bytes of prose are small letters.
    if byte &- UInt8(ascii: "a") < 26 { return false }
    if byte < 64 { return (0x1000_0400_0000_0000 as UInt64) >> UInt64(byte) & 1 == 1 }
    return byte < 128 && (0x5000_0001_A800_0000 as UInt64) >> UInt64(byte - 64) & 1 == 1
  }
}
