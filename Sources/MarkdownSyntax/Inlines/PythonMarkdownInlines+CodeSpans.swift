import SourceText

extension PythonMarkdownScanner {
  /// Reads code spans and hides them.
  ///
  /// A run of backticks is closed by the next run of the same length; failing that, by the longest shorter one that
  /// follows, if no longer one does.
  mutating func readCodeSpans() {
    let sameLength = nextRunsOfSameLength()
    let longest = longestRunsFromHere()
    var run = 0
    var end = 0
    while run < tickRuns.count {
      var start = tickRuns[run].lowerBound
      if isEscaped(start, notBefore: end) { start += 1 }
      let length = tickRuns[run].upperBound - start
      guard length > 0, run + 1 < tickRuns.count else {
        run += 1
        continue
      }
      let isWholeRun = start == tickRuns[run].lowerBound
      var closing = isWholeRun ? sameLength[run] : nextRun(after: run, length: length)
      if closing < 0, tickRuns[longest[run + 1]].count < length { closing = longest[run + 1] }
      guard closing > run else {
        run += 1
        continue
      }
      let text = ByteRange(start + tickRuns[closing].count, tickRuns[closing].lowerBound)
      end = tickRuns[closing].upperBound
      spans.append(InlineSpan(kind: .codeSpan, range: ByteRange(start, end), text: text, label: text))
      overwrite(start..<end)
      run = closing + 1
    }
  }

  /// Whether an odd number of backslashes stands before `position`, none of them before `limit`.
  private func isEscaped(_ position: Int, notBefore limit: Int) -> Bool {
    var start = position
    while start > limit, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (position - start) % 2 == 1
  }

  /// For each run the index of the next one of the same length, or -1.
  private func nextRunsOfSameLength() -> [Int] {
    var result = Array(repeating: -1, count: tickRuns.count)
    var latest: [Int: Int] = [:]
    for index in tickRuns.indices.reversed() {
      result[index] = latest[tickRuns[index].count] ?? -1
      latest[tickRuns[index].count] = index
    }
    return result
  }

  private mutating func nextRun(after run: Int, length: Int) -> Int {
    var next = run + 1
    while next < tickRuns.count, budget > 0 {
      if tickRuns[next].count == length { return next }
      next += 1
      budget -= 1
    }
    return -1
  }

  /// For each run the index of the first of the longest ones among it and those that follow.
  private func longestRunsFromHere() -> [Int] {
    var result = Array(tickRuns.indices)
    for index in tickRuns.indices.reversed().dropFirst()
    where tickRuns[result[index + 1]].count > tickRuns[index].count {
      result[index] = result[index + 1]
    }
    return result
  }
}
