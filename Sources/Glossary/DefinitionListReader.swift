import MarkdownSyntax
import SourceText

/// Finds the terms of definition lists: lines of text over a line that begins with `: `.
enum DefinitionListReader {
  static func entries(of page: ParsedPage) -> [Entry] {
    var entries: [Entry] = []
    for block in page.blocks where block.kind == .paragraph {
      let first = page.text.lines.line(at: block.range.lowerBound)
      let last = page.text.lines.line(at: block.range.upperBound)
      var terms: [ByteRange] = []
      for line in first...last {
        let content = trimmed(page.text.lineContent(line), page.text)
        guard !content.isEmpty else { continue }
        if isDefinition(content, page.text), !terms.isEmpty || line > first {
          for term in terms { entries.append(entry(term, body: content, page)) }
          if terms.isEmpty, !entries.isEmpty {
            extend(&entries[entries.count - 1], to: content.upperBound)
          }
          terms = []
        } else if isBehindDefinition(entries.last, line: line, page.text), terms.isEmpty, line > first {
          extend(&entries[entries.count - 1], to: content.upperBound)
        } else {
          terms = [content]
        }
      }
    }
    return entries
  }

  private static func entry(_ term: ByteRange, body: ByteRange, _ page: ParsedPage) -> Entry {
    Entry(
      kind: .definitionList,
      title: page.text[term],
      titleRange: term,
      range: ByteRange(term.lowerBound, body.upperBound),
      body: ByteRange(body.lowerBound + 1, body.upperBound),
      headings: 0..<0,
      level: 0
    )
  }

  private static func extend(_ entry: inout Entry, to end: Int) {
    entry.range = ByteRange(entry.range.lowerBound, end)
    entry.body = ByteRange(entry.body.lowerBound, end)
  }

  private static func isDefinition(_ content: ByteRange, _ text: SourceText) -> Bool {
    guard content.count > 1, text.bytes[content.lowerBound] == UInt8(ascii: ":") else { return false }
    return SeeAlsoReader.isWhitespace(text.bytes[content.lowerBound + 1])
  }

  /// Whether a line directly follows a definition, whose text it then continues.
  private static func isBehindDefinition(_ entry: Entry?, line: Int, _ text: SourceText) -> Bool {
    guard let entry else { return false }
    return text.lines.line(at: entry.range.upperBound) == line - 1
  }

  private static func trimmed(_ range: ByteRange, _ text: SourceText) -> ByteRange {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, SeeAlsoReader.isWhitespace(text.bytes[lower]) { lower += 1 }
    while upper > lower, SeeAlsoReader.isWhitespace(text.bytes[upper - 1]) { upper -= 1 }
    return ByteRange(lower, upper)
  }
}
