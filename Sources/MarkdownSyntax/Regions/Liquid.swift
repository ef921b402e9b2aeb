import SourceText

/// Liquid tags and values, which are replaced before a page is Markdown.
struct Liquid {
  private static let hiddenBlocks: Set<String> = [
    "comment", "highlight", "javascript", "style", "schema", "stylesheet",
  ]

  private let isWithinLine: Bool
  // What was searched for in vain is not searched for again, so that a page is read in time proportional to its length.
  /// The offset up to which no `%}` follows what was read.
  private var noTagEndBefore = 0
  /// The offset up to which no `}}` follows what was read.
  private var noValueEndBefore = 0
  /// The end tags that do not follow what was read.
  private var missingEndTags: Set<String> = []

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
        guard let close = endTag("endraw", page.text.bytes, from: offset) else {
          page.hasOpenEnd = true
          continue
        }
        remove(close, from: &page)
        offset = close.upperBound
      } else if !isWithinLine, Self.hiddenBlocks.contains(tag.name),
        let close = endTag("end" + tag.name, page.text.bytes, from: offset)
      {
        page.blank(ByteRange(open, close.upperBound), as: .liquidBlock)
        offset = close.upperBound
      } else {
        // A block's tag comes here only where nothing closes the block.
        if !isWithinLine, Self.hiddenBlocks.contains(tag.name) { page.hasOpenEnd = true }
        remove(tag.range, from: &page)
      }
    }
  }

  private func nextOpening(_ bytes: [UInt8], from start: Int) -> Int? {
    var offset = start
    while let brace = bytes[offset...].firstIndex(of: UInt8(ascii: "{")) {
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

  private mutating func tag(_ bytes: [UInt8], at open: Int) -> TemplateTag? {
    let isValue = bytes[open + 1] == UInt8(ascii: "{")
    if open < (isValue ? noValueEndBefore : noTagEndBefore) { return nil }
    let sign = isValue ? UInt8(ascii: "}") : UInt8(ascii: "%")
    var position = open + 2
    while position + 1 < bytes.count {
      if bytes[position] == sign, bytes[position + 1] == UInt8(ascii: "}") {
        return tag(bytes, open: open, close: position, isValue: isValue)
      }
      if isWithinLine, bytes[position] == UInt8(ascii: "\n") { break }
      position += 1
    }
    if isValue { noValueEndBefore = position } else { noTagEndBefore = position }
    return nil
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

  private mutating func endTag(_ name: String, _ bytes: [UInt8], from start: Int) -> ByteRange? {
    if missingEndTags.contains(name) { return nil }
    var offset = start
    while let open = nextOpening(bytes, from: offset) {
      offset = open + 2
      if bytes[open + 1] == UInt8(ascii: "%"), isNamed(name, bytes, from: offset), let tag = tag(bytes, at: open) {
        return tag.range
      }
    }
    missingEndTags.insert(name)
    return nil
  }

  /// Whether a tag's content begins with a name.
  private func isNamed(_ name: String, _ bytes: [UInt8], from start: Int) -> Bool {
    var offset = start
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    while offset < bytes.count, isASCIIWhitespace(bytes[offset]) { offset += 1 }
    let end = offset + name.utf8.count
    guard end < bytes.count, bytes[offset..<end].elementsEqual(name.utf8) else { return false }
    return isASCIIWhitespace(bytes[end]) || bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "%")
  }
}
