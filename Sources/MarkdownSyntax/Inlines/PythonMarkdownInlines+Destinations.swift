extension PythonMarkdownScanner {
  struct Destination {
    /// The offset behind the closing parenthesis.
    var end: Int
    /// The address as written, without angle brackets and white space around it.
    var target: Range<Int>
  }

  /// Reads `(destination "title")`, whose parenthesis must stand at `start`.
  mutating func destination(at start: Int, in part: Part) -> Destination? {
    let end = part.bytes.upperBound
    guard start < end, bytes[start] == UInt8(ascii: "(") else { return nil }
    let content = PythonWhiteSpace.skip(from: start + 1, to: end, in: bytes)
    if let destination = angleDestination(at: content, before: end) { return destination }
    return plainDestination(at: content, before: end)
  }

  /// Reads `<destination> "title")`.
  private mutating func angleDestination(at start: Int, before end: Int) -> Destination? {
    guard start < end, bytes[start] == UInt8(ascii: "<") else { return nil }
    var index = start + 1
    while index < end, bytes[index] != UInt8(ascii: ">") {
      guard bytes[index] != UInt8(ascii: "<"), spend(1) else { return nil }
      index += 1
    }
    guard index < end else { return nil }
    let target = trimmed(start + 1..<index)
    index = PythonWhiteSpace.skip(from: index + 1, to: end, in: bytes)
    if index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
      let quote = bytes[index]
      index += 1
      while index < end, bytes[index] != quote {
        guard spend(1) else { return nil }
        index += 1
      }
      guard index < end else { return nil }
      index = PythonWhiteSpace.skip(from: index + 1, to: end, in: bytes)
    }
    guard index < end, bytes[index] == UInt8(ascii: ")") else { return nil }
    return Destination(end: index + 1, target: target)
  }

  /// One of the two kinds of quotation mark that a title may stand in: where it opened and where it last closed.
  private struct Quote {
    var mark: UInt8
    var start: Int
    var exit = -1
  }

  /// Reads a destination that balances its parentheses up to the one that closes it.
  ///
  /// Once a quotation mark is met, a title is supposed, in which parentheses do not count; a second count is kept for
  /// the case that the title is never closed.
  private mutating func plainDestination(at start: Int, before end: Int) -> Destination? {
    var depth = 1
    var depthWithoutTitle = 1
    var endWithoutTitle = -1
    var first: Quote?
    var second: Quote?
    var last: UInt8 = 0
    var index = start
    while index < end {
      guard spend(1) else { return nil }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "("):
        if first == nil { depth += 1 } else if depthWithoutTitle > 0 { depthWithoutTitle -= 1 }
      case UInt8(ascii: ")"):
        if closes(first, last) || closes(second, last) {
          depth = 0
        } else if first == nil {
          depth -= 1
        } else if depthWithoutTitle > 0 {
          depthWithoutTitle -= 1
          if depthWithoutTitle == 0 { endWithoutTitle = index + 1 }
        }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if first == nil {
          depthWithoutTitle = depth
          depth = 1
          first = Quote(mark: byte, start: index)
        } else if byte != first?.mark, second == nil {
          second = Quote(mark: byte, start: index)
        } else if byte == first?.mark {
          first?.exit = index
        } else {
          second?.exit = index
        }
      default: break
      }
      index += 1
      if depth == 0 {
        let title = closes(first, last) ? first : closes(second, last) ? second : nil
        return Destination(end: index, target: trimmed(start..<(title?.start ?? index - 1)))
      }
      if byte != UInt8(ascii: " ") { last = byte }
    }
    guard depthWithoutTitle == 0 else { return nil }
    if endWithoutTitle < 0 {
      // An opening parenthesis spoilt the second count. Python-Markdown then takes all but the last character.
      endWithoutTitle = characterStart(before: end, from: start)
    }
    guard endWithoutTitle > start else { return nil }
    let target = trimmed(start..<characterStart(before: endWithoutTitle, from: start))
    return Destination(end: endWithoutTitle, target: target)
  }

  /// Where the character begins that ends at `end`.
  private func characterStart(before end: Int, from start: Int) -> Int {
    var offset = end - 1
    while offset > start, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  private func closes(_ quote: Quote?, _ last: UInt8) -> Bool {
    guard let quote else { return false }
    return quote.exit >= 0 && quote.mark == last
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = PythonWhiteSpace.skip(from: range.lowerBound, to: range.upperBound, in: bytes)
    var end = range.upperBound
    while end > start, PythonWhiteSpace.isASCII(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Takes steps from the budget; false when none are left.
  mutating func spend(_ steps: Int) -> Bool {
    budget -= steps
    return budget > 0
  }
}

/// What Python's regular expressions call white space.
enum PythonWhiteSpace {
  static func isASCII(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
  }

  /// The number of bytes of the white space character at `index`; 0 if none begins there.
  static func length(at index: Int, in bytes: [UInt8]) -> Int {
    guard index < bytes.count else { return 0 }
    let byte = bytes[index]
    if byte < 0x80 { return isASCII(byte) ? 1 : 0 }
    guard index + 1 < bytes.count else { return 0 }
    if byte == 0xC2 { return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < bytes.count else { return 0 }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  static func skip(from start: Int, to end: Int, in bytes: [UInt8]) -> Int {
    var index = start
    while index < end {
      let step = length(at: index, in: bytes)
      if step == 0 { break }
      index += step
    }
    return min(index, end)
  }
}
