import MarkdownSyntax
import SourceText

/// Finds an entry's line of related terms.
enum SeeAlsoReader {
  /// The last paragraph of the entry that begins with the words, or one of whose lines does.
  static func line(of entry: Entry, on page: ParsedPage, words: [String]) -> SeeAlsoLine? {
    for index in page.blockIndices(in: entry.body).reversed() where page.blocks[index].kind == .paragraph {
      if let line = line(in: page.blocks[index].range, on: page, words: words) { return line }
    }
    return nil
  }

  private static func line(in paragraph: ByteRange, on page: ParsedPage, words: [String]) -> SeeAlsoLine? {
    let bytes = page.text.bytes
    var start = paragraph.lowerBound
    while start < paragraph.upperBound {
      while start < paragraph.upperBound, isWhitespace(bytes[start]) { start += 1 }
      for word in words {
        if let end = end(of: word, bytes, at: start, limit: paragraph.upperBound) {
          return line(ByteRange(start, paragraph.upperBound), behindWords: end, on: page)
        }
      }
      while start < paragraph.upperBound, bytes[start] != UInt8(ascii: "\n") { start += 1 }
    }
    return nil
  }

  private static func line(_ range: ByteRange, behindWords: Int, on page: ParsedPage) -> SeeAlsoLine? {
    let bytes = page.text.bytes
    let references = page.spanIndices(in: range)
    guard references.contains(where: { page.spans[$0].isReference }) else { return nil }
    var end = range.upperBound
    while end > behindWords, isWhitespace(bytes[end - 1]) { end -= 1 }
    var listEnd = end
    while listEnd > behindWords, bytes[listEnd - 1] == UInt8(ascii: ".") { listEnd -= 1 }
    let hasEllipsis = end - listEnd >= 3
    while listEnd > behindWords, isWhitespace(bytes[listEnd - 1]) || bytes[listEnd - 1] == UInt8(ascii: ",") {
      listEnd -= 1
    }
    var start = behindWords
    while start < listEnd, isWhitespace(bytes[start]) || bytes[start] == UInt8(ascii: ":") { start += 1 }
    return SeeAlsoLine(
      range: ByteRange(range.lowerBound, end),
      list: ByteRange(start, max(start, listEnd)),
      references: references,
      hasEllipsis: hasEllipsis
    )
  }

  /// The offset behind `word` at `start`, letters in either case and emphasis before it left out.
  private static func end(of word: String, _ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    var offset = start
    while offset < limit, bytes[offset] == UInt8(ascii: "*") || bytes[offset] == UInt8(ascii: "_") { offset += 1 }
    for byte in word.utf8 {
      guard offset < limit, lowercased(bytes[offset]) == lowercased(byte) else { return nil }
      offset += 1
    }
    while offset < limit, bytes[offset] == UInt8(ascii: "*") || bytes[offset] == UInt8(ascii: "_") { offset += 1 }
    guard offset < limit, isWhitespace(bytes[offset]) || bytes[offset] == UInt8(ascii: ":") else { return nil }
    return offset
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
