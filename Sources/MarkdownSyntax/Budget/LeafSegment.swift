import SourceText

/// The text of one leaf block, as far as it is read.
struct LeafSegment {
  /// From the block's first text to the end of its last line.
  private(set) var range: ByteRange
  /// The line added last, from its first byte that is not blank.
  var lastLine: ByteRange
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
