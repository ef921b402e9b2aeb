import MarkdownSyntax
import SourceText

/// Finds the terms of definition lists: the lines of a paragraph over a line that begins with `: `.
struct DefinitionListReader {
  private let page: ParsedPage
  private var entries: [Entry] = []

  /// The lines that are terms where a definition follows.
  private var terms: [ByteRange] = []

  /// How many blocks contain the paragraph of the last terms.
  private var depth: UInt8 = 0

  /// The entries whose definition may go on.
  private var current = 0..<0

  static func entries(of page: ParsedPage) -> [Entry] {
    var reader = DefinitionListReader(page: page)
    for block in page.blocks { reader.read(block) }
    return reader.entries
  }

  private init(page: ParsedPage) { self.page = page }

  private mutating func read(_ block: Block) {
    if isIndented(block), !current.isEmpty {
      extend(to: block.range.upperBound)
    } else {
      if block.kind != .paragraph || block.depth != depth { forget() }
      depth = block.depth
      if block.kind == .paragraph { readLines(of: block.range) }
    }
  }

  private mutating func forget() {
    current = 0..<0
    terms = []
  }

  private mutating func readLines(of paragraph: ByteRange) {
    let text = page.text
    let first = text.lines.line(at: paragraph.lowerBound)
    var isBehindDefinition = false
    for line in first...max(first, text.lines.line(at: paragraph.upperBound)) {
      let range = text.lineContent(line)
      let content = trimmed(ByteRange(max(range.lowerBound, paragraph.lowerBound), range.upperBound))
      if isDefinition(content) {
        beginDefinition(content)
        isBehindDefinition = true
      } else if isBehindDefinition {
        extend(to: content.upperBound)
      } else {
        if line == first { forget() }
        terms.append(content)
      }
    }
  }

  /// Takes a line that begins with `: ` for the definition of the terms above it, or for another one of the same terms.
  private mutating func beginDefinition(_ content: ByteRange) {
    extend(to: content.upperBound)
    guard !terms.isEmpty else { return }
    current = entries.count..<entries.count + terms.count
    for term in terms {
      entries.append(
        Entry(
          kind: .definitionList,
          title: page.plainText(in: term),
          titleRange: term,
          range: ByteRange(term.lowerBound, content.upperBound),
          body: ByteRange(content.lowerBound + 1, content.upperBound),
          headings: 0..<0,
          level: 0
        )
      )
    }
    terms = []
  }

  private mutating func extend(to end: Int) {
    guard terms.isEmpty else { return }
    for index in current {
      entries[index].range = ByteRange(entries[index].range.lowerBound, end)
      entries[index].body = ByteRange(entries[index].body.lowerBound, end)
    }
  }

  /// Whether a block stands so far to the right that it belongs to a definition above it.
  private func isIndented(_ block: Block) -> Bool {
    let start = page.text.lines.start(of: page.text.lines.line(at: block.range.lowerBound))
    let indentation = page.text.slice(ByteRange(start, block.range.lowerBound))
    return indentation.first == UInt8(ascii: "\t") || indentation.count > 1 && indentation.first == UInt8(ascii: " ")
  }

  private func isDefinition(_ content: ByteRange) -> Bool {
    content.count > 1 && page.text.bytes[content.lowerBound] == UInt8(ascii: ":")
      && SeeAlsoReader.isWhitespace(page.text.bytes[content.lowerBound + 1])
  }

  private func trimmed(_ range: ByteRange) -> ByteRange {
    let bytes = page.text.bytes
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, SeeAlsoReader.isWhitespace(bytes[lower]) { lower += 1 }
    while upper > lower, SeeAlsoReader.isWhitespace(bytes[upper - 1]) { upper -= 1 }
    return ByteRange(lower, upper)
  }
}
