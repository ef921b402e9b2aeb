import SourceText

/// The headings of a page that is not parsed: lines that begin with `#`, outside fences as far as lines tell.
enum HeadingScan {
  static func headings(of text: PreparedText, dialect: MarkdownDialect) -> [Heading] {
    var headings: [Heading] = []
    var fence: ArraySlice<UInt8>?
    for line in 0..<text.lines.count {
      let end = text.end(of: line)
      let start = text.firstNonBlank(from: text.start(of: line), to: end)
      let mark = text.bytes[start..<min(end, start + 3)]
      if mark.elementsEqual("```".utf8) || mark.elementsEqual("~~~".utf8) {
        if fence == nil { fence = mark } else if fence?.elementsEqual(mark) == true { fence = nil }
        continue
      }
      var content = start
      while content < end, text.bytes[content] == UInt8(ascii: "#") { content += 1 }
      guard fence == nil, (1...6).contains(content - start), content < end, isASCIIWhitespace(text.bytes[content])
      else {
        continue
      }
      let line = text.headingContent(from: text.firstNonBlank(from: content, to: end), to: end)
      let split = dialect.hasAttributeLists ? AttributeList.split(text.bytes, line) : nil
      let range = split?.text ?? line
      headings.append(
        Heading(
          block: 0,
          level: content - start,
          range: ByteRange(start, end),
          content: range,
          title: String(decoding: text.bytes[range.indices], as: UTF8.self),
          explicitID: split?.id
        )
      )
    }
    return headings
  }
}
