import SourceText

/// Raw HTML at the head of lines, as generators read it whose blocks go on to their closing tag, over blank lines.
///
/// What such a generator leaves alone is taken out of the page; a tag that is no block's, and one that is cut off, stay
/// in their paragraph, of which CommonMark would make a block.
struct HTMLRegions {
  /// What stands at a `<`.
  private enum Construct {
    /// Words, or a tag within a paragraph, which ends on a line.
    case inline(lastLine: Int?)
    /// What the block parser reads by itself.
    case block
    /// Up to where a block is left alone, and what it is.
    case region(end: Int, Region.Kind)
  }

  private let isKramdown: Bool
  private let hasMarkdownInHTML: Bool
  private var hasNoCommentEnd = false
  /// The kinds of blocks that nothing ends any more.
  private var endless: Set<HTMLBlockOpening> = []
  private var hasNoInstructionEnd = false
  /// The last line on which something follows a block that was taken out.
  private var resumedLine = -1

  init(_ dialect: MarkdownDialect) {
    isKramdown = dialect.references == .kramdown
    hasMarkdownInHTML = dialect.hasMarkdownInHTML
  }

  /// Reads the HTML that a line's content begins with; returns the line at which to go on, the same one where Markdown
  /// follows on it.
  mutating func extract(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    // Python-Markdown takes out HTML before it knows of blocks that are indented.
    guard isKramdown || line == resumedLine || content.lowerBound - page.text.lines.start(of: line) < 4 else {
      page.text.hideFromBlocks(ByteRange(content.lowerBound, content.lowerBound + 1))
      return nil
    }
    let isClosingTag = content.count > 1 && page.text.bytes[content.lowerBound + 1] == UInt8(ascii: "/")
    switch construct(&page, at: content) {
    case .block: return lineBehindBlock(in: page, line: line, content: content)
    case .inline(let last):
      page.text.hideFromBlocks(ByteRange(content.lowerBound, content.lowerBound + 1))
      return last.map { $0 + 1 }
    case .region(let end, let kind):
      if end == page.text.bytes.count { page.hasOpenEnd = true }
      let indent = content.lowerBound - page.text.start(of: line)
      let whole = ByteRange(content.lowerBound, end)
      let parts = kind == .rawHTML && isKramdown ? rawParts(of: whole, in: page.text.bytes) : [whole]
      for part in parts { page.blank(part, as: kind) }
      for part in parts.dropFirst() { _ = resume(behind: part, indent: indent, in: &page) }
      guard let rest = resume(behind: parts[0], indent: indent, in: &page) else {
        return page.text.lines.line(at: parts[0].upperBound - 1) + 1
      }
      let last = page.text.lines.line(at: rest)
      if isClosingTag {
        // Behind a closing tag alone no other block begins.
        if page.text.bytes[rest] == UInt8(ascii: "<") { page.text.hideFromBlocks(ByteRange(rest, rest + 1)) }
        return last + 1
      }
      resumedLine = last
      return last
    }
  }

  /// Lets what follows on the line of a region's end begin a block, as far to the right as the HTML did; returns its
  /// offset, nil where nothing follows or words stand before the region.
  private func resume(behind region: ByteRange, indent: Int, in page: inout Preparation) -> Int? {
    let last = page.text.lines.line(at: region.upperBound - 1)
    let start = page.text.start(of: last)
    let lineEnd = page.text.end(of: last)
    let end = min(region.upperBound, lineEnd)
    let rest = page.text.firstNonBlank(from: end, to: lineEnd)
    guard rest < lineEnd, page.text.firstNonBlank(from: min(start, end), to: end) == end else { return nil }
    page.skip(to: max(end - indent, start), on: last)
    return rest
  }

  /// What kramdown leaves alone of an element: all but the content of those within it that ask for Markdown.
  private func rawParts(of element: ByteRange, in bytes: [UInt8]) -> [ByteRange] {
    var parts: [ByteRange] = []
    var start = element.lowerBound
    var offset = start + 1
    while hasMarkdownInHTML, let open = bytes[offset..<element.upperBound].firstIndex(of: UInt8(ascii: "<")) {
      offset = open + 1
      guard let tag = HTMLTag(in: bytes, at: open), tag.form == .opening, isBlock(tag.name),
        asksForMarkdown(tag, in: bytes)
      else { continue }
      let end = min(tag.elementEnd(in: bytes), element.upperBound)
      guard let close = bytes[tag.range.upperBound..<max(end, tag.range.upperBound)].lastIndex(of: UInt8(ascii: "<"))
      else { continue }
      parts.append(ByteRange(start, tag.range.upperBound))
      start = close
      offset = end
    }
    return parts + [ByteRange(start, element.upperBound)]
  }

  /// The line behind the block of raw HTML that the block parser finds where a line's content begins; nil where it
  /// finds none, or none that ends.
  mutating func lineBehindBlock(in page: Preparation, line: Int, content: ByteRange) -> Int? {
    let bytes = page.text.bytes.span
    let isInParagraph = line > 0 && !page.trimmedLine(line - 1).isEmpty
    guard content.lowerBound - page.text.start(of: line) < 4,
      let opening = HTMLBlockOpening(
        bytes,
        at: content.lowerBound,
        to: content.upperBound,
        interruptsParagraph: isInParagraph
      )
    else { return nil }
    if endless.contains(opening) { return nil }
    var next = line
    while next < page.text.lines.count {
      let range = page.line(next)
      if opening.endsAtBlankLine, page.trimmedLine(next).isEmpty { return next }
      if opening.ends(in: bytes, from: range.lowerBound, to: range.upperBound) { return next + 1 }
      next += 1
    }
    if !opening.endsAtBlankLine { endless.insert(opening) }
    return opening.endsAtBlankLine ? next : nil
  }

  private mutating func construct(_ page: inout Preparation, at content: ByteRange) -> Construct {
    let start = content.lowerBound
    guard start + 1 < content.upperBound else { return .inline(lastLine: nil) }
    switch page.text.bytes[start + 1] {
    case UInt8(ascii: "!"):
      return page.text.bytes[start...].starts(with: "<!--".utf8) ? comment(&page, at: start) : .block
    case UInt8(ascii: "?"):
      if Self.find("?>", in: &page, from: start + 2, unless: &hasNoInstructionEnd) != nil { return .block }
      return .inline(lastLine: nil)
    default:
      guard let tag = HTMLTag(in: page.text.bytes, at: start), isBlock(tag.name) else {
        return .inline(lastLine: nil)
      }
      if tag.form == .cutOff { page.hasOpenEnd = true }
      return tag.form == .cutOff ? .inline(lastLine: nil) : block(tag, in: page.text.bytes)
    }
  }

  /// A comment is a block, unless words follow it on its last line.
  private mutating func comment(_ page: inout Preparation, at start: Int) -> Construct {
    guard let close = Self.find("-->", in: &page, from: start + 4, unless: &hasNoCommentEnd) else {
      return .inline(lastLine: nil)
    }
    let last = page.text.lines.line(at: close)
    let end = page.text.end(of: last)
    return page.text.firstNonBlank(from: close + 3, to: end) == end ? .block : .inline(lastLine: last)
  }

  /// The offset of a text behind `start`, unless it was looked for in vain before.
  private static func find(
    _ text: String,
    in page: inout Preparation,
    from start: Int,
    unless isMissing: inout Bool
  ) -> Int? {
    if isMissing { return nil }
    let found = HTMLComment.index(of: text, page.text.bytes, from: start, to: page.text.bytes.count)
    if found == nil {
      isMissing = true
      page.hasOpenEnd = true
    }
    return found
  }

  private func block(_ tag: HTMLTag, in bytes: [UInt8]) -> Construct {
    if tag.form == .closing || asksForMarkdown(tag, in: bytes) {
      return .region(end: tag.range.upperBound, .blockMarker)
    }
    let isEmpty = tag.form == .empty || Self.voidElements.contains(tag.name)
    return .region(end: isEmpty ? tag.range.upperBound : tag.elementEnd(in: bytes), .rawHTML)
  }

  /// Whether a tag says that its content is Markdown.
  private func asksForMarkdown(_ tag: HTMLTag, in bytes: [UInt8]) -> Bool {
    guard hasMarkdownInHTML, let value = tag.value(of: "markdown", in: bytes) else { return false }
    return value == "1" || value == "block" || value == "span" || value.isEmpty && !isKramdown
  }

  private func isBlock(_ name: String) -> Bool {
    isKramdown ? !Self.spanElements.contains(name) : Self.blockElements.contains(name)
  }

  /// The elements that begin a block for Python-Markdown.
  private static let blockElements: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "canvas", "center", "colgroup", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "group", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "iframe", "legend", "li", "main", "map", "math", "menu", "nav", "noscript", "object", "ol",
    "option", "output", "p", "pre", "progress", "script", "section", "style", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul", "video",
  ]

  /// The elements that begin none for kramdown.
  private static let spanElements: Set<String> = [
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small",
    "span", "strong", "sub", "sup", "tt", "u", "var",
  ]

  /// The elements that have no content and no closing tag (HTML Living Standard, section 13.1.2).
  private static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
}
