import SourceText

/// Takes out of a page what Markdown must not look into, line by line, as the dialect's switches say.
enum RegionReader {
  /// The prepared page, and the range of its front matter's YAML.
  static func prepare(_ source: SourceText, dialect: MarkdownDialect) -> (page: Preparation, frontMatter: ByteRange?) {
    var page = Preparation(source)
    let front = dialect.hasFrontMatter ? FrontMatter.extract(from: &page) : nil
    let first = front?.nextLine ?? 0
    Liquid.extract(from: &page, start: page.text.lines.start(of: first), liquid: dialect.liquid)
    if dialect != .commonMark { readLines(of: &page, from: first, dialect: dialect) }
    page.regions.sort { $0.range < $1.range }
    page.tags.sort { $0.range < $1.range }
    return (page, front?.yaml)
  }

  private static func readLines(of page: inout Preparation, from first: Int, dialect: MarkdownDialect) {
    var fences = Fences()
    var html = HTMLRegions()
    var line = first
    while line < page.text.lines.count {
      let end = page.text.end(of: line)
      let content = ByteRange(page.text.firstNonBlank(from: page.text.start(of: line), to: end), end)
      if content.isEmpty {
        line += 1
        continue
      }
      var next: Int?
      switch page.text.bytes[content.lowerBound] {
      case UInt8(ascii: "/") where dialect.hasBlockMarkers:
        next = BlockMarkers.extractFence(from: &page, line: line, content: content)
      case UInt8(ascii: "!") where dialect.hasIndentedContainers,
        UInt8(ascii: "?") where dialect.hasIndentedContainers,
        UInt8(ascii: "=") where dialect.hasIndentedContainers:
        next = BlockMarkers.extractIndented(from: &page, line: line, content: content)
      case UInt8(ascii: "<") where dialect.htmlBlocks == .untilClosingTag:
        next = html.extract(from: &page, line: line, content: content, dialect: dialect)
      case UInt8(ascii: "[") where dialect.hasFootnotes:
        dedentFootnote(in: &page, line: line, content: content)
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ">"), UInt8(ascii: "`"),
        UInt8(ascii: "~"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if dialect.hasSnippets { next = Snippets.extract(from: &page, line: line, content: content) }
        if dialect.hasAbbreviations, next == nil {
          next = extractAbbreviation(from: &page, line: line, content: content)
        }
        next = next ?? fences.skip(in: &page, line: line, content: content, dialect: dialect)
      default: break
      }
      line = next ?? line + 1
    }
  }

  /// `*[HTML]: Hypertext Markup Language`
  private static func extractAbbreviation(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    let bytes = page.text.bytes
    guard content.count > 5, bytes[content.lowerBound] == UInt8(ascii: "*"),
      bytes[content.lowerBound + 1] == UInt8(ascii: "["),
      let close = labelEnd(content, bytes)
    else { return nil }
    page.abbreviations.append(
      Abbreviation(
        label: ByteRange(content.lowerBound + 2, close),
        expansion: LinkSyntax.trimmed(bytes, ByteRange(close + 2, content.upperBound))
      )
    )
    page.blank(content, as: .abbreviation)
    return line + 1
  }

  /// A footnote's further paragraphs are indented by four blanks.
  private static func dedentFootnote(in page: inout Preparation, line: Int, content: ByteRange) {
    guard content.count > 4, page.text.bytes[content.lowerBound + 1] == UInt8(ascii: "^"),
      labelEnd(content, page.text.bytes) != nil
    else { return }
    BlockMarkers.dedentBody(of: &page, behind: line)
  }

  /// The offset of the first `]` of a line, where a `:` follows it.
  private static func labelEnd(_ content: ByteRange, _ bytes: [UInt8]) -> Int? {
    guard let close = bytes[content.indices].firstIndex(of: UInt8(ascii: "]")), close + 1 < content.upperBound,
      bytes[close + 1] == UInt8(ascii: ":")
    else { return nil }
    return close
  }
}
