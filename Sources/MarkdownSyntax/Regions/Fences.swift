import SourceText

/// Fenced code (CommonMark 0.31, section 4.5), found ahead of the block parser so that nothing is looked for in it.
struct Fences {
  /// For each fence sign the shortest run that nothing closes any more.
  private var unclosed: [UInt8: Int] = [:]

  /// The line behind the fenced block that opens on `line`, or nil where none does. Where nothing closes it and the
  /// generator then shows the fence as text, the fence's signs are blanked and reading goes on behind them.
  mutating func skip(in page: inout Preparation, line: Int, content: ByteRange, dialect: MarkdownDialect) -> Int? {
    let bytes = page.text.bytes
    let start = behindMarkers(content, bytes)
    guard start < content.upperBound else { return nil }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    let length = runLength(bytes, at: start, to: content.upperBound)
    guard length >= 3 else { return nil }
    if sign == UInt8(ascii: "`"), bytes[start + length..<content.upperBound].contains(sign) { return nil }
    if unclosed[sign].map({ length < $0 }) ?? true {
      for next in line + 1..<max(line + 1, page.text.lines.count) where closes(page, line: next, sign, length) {
        return next + 1
      }
      unclosed[sign] = length
    }
    page.hasOpenEnd = true
    guard dialect.treatsUnclosedFenceAsText else { return page.text.lines.count }
    page.text.mask(start..<start + length, with: UInt8(ascii: " "))
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

  private func closes(_ page: Preparation, line: Int, _ sign: UInt8, _ length: Int) -> Bool {
    let range = page.line(line)
    let bytes = page.text.bytes
    var offset = range.lowerBound
    while offset < range.upperBound, isBlankOrQuote(bytes[offset]) { offset += 1 }
    guard offset < range.upperBound, bytes[offset] == sign else { return false }
    let run = runLength(bytes, at: offset, to: range.upperBound)
    return run >= length && page.text.firstNonBlank(from: offset + run, to: range.upperBound) == range.upperBound
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
