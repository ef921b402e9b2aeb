import SourceText

/// Takes out of a page what Markdown must not look into, line by line, as the dialect's switches say.
struct RegionReader {
  /// The prepared page, and the range of its front matter's YAML.
  static func prepare(_ source: SourceText, dialect: MarkdownDialect) -> (page: Preparation, frontMatter: ByteRange?) {
    var page = Preparation(source)
    page.text.hasPipesInCode = dialect.references != .commonMark
    let front = dialect.hasFrontMatter ? FrontMatter.extract(from: &page) : nil
    let first = front?.nextLine ?? 0
    Liquid.extract(from: &page, start: page.text.lines.start(of: first), liquid: dialect.liquid)
    if dialect != .commonMark { readLines(of: &page, from: first, dialect: dialect) }
    page.passedOver.sort()
    page.regions.sort { $0.range < $1.range }
    page.tags.sort { $0.range < $1.range }
    return (page, front?.yaml)
  }

  private static func readLines(of page: inout Preparation, from first: Int, dialect: MarkdownDialect) {
    var reader = RegionReader(dialect: dialect, firstLine: first)
    var line = first
    while line < page.text.lines.count {
      reader.bodies.enter(line, of: &page)
      let content = page.trimmedLine(line)
      let next = content.isEmpty ? nil : reader.readLine(line, content: content, of: &page)
      if let next, next > line + 1 {
        for inner in line + 1..<next { reader.bodies.enter(inner, of: &page) }
        page.passedOver.append(ByteRange(page.text.lines.start(of: line + 1), page.text.lines.start(of: next)))
      }
      line = next ?? line + 1
    }
  }

  private let dialect: MarkdownDialect
  private let firstLine: Int
  private var bodies = IndentedBodies()
  private var fences = Fences()
  private var html: HTMLRegions
  /// The last line that began a footnote.
  private var lastFootnote = -1

  private init(dialect: MarkdownDialect, firstLine: Int) {
    self.dialect = dialect
    self.firstLine = firstLine
    html = HTMLRegions(dialect)
  }

  /// Reads what a line begins; returns the line at which to go on, nil for the next one.
  private mutating func readLine(_ line: Int, content: ByteRange, of page: inout Preparation) -> Int? {
    switch page.text.bytes[content.lowerBound] {
    case UInt8(ascii: "/") where dialect.hasBlockMarkers:
      return BlockMarkers.extractFence(from: &page, line: line, content: content)
    case UInt8(ascii: "!") where dialect.hasIndentedContainers,
      UInt8(ascii: "?") where dialect.hasIndentedContainers,
      UInt8(ascii: "=") where dialect.hasIndentedContainers:
      return BlockMarkers.extractIndented(from: &page, line: line, content: content, bodies: &bodies)
    case UInt8(ascii: "<"):
      return dialect.htmlBlocks == .untilClosingTag
        ? html.extract(from: &page, line: line, content: content)
        : html.lineBehindBlock(in: page, line: line, content: content)
    case UInt8(ascii: "[") where dialect.hasFootnotes:
      openFootnote(in: &page, line: line, content: content)
      return nil
    case UInt8(ascii: ":") where dialect.hasDefinitionLists:
      if content.count > 1, isASCIIWhitespace(page.text.bytes[content.lowerBound + 1]), line > firstLine {
        bodies.open(behind: line, of: page, isLazy: true)
      }
      return nil
    case UInt8(ascii: "{") where dialect.hasAttributeLists && dialect.references == .kramdown:
      return KramdownExtensions.extract(from: &page, line: line, content: content)
    case UInt8(ascii: "*") where dialect.hasAbbreviations && extractAbbreviation(from: &page, content: content):
      return line + 1
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ">"), UInt8(ascii: "`"),
      UInt8(ascii: "~"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if dialect.hasSnippets, let next = Snippets.extract(from: &page, line: line, content: content) { return next }
      return fences.skip(in: &page, line: line, content: content, dialect: dialect)
    default:
      return nil
    }
  }

  /// `*[HTML]: Hypertext Markup Language`
  private func extractAbbreviation(from page: inout Preparation, content: ByteRange) -> Bool {
    guard
      let label = label(behind: UInt8(ascii: "["), at: content.lowerBound + 1, to: content.upperBound, in: page.text)
    else { return false }
    let expansion = LinkSyntax.trimmed(page.text.bytes, ByteRange(label.upperBound + 2, content.upperBound))
    guard !expansion.isEmpty else { return false }
    page.abbreviations.append(Abbreviation(label: label, expansion: expansion))
    page.blank(content, as: .abbreviation)
    return true
  }

  /// `[^1]: text`, whose further paragraphs are indented. The marker becomes a word, so that it is no reference.
  private mutating func openFootnote(in page: inout Preparation, line: Int, content: ByteRange) {
    guard
      let label = label(behind: UInt8(ascii: "^"), at: content.lowerBound + 1, to: content.upperBound, in: page.text)
    else { return }
    // For kramdown a footnote does not interrupt a paragraph.
    if dialect.references == .kramdown, line > firstLine, lastFootnote != line - 1, !page.trimmedLine(line - 1).isEmpty
    {
      return
    }
    lastFootnote = line
    bodies.open(behind: line, of: page, isLazy: dialect.references != .kramdown)
    page.fill(ByteRange(content.lowerBound, label.upperBound + 2), as: .blockMarker)
  }

  /// The label behind a sign at `start`, up to the first `]`, where it is not empty and a `:` follows it.
  private func label(behind sign: UInt8, at start: Int, to end: Int, in text: PreparedText) -> ByteRange? {
    guard start < end, text.bytes[start] == sign,
      let close = text.bytes[start..<end].firstIndex(of: UInt8(ascii: "]")), close > start + 1, close + 1 < end,
      text.bytes[close + 1] == UInt8(ascii: ":")
    else { return nil }
    return ByteRange(start + 1, close)
  }
}
