import SourceText

/// A page's text as the block parser and the inline scanners see it.
///
/// `bytes` has the page's length; what Markdown must not look into is masked, so every offset is one of the page.
struct PreparedText {
  var bytes: [UInt8]
  let lines: LineIndex

  /// How many bytes at each line's start are not Markdown (the indentation of a marker block's body); empty where no
  /// line has any.
  var skips: [UInt32] = []

  /// What the block parser must take for words, though inline constructs may begin with it.
  private(set) var hiddenFromBlocks: [ByteRange] = []

  /// Whether a `|` in a code span parts no table cells.
  var hasPipesInCode = false

  init(_ source: SourceText) {
    bytes = source.bytes
    lines = source.lines
  }

  /// The offset at which the Markdown of a zero-based line begins.
  func start(of line: Int) -> Int {
    lines.start(of: line) + (line < skips.count ? Int(skips[line]) : 0)
  }

  /// The offset of a line's end, before its line ending.
  func end(of line: Int) -> Int {
    let range = lines.range(of: line)
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }

  /// The offset of the first byte in `range` that is neither blank nor tab, or the range's end.
  func firstNonBlank(from start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t") { offset += 1 }
    return offset
  }

  /// The offset behind the last byte in `start..<end` that is neither blank nor tab.
  func lastNonBlank(from start: Int, to end: Int) -> Int {
    var offset = end
    while offset > start, bytes[offset - 1] == UInt8(ascii: " ") || bytes[offset - 1] == UInt8(ascii: "\t") {
      offset -= 1
    }
    return offset
  }

  /// Keeps a range from being read as the mark of a block.
  mutating func hideFromBlocks(_ range: ByteRange) { hiddenFromBlocks.append(range) }

  /// The text as the block parser sees it.
  var blockBytes: [UInt8] {
    guard !hiddenFromBlocks.isEmpty else { return bytes }
    var text = self
    for range in hiddenFromBlocks { text.mask(range.indices, with: UInt8(ascii: "x")) }
    return text.bytes
  }

  /// Overwrites a range, except its line endings.
  mutating func mask(_ range: Range<Int>, with filler: UInt8) {
    for offset in range where bytes[offset] != UInt8(ascii: "\n") && bytes[offset] != UInt8(ascii: "\r") {
      bytes[offset] = filler
    }
  }

  /// Brings back the bytes of a range.
  mutating func unmask(_ range: ByteRange, from source: SourceText) {
    bytes.replaceSubrange(range.indices, with: source.bytes[range.indices])
  }
}
