/// Where the lines of a text begin.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`. Lines count from zero; there is always at least one.
package struct LineIndex: Sendable, Equatable {
  /// The byte offset of each line's first byte; the first is 0.
  package private(set) var starts: [UInt32]

  /// The length of the whole text in bytes.
  package private(set) var length: Int

  package init(_ bytes: [UInt8]) {
    starts = [0]
    length = bytes.count
    starts.reserveCapacity(bytes.count / 64 + 1)
    Self.appendStarts(of: bytes, from: 0, to: bytes.count, into: &starts)
  }

  /// The number of lines.
  package var count: Int { starts.count }

  /// Whether there is a line of more bytes, its line ending included.
  package func hasLine(longerThan length: Int) -> Bool {
    var previous = 0
    for start in starts {
      if Int(start) - previous > length { return true }
      previous = Int(start)
    }
    return self.length - previous > length
  }

  /// The zero-based line that holds the byte at `offset`; offsets outside the text are clamped.
  package func line(at offset: Int) -> Int {
    let wanted = UInt32(clamping: offset)
    return max(0, starts.partitioningIndex { $0 > wanted } - 1)
  }

  /// The offset of the first byte of a zero-based line; lines outside the text are clamped.
  package func start(of line: Int) -> Int {
    if line < 0 { return 0 }
    return line < starts.count ? Int(starts[line]) : length
  }

  /// The range of a zero-based line, its line ending included; lines outside the text are clamped.
  package func range(of line: Int) -> ByteRange {
    ByteRange(start(of: line), line < starts.count ? start(of: line + 1) : length)
  }

  /// The index after `range` of the old text was replaced; `bytes` is the new text.
  ///
  /// Only the lines that the edit touches are read again; the rest is shifted.
  package func replacing(_ range: ByteRange, with count: Int, in bytes: [UInt8]) -> LineIndex {
    // One line more on either side, since `\r` and `\n` may have met or parted at the edges.
    let first = max(0, line(at: range.lowerBound) - 1)
    let last = min(starts.count, line(at: range.upperBound) + 2)
    let delta = count - range.count
    let from = Int(starts[first])
    let to = last < starts.count ? Int(starts[last]) + delta : bytes.count

    var result = self
    var middle: [UInt32] = []
    Self.appendStarts(of: bytes, from: from, to: to, into: &middle)
    if last < starts.count, middle.last == UInt32(clamping: to) { middle.removeLast() }
    var all: [UInt32] = []
    all.reserveCapacity(starts.count + middle.count)
    all.append(contentsOf: starts[...first])
    all.append(contentsOf: middle)
    for start in starts[last...] { all.append(UInt32(clamping: Int(start) + delta)) }
    result.starts = all
    result.length = bytes.count
    return result
  }

  /// Appends the start of each line that begins behind a line ending within `from..<to`.
  private static func appendStarts(of bytes: [UInt8], from: Int, to: Int, into starts: inout [UInt32]) {
    let span = bytes.span
    var offset = from
    while offset < to {
      if offset + 8 <= to, !ByteWord(span, at: offset).mayEndLine {
        offset += 8
        continue
      }
      let end = min(offset + 8, to)
      while offset < end {
        let byte = span[offset]
        offset += 1
        if byte == UInt8(ascii: "\n") {
          starts.append(UInt32(truncatingIfNeeded: offset))
        } else if byte == UInt8(ascii: "\r") {
          if offset < span.count, span[offset] == UInt8(ascii: "\n") { offset += 1 }
          starts.append(UInt32(truncatingIfNeeded: offset))
        }
      }
    }
  }
}
