import SourceText

/// Liquid tags and values, which are replaced before a page is Markdown.
struct Liquid {
  private static let hiddenBlocks: Set<String> = [
    "comment", "highlight", "javascript", "style", "schema", "stylesheet",
  ]

  private let isWithinLine: Bool
  private var tagEnds = NextMatch()
  private var valueEnds = NextMatch()
  private var lineEnds = NextMatch()
  /// The blocks that nothing closes any more.
  private var unclosed: Set<String> = []

  /// Takes all tags out of the page, from `start` on.
  static func extract(from page: inout Preparation, start: Int, liquid: MarkdownDialect.Liquid) {
    guard liquid != .none else { return }
    var reader = Liquid(isWithinLine: liquid == .withinLine)
    reader.run(&page, from: start)
  }

  private init(isWithinLine: Bool) { self.isWithinLine = isWithinLine }

  private mutating func run(_ page: inout Preparation, from start: Int) {
    var offset = start
    while let open = nextOpening(page.text.bytes, from: offset) {
      guard let tag = tag(page.text.bytes, at: open) else {
        if !isWithinLine { page.hasOpenEnd = true }
        offset = open + 2
        continue
      }
      page.tags.append(tag)
      offset = tag.range.upperBound
      if !isWithinLine, tag.name == "raw" {
        remove(tag.range, from: &page)
        guard let close = rawEnd(page.text.bytes, from: offset) else {
          page.hasOpenEnd = true
          continue
        }
        remove(close, from: &page)
        page.passedOver.append(ByteRange(tag.range.upperBound, close.lowerBound))
        offset = close.upperBound
      } else if !isWithinLine, Self.hiddenBlocks.contains(tag.name),
        let end = blockEnd(tag.name, page.text.bytes, from: offset)
      {
        removeBlock(ByteRange(open, end), from: &page)
        offset = end
      } else {
        // A block's tag comes here only where nothing closes the block.
        if !isWithinLine, Self.hiddenBlocks.contains(tag.name) { page.hasOpenEnd = true }
        remove(tag.range, from: &page)
      }
    }
  }

  private func nextOpening(_ bytes: [UInt8], from start: Int) -> Int? {
    var offset = start
    while let brace = ByteWord.firstOffset(of: UInt8(ascii: "{"), in: bytes.span, from: offset) {
      guard brace + 1 < bytes.count else { return nil }
      if bytes[brace + 1] == UInt8(ascii: "%") || bytes[brace + 1] == UInt8(ascii: "{") { return brace }
      offset = brace + 1
    }
    return nil
  }

  /// A tag that is alone on its lines leaves an empty line, another one a word.
  private func remove(_ range: ByteRange, from page: inout Preparation) {
    let first = page.text.lines.line(at: range.lowerBound)
    let last = page.text.lines.line(at: max(range.lowerBound, range.upperBound - 1))
    let before = page.text.firstNonBlank(from: page.text.start(of: first), to: range.lowerBound)
    let after = page.text.firstNonBlank(from: range.upperBound, to: page.text.end(of: last))
    if before == range.lowerBound, after == page.text.end(of: last) {
      page.blank(range, as: .liquidTag)
    } else {
      page.fill(range, as: .liquidTag)
    }
  }

  /// What follows a block on its last line begins that line, unless words stand before the block.
  private func removeBlock(_ range: ByteRange, from page: inout Preparation) {
    page.blank(range, as: .liquidBlock)
    let last = page.text.lines.line(at: range.upperBound - 1)
    let start = page.text.start(of: last)
    let end = page.text.end(of: last)
    let isAtStart = page.text.firstNonBlank(from: start, to: range.upperBound) == range.upperBound
    if isAtStart, page.text.firstNonBlank(from: range.upperBound, to: end) < end {
      // The indentation before the block stays.
      page.skip(to: range.upperBound - max(0, range.lowerBound - start), on: last)
    }
  }

  private mutating func tag(_ bytes: [UInt8], at open: Int) -> TemplateTag? {
    let isValue = bytes[open + 1] == UInt8(ascii: "{")
    return end(bytes, of: open).map { tag(bytes, open: open, close: $0, isValue: isValue) }
  }

  /// The offset of the signs that close a tag or value.
  private mutating func end(_ bytes: [UInt8], of open: Int) -> Int? {
    func isEnd(_ offset: Int, _ sign: UInt8) -> Bool {
      bytes[offset] == sign && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "}")
    }
    let close =
      bytes[open + 1] == UInt8(ascii: "{")
      ? valueEnds.first(from: open + 2, to: bytes.count) { isEnd($0, UInt8(ascii: "}")) }
      : tagEnds.first(from: open + 2, to: bytes.count) { isEnd($0, UInt8(ascii: "%")) }
    guard let close else { return nil }
    guard isWithinLine else { return close }
    let lineEnd = lineEnds.first(from: open, to: bytes.count) {
      bytes[$0] == UInt8(ascii: "\n") || bytes[$0] == UInt8(ascii: "\r")
    }
    return lineEnd.map { close < $0 } ?? true ? close : nil
  }

  private func tag(_ bytes: [UInt8], open: Int, close: Int, isValue: Bool) -> TemplateTag {
    let range = ByteRange(open, close + 2)
    var start = open + 2
    var end = close
    if start < end, bytes[start] == UInt8(ascii: "-") { start += 1 }
    if start < end, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    let content = LinkSyntax.trimmed(bytes, ByteRange(start, end))
    if isValue { return TemplateTag(name: "output", argument: content, range: range) }
    var nameEnd = content.lowerBound
    while nameEnd < content.upperBound, !isASCIIWhitespace(bytes[nameEnd]) { nameEnd += 1 }
    return TemplateTag(
      name: String(decoding: bytes[content.lowerBound..<nameEnd], as: UTF8.self),
      argument: LinkSyntax.trimmed(bytes, ByteRange(nameEnd, content.upperBound)),
      range: range
    )
  }

  /// The tag that ends a `raw` block, which may begin within what looks like a tag.
  private mutating func rawEnd(_ bytes: [UInt8], from start: Int) -> ByteRange? {
    if unclosed.contains("raw") { return nil }
    var offset = start
    while let open = nextOpening(bytes, from: offset) {
      offset = open + 2
      if isTag(bytes, at: open, named: "endraw"), let close = end(bytes, of: open) { return ByteRange(open, close + 2) }
    }
    unclosed.insert("raw")
    return nil
  }

  /// The offset behind the tag that ends a block, which may hold others of its name, and `raw` blocks.
  private mutating func blockEnd(_ name: String, _ bytes: [UInt8], from start: Int) -> Int? {
    if unclosed.contains(name) { return nil }
    var depth = 1
    var offset = start
    while let open = nextOpening(bytes, from: offset) {
      guard let close = end(bytes, of: open) else {
        offset = open + 2
        continue
      }
      offset = close + 2
      if isTag(bytes, at: open, named: "raw") {
        offset = rawEnd(bytes, from: offset)?.upperBound ?? offset
      } else if isTag(bytes, at: open, named: name) {
        depth += 1
      } else if isTag(bytes, at: open, named: "end" + name) {
        depth -= 1
        if depth == 0 { return offset }
      }
    }
    unclosed.insert(name)
    return nil
  }

  private func isTag(_ bytes: [UInt8], at open: Int, named name: String) -> Bool {
    guard bytes[open + 1] == UInt8(ascii: "%") else { return false }
    var start = open + 2
    if start < bytes.count, bytes[start] == UInt8(ascii: "-") { start += 1 }
    start = LinkSyntax.skipWhitespace(bytes, from: start)
    let end = start + name.utf8.count
    guard end < bytes.count, bytes[start..<end].elementsEqual(name.utf8) else { return false }
    return isASCIIWhitespace(bytes[end]) || bytes[end] == UInt8(ascii: "%") || bytes[end] == UInt8(ascii: "-")
  }
}

/// Where something stands next, searched for only once however often it is asked for.
private struct NextMatch {
  private var searched = 0..<0
  private var found: Int?

  /// The first offset in `start..<end` that matches.
  mutating func first(from start: Int, to end: Int, where matches: (Int) -> Bool) -> Int? {
    if searched.contains(start) || start == found { return found }
    found = (start..<max(start, end)).first(where: matches)
    searched = start..<(found ?? end)
    return found
  }
}
