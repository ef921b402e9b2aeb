import SourceText

/// Fenced code, found ahead of the block parser so that nothing is looked for in it.
struct Fences {
  /// The lines that may close a fence of one sign.
  private struct Closers {
    var lines: [Int] = []
    var lengths: [Int] = []
    /// For each line the index of the next one with more signs.
    var nextLonger: [Int] = []
  }

  /// By fence sign, once it is asked for.
  private var closers: [UInt8: Closers] = [:]

  /// Fences of Python-Markdown that are alike: what closes or breaks one of them does so to all before it.
  private struct Likeness: Hashable {
    var sign: UInt8
    var count: Int
    var columns: Int
    var isQuoted: Bool
  }

  /// The line up to which nothing closes such fences any more.
  private var unclosed: [Likeness: Int] = [:]

  /// The line behind the fenced block that opens on `line`, or nil where none does.
  ///
  /// Where nothing closes it and the generator then shows the fence as text, or where it is none for the generator, the
  /// block parser does not get to see it and reading goes on behind it.
  mutating func skip(in page: inout Preparation, line: Int, content: ByteRange, dialect: MarkdownDialect) -> Int? {
    let bytes = page.text.bytes
    guard let fence = Fence(content, bytes) else { return nil }
    if fence.sign == UInt8(ascii: "`"), bytes[fence.end..<content.upperBound].contains(fence.sign) { return nil }
    let rules = FenceRules(fences: dialect.fences)
    var closer: Int?
    if rules.opens(fence, line: line, in: page) {
      closer = closingLine(of: fence, line: line, in: page, rules)
      if closer == nil { page.hasOpenEnd = true }
    } else if let end = rules.paragraphEnd(of: fence, line: line, in: page) {
      // The paragraph's code span is as good as the block.
      return end + 1
    } else if dialect.fences == .commonMark {
      return nil
    }
    if let closer {
      // Nothing in the code may part it for the block parser where the generator sees it whole.
      if dialect.fences != .commonMark, !fence.isQuoted {
        for inner in line + 1..<closer { page.text.hideFromBlocks(page.trimmedLine(inner)) }
      }
      return closer + 1
    }
    guard dialect.treatsUnclosedFenceAsText else { return page.text.lines.count }
    page.text.hideFromBlocks(ByteRange(fence.start, fence.end))
    return line + 1
  }

  private mutating func closingLine(of fence: Fence, line: Int, in page: Preparation, _ rules: FenceRules) -> Int? {
    switch rules.fences {
    case .commonMark, .kramdown: return closingLine(of: fence.sign, length: fence.count, behind: line, in: page)
    case .fencedCode, .superfences: break
    }
    let prefix = page.text.bytes[page.text.lines.start(of: line)..<fence.start]
    let likeness = Likeness(
      sign: fence.sign,
      count: fence.count,
      columns: rules.columns(prefix),
      isQuoted: prefix.contains(UInt8(ascii: ">"))
    )
    if let last = unclosed[likeness], line < last { return nil }
    for next in line + 1..<max(line + 1, page.text.lines.count) {
      switch rules.role(of: next, in: fence, openedOn: line, in: page) {
      case .closes: return next
      case .breaks:
        unclosed[likeness] = next
        return nil
      case .content: continue
      }
    }
    unclosed[likeness] = page.text.lines.count
    return nil
  }

  /// The first line behind `line` that closes a fence of `length` signs: one that has as many, or more.
  private mutating func closingLine(of sign: UInt8, length: Int, behind line: Int, in page: Preparation) -> Int? {
    let known = closers[sign] ?? findClosers(of: sign, in: page)
    closers[sign] = known
    var next = known.lines.partitioningIndex { $0 > line }
    while next < known.lines.count, known.lengths[next] < length { next = known.nextLonger[next] }
    return next < known.lines.count ? known.lines[next] : nil
  }

  private func findClosers(of sign: UInt8, in page: Preparation) -> Closers {
    var found = Closers()
    for line in 0..<page.text.lines.count {
      guard let length = closingLength(page, line: line, sign) else { continue }
      found.lines.append(line)
      found.lengths.append(length)
    }
    found.nextLonger = Array(repeating: 0, count: found.lines.count)
    for index in found.lines.indices.reversed() {
      var next = index + 1
      while next < found.lines.count, found.lengths[next] <= found.lengths[index] { next = found.nextLonger[next] }
      found.nextLonger[index] = next
    }
    return found
  }

  /// The number of signs on a line that has nothing else but a quote's markers.
  private func closingLength(_ page: Preparation, line: Int, _ sign: UInt8) -> Int? {
    let bytes = page.text.bytes
    let end = page.text.end(of: line)
    var offset = page.text.lines.start(of: line)
    while offset < end, isBlankOrQuote(bytes[offset]) { offset += 1 }
    guard offset < end, bytes[offset] == sign else { return nil }
    let run = runLength(bytes, at: offset, to: end)
    return run >= 3 && page.text.firstNonBlank(from: offset + run, to: end) == end ? run : nil
  }

  private func isBlankOrQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ">")
  }

  private func runLength(_ bytes: [UInt8], at start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] == bytes[start] { offset += 1 }
    return offset - start
  }
}
