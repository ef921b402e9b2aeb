import SourceText

/// Fenced code (CommonMark 0.31, section 4.5), found ahead of the block parser so that nothing is looked for in it.
struct Fences {
  /// The lines that may close a fence of one sign.
  private struct Closers {
    var lines: [Int] = []
    var lengths: [Int] = []
    /// For each line the index of the next one with more signs.
    var nextLonger: [Int] = []
    /// The indices of the lines with exactly so many signs.
    var exactly: [Int: [Int]] = [:]
  }

  /// By fence sign, once it is asked for.
  private var closers: [UInt8: Closers] = [:]

  /// The line behind the fenced block that opens on `line`, or nil where none does. Where nothing closes it and the
  /// generator then shows the fence as text, the block parser does not get to see it and reading goes on behind it.
  mutating func skip(in page: inout Preparation, line: Int, content: ByteRange, dialect: MarkdownDialect) -> Int? {
    let bytes = page.text.bytes
    let start = behindMarkers(content, bytes)
    guard start < content.upperBound else { return nil }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    let length = runLength(bytes, at: start, to: content.upperBound)
    guard length >= 3 else { return nil }
    if sign == UInt8(ascii: "`"), bytes[start + length..<content.upperBound].contains(sign) { return nil }
    let isExact = dialect.references == .pythonMarkdown
    if let closer = closingLine(of: sign, length: length, isExact: isExact, behind: line, in: page) {
      return closer + 1
    }
    page.hasOpenEnd = true
    guard dialect.treatsUnclosedFenceAsText else { return page.text.lines.count }
    page.text.hideFromBlocks(ByteRange(start, start + length))
    return line + 1
  }

  /// The offset behind the markers of quotes and list items that a line's content begins with.
  private func behindMarkers(_ content: ByteRange, _ bytes: [UInt8]) -> Int {
    var offset = content.lowerBound
    let end = content.upperBound
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"): offset += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard offset + 1 < end, bytes[offset + 1] == UInt8(ascii: " ") else { return offset }
        offset += 2
      case let byte where isASCIIDigit(byte):
        var behind = offset
        while behind < end, isASCIIDigit(bytes[behind]), behind - offset < 9 { behind += 1 }
        guard behind + 1 < end, bytes[behind] == UInt8(ascii: ".") || bytes[behind] == UInt8(ascii: ")"),
          bytes[behind + 1] == UInt8(ascii: " ")
        else { return offset }
        offset = behind + 2
      default: return offset
      }
    }
    return offset
  }

  /// The first line behind `line` that closes a fence of `length` signs: one that has as many, or more where they need
  /// not be exactly as many.
  private mutating func closingLine(
    of sign: UInt8,
    length: Int,
    isExact: Bool,
    behind line: Int,
    in page: Preparation
  ) -> Int? {
    let known = closers[sign] ?? findClosers(of: sign, in: page)
    closers[sign] = known
    if isExact {
      let same = known.exactly[length] ?? []
      let next = same.partitioningIndex { known.lines[$0] > line }
      return next < same.count ? known.lines[same[next]] : nil
    }
    var next = known.lines.partitioningIndex { $0 > line }
    while next < known.lines.count, known.lengths[next] < length { next = known.nextLonger[next] }
    return next < known.lines.count ? known.lines[next] : nil
  }

  private func findClosers(of sign: UInt8, in page: Preparation) -> Closers {
    var found = Closers()
    for line in 0..<page.text.lines.count {
      guard let length = closingLength(page, line: line, sign) else { continue }
      found.exactly[length, default: []].append(found.lines.count)
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
