/// Finds the ends of code spans (CommonMark 0.31, section 6.1) in time linear in the content.
struct CodeSpanScanner {
  /// cmark gives up on longer runs of backticks.
  private static let longestRun = 80

  /// The offset of the last run of each length, once the content has been read to its end.
  private var lastRun: [Int] = []

  /// The end of the code span whose backticks begin at `offset`, nil where nothing closes it; and the length of the
  /// opening run.
  mutating func scan(_ bytes: [UInt8], at offset: Int) -> (end: Int?, ticks: Int) {
    let ticks = Self.runLength(bytes, at: offset)
    guard ticks <= Self.longestRun else { return (nil, ticks) }
    var position = offset + ticks
    if !lastRun.isEmpty, lastRun[ticks] <= position { return (nil, ticks) }
    var seen = [Int](repeating: -1, count: Self.longestRun + 1)
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let length = Self.runLength(bytes, at: position)
      if length == ticks { return (position + length, ticks) }
      if length <= Self.longestRun { seen[length] = position }
      position += length
    }
    lastRun = seen
    return (nil, ticks)
  }

  private static func runLength(_ bytes: [UInt8], at offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
    return end - offset
  }
}
