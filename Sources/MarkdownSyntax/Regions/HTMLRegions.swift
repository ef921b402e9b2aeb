import SourceText

/// Blocks of raw HTML that go on to their closing tag, over blank lines.
struct HTMLRegions {
  private var unclosedTags: Set<String> = []

  /// Takes the HTML block that begins on `line` out of the page; returns the first line behind what was taken.
  ///
  /// Where the tag says that its content is Markdown, only the tag itself is taken, and later its closing tag.
  mutating func extract(from page: inout Preparation, line: Int, content: ByteRange, dialect: MarkdownDialect) -> Int? {
    let bytes = page.text.bytes
    guard let name = tagName(bytes, at: content.lowerBound + 1, to: content.upperBound),
      Self.blockElements.contains(name)
    else { return extractClosingTag(from: &page, line: line, content: content) }
    guard let tagEnd = bytes[content.lowerBound...].firstIndex(of: UInt8(ascii: ">")) else {
      page.hasOpenEnd = true
      return nil
    }
    let tag = ByteRange(content.lowerBound, tagEnd + 1)
    if dialect.hasMarkdownInHTML, asksForMarkdown(bytes, tag) {
      page.blank(tag, as: .blockMarker)
      return nil
    }
    guard !unclosedTags.contains(name) else { return nil }
    guard let end = closingTagEnd(of: name, bytes, from: tag.upperBound) else {
      unclosedTags.insert(name)
      page.hasOpenEnd = true
      return nil
    }
    page.blank(ByteRange(content.lowerBound, end), as: .rawHTML)
    return page.text.lines.line(at: end - 1) + 1
  }

  /// A closing tag alone, which ends a block whose content was Markdown.
  private func extractClosingTag(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    let bytes = page.text.bytes
    guard content.count > 3, bytes[content.lowerBound + 1] == UInt8(ascii: "/"),
      let name = tagName(bytes, at: content.lowerBound + 2, to: content.upperBound),
      Self.blockElements.contains(name),
      let end = bytes[content.indices].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    page.blank(ByteRange(content.lowerBound, end + 1), as: .blockMarker)
    return line + 1
  }

  private func tagName(_ bytes: [UInt8], at start: Int, to end: Int) -> String? {
    var offset = start
    while offset < end, isASCIIAlphanumeric(bytes[offset]) { offset += 1 }
    guard offset > start, isASCIILetter(bytes[start]) else { return nil }
    if offset < end {
      let next = bytes[offset]
      guard isASCIIWhitespace(next) || next == UInt8(ascii: ">") || next == UInt8(ascii: "/") else { return nil }
    }
    return String(decoding: bytes[start..<offset].map { $0 | 0x20 }, as: UTF8.self)
  }

  private func asksForMarkdown(_ bytes: [UInt8], _ tag: ByteRange) -> Bool {
    let text = String(decoding: bytes[tag.indices], as: UTF8.self)
    for attribute in text.split(whereSeparator: { $0.isWhitespace || $0 == ">" }).dropFirst() {
      let parts = attribute.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.first == "markdown" else { continue }
      return parts.count == 1 || !["0", "\"0\"", "'0'", "\"false\""].contains(String(parts[1]))
    }
    return false
  }

  /// The offset behind the closing tag that balances an open `name`.
  private func closingTagEnd(of name: String, _ bytes: [UInt8], from start: Int) -> Int? {
    var depth = 1
    var offset = start
    while let open = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      let isClosing = open + 1 < bytes.count && bytes[open + 1] == UInt8(ascii: "/")
      if tagName(bytes, at: open + (isClosing ? 2 : 1), to: bytes.count) == name {
        depth += isClosing ? -1 : 1
        if depth == 0 { return (bytes[open...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1 }
      }
      offset = open + 1
    }
    return nil
  }

  /// The elements that begin a block wherever a line does.
  private static let blockElements: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "iframe", "legend", "li", "main", "map", "menu", "nav", "noframes", "noscript", "object", "ol",
    "output", "p", "pre", "progress", "script", "section", "style", "summary", "svg", "table", "tbody", "td",
    "template", "tfoot", "th", "thead", "tr", "ul", "video",
  ]
}
