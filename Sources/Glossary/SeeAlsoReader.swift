import MarkdownSyntax
import SourceText

/// Finds an entry's line of related terms.
enum SeeAlsoReader {
  /// The last paragraph among an entry's blocks that begins with the words, or one of whose lines does.
  static func line(in body: Range<Int>, on page: ParsedPage, words: [String]) -> SeeAlsoLine? {
    for index in body.reversed() where page.blocks[index].kind == .paragraph {
      if let line = line(in: page.blocks[index].range, on: page, words: words) { return line }
    }
    return nil
  }

  private static func line(in paragraph: ByteRange, on page: ParsedPage, words: [String]) -> SeeAlsoLine? {
    let (bytes, lines) = (page.text.bytes, page.text.lines)
    var line = lines.line(at: paragraph.lowerBound)
    var start = paragraph.lowerBound
    while start < paragraph.upperBound {
      // The lines of a quotation begin with its sign.
      while start < paragraph.upperBound, isWhitespace(bytes[start]) || bytes[start] == UInt8(ascii: ">") { start += 1 }
      for word in words where !word.isEmpty {
        if let end = end(of: word, bytes, at: start, limit: paragraph.upperBound) {
          return self.line(ByteRange(start, paragraph.upperBound), behindWords: end, on: page)
        }
      }
      line += 1
      start = max(start, lines.start(of: line))
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
    var hasEllipsis = false
    if bytes[behindWords..<end].suffix(3).elementsEqual("…".utf8) {
      hasEllipsis = true
      listEnd -= 3
    } else {
      while listEnd > behindWords, bytes[listEnd - 1] == UInt8(ascii: ".") { listEnd -= 1 }
      hasEllipsis = end - listEnd >= 3
    }
    while listEnd > behindWords, isWhitespace(bytes[listEnd - 1]) || bytes[listEnd - 1] == UInt8(ascii: ",") {
      listEnd -= 1
    }
    var start = behindWords
    while start < listEnd, isWhitespace(bytes[start]) || isEmphasis(bytes[start]) || bytes[start] == UInt8(ascii: ":") {
      start += 1
    }
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
    while offset < limit, isEmphasis(bytes[offset]) { offset += 1 }
    let wordEnd = offset + word.utf8.count
    guard wordEnd <= limit, isSame(bytes[offset..<wordEnd], word) else { return nil }
    offset = wordEnd
    while offset < limit, isEmphasis(bytes[offset]) { offset += 1 }
    guard offset < limit, isWhitespace(bytes[offset]) || bytes[offset] == UInt8(ascii: ":") else { return nil }
    return offset
  }

  /// Whether bytes are a word in either case.
  private static func isSame(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
    if zip(bytes, word.utf8).allSatisfy({ lowercased($0) == lowercased($1) }) { return true }
    return !word.utf8.allSatisfy { $0 < 0x80 }
      && String(decoding: bytes, as: UTF8.self).lowercased() == word.lowercased()
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  static func isEmphasis(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") }

  static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
