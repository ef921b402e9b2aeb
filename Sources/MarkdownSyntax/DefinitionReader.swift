import SourceText

/// Reads the link definitions in a paragraph's content, each generator by its own grammar.
///
/// The content's lines have lost their indentation and end with `\n`, the last one too.
enum DefinitionReader {
  struct Definition {
    var range: ByteRange
    var label: ByteRange
    var destination: ByteRange
    /// The whole of the definition's lines, which are no prose.
    var lines: ByteRange
  }

  static func read(_ content: [UInt8], as references: MarkdownDialect.References) -> [Definition] {
    switch references {
    case .commonMark: atStart(content, reading: commonMark)
    case .kramdown: atStart(content, reading: kramdown)
    case .pythonMarkdown: onAnyLine(content)
    }
  }

  /// Definitions stand at the paragraph's head, one after another.
  private static func atStart(
    _ content: [UInt8],
    reading: (_ content: [UInt8], _ offset: Int) -> Definition?
  ) -> [Definition] {
    var definitions: [Definition] = []
    var offset = 0
    while offset < content.count, content[offset] == UInt8(ascii: "["), let definition = reading(content, offset) {
      definitions.append(definition)
      offset = definition.lines.upperBound
    }
    return definitions
  }

  /// Python-Markdown takes a definition out of any line of a block.
  private static func onAnyLine(_ content: [UInt8]) -> [Definition] {
    var definitions: [Definition] = []
    var offset = 0
    while offset < content.count {
      if content[offset] == UInt8(ascii: "["), let definition = pythonMarkdown(content, offset) {
        definitions.append(definition)
        offset = definition.lines.upperBound
      } else {
        offset = nextLine(content, from: offset)
      }
    }
    return definitions
  }

  // MARK: Grammars

  /// CommonMark 0.31, section 4.7.
  private static func commonMark(_ content: [UInt8], _ offset: Int) -> Definition? {
    guard let (label, colon) = LinkSyntax.label(content, at: offset), LinkSyntax.isUsableLabel(content, label),
      colon < content.count, content[colon] == UInt8(ascii: ":")
    else { return nil }
    let start = skipBlanksAndOneLineEnd(content, from: colon + 1)
    guard let destination = LinkSyntax.destination(content, at: start), destination.end > start else { return nil }
    let titleStart = skipBlanksAndOneLineEnd(content, from: destination.end)
    if titleStart > destination.end, let titleEnd = LinkSyntax.titleEnd(content, at: titleStart),
      let end = lineEnd(content, from: titleEnd)
    {
      return definition(offset, label, destination.range, titleEnd, end)
    }
    guard let end = lineEnd(content, from: destination.end) else { return nil }
    return definition(offset, label, destination.range, destination.end, end)
  }

  /// Python-Markdown: a label without brackets, a destination without white space, an optional title.
  private static func pythonMarkdown(_ content: [UInt8], _ offset: Int) -> Definition? {
    guard let close = content[(offset + 1)...].firstIndex(where: { isBracket($0) }),
      content[close] == UInt8(ascii: "]"), close + 1 < content.count, content[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let label = LinkSyntax.trimmed(content, ByteRange(offset + 1, close))
    let start = skipBlanksAndOneLineEnd(content, from: close + 2)
    var end = start
    while end < content.count, !isASCIIWhitespace(content[end]) { end += 1 }
    guard end > start else { return nil }
    let destination = withoutAngleBrackets(content, ByteRange(start, end))
    let titleStart = skipBlanksAndOneLineEnd(content, from: end)
    if titleStart < content.count, let closer = titleCloser(content[titleStart]) {
      let line = endOfLine(content, from: titleStart)
      let last = lastNonBlank(content, from: titleStart, to: line)
      if last - titleStart > 1, content[last - 1] == closer {
        return definition(offset, label, destination, last, nextLine(content, from: line))
      }
    }
    guard let next = lineEnd(content, from: end) else { return nil }
    return definition(offset, label, destination, end, next)
  }

  /// kramdown: the destination is the rest of the line, words and all, up to a quoted title.
  private static func kramdown(_ content: [UInt8], _ offset: Int) -> Definition? {
    let line = endOfLine(content, from: offset)
    guard let close = content[offset..<line].firstIndex(of: UInt8(ascii: "]")), close > offset + 1,
      close + 1 < line, content[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let label = ByteRange(offset + 1, close)
    let start = skipBlanks(content, from: close + 2)
    var end = lastNonBlank(content, from: start, to: line)
    guard end > start else { return nil }
    var titleEnd = end
    if content[start] == UInt8(ascii: "<"), let angle = content[start..<end].firstIndex(of: UInt8(ascii: ">")) {
      titleEnd = end
      return definition(offset, label, ByteRange(start + 1, angle), titleEnd, nextLine(content, from: line))
    }
    let quote = content[end - 1]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let opener = content[start..<end - 1].indices.dropFirst().first(where: {
        content[$0] == quote && isBlank(content[$0 - 1])
      })
    {
      titleEnd = end
      end = lastNonBlank(content, from: start, to: opener)
    } else if content[start..<end].indices.dropFirst().contains(where: {
      (content[$0] == UInt8(ascii: "\"") || content[$0] == UInt8(ascii: "'")) && isBlank(content[$0 - 1])
    }) {
      return nil
    }
    return definition(offset, label, ByteRange(start, end), titleEnd, nextLine(content, from: line))
  }

  // MARK: Pieces

  private static func definition(
    _ start: Int,
    _ label: ByteRange,
    _ destination: ByteRange,
    _ end: Int,
    _ next: Int
  ) -> Definition {
    Definition(
      range: ByteRange(start, end),
      label: label,
      destination: destination,
      lines: ByteRange(start, next)
    )
  }

  private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func titleCloser(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): byte
    case UInt8(ascii: "("): UInt8(ascii: ")")
    default: nil
    }
  }

  private static func withoutAngleBrackets(_ content: [UInt8], _ range: ByteRange) -> ByteRange {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, content[lower] == UInt8(ascii: "<") { lower += 1 }
    while upper > lower, content[upper - 1] == UInt8(ascii: ">") { upper -= 1 }
    return ByteRange(lower, upper)
  }

  private static func skipBlanks(_ content: [UInt8], from offset: Int) -> Int {
    var position = offset
    while position < content.count, isBlank(content[position]) { position += 1 }
    return position
  }

  private static func skipBlanksAndOneLineEnd(_ content: [UInt8], from offset: Int) -> Int {
    let position = skipBlanks(content, from: offset)
    guard position < content.count, content[position] == UInt8(ascii: "\n") else { return position }
    return skipBlanks(content, from: position + 1)
  }

  private static func lastNonBlank(_ content: [UInt8], from start: Int, to end: Int) -> Int {
    var position = end
    while position > start, isBlank(content[position - 1]) { position -= 1 }
    return position
  }

  private static func endOfLine(_ content: [UInt8], from offset: Int) -> Int {
    content[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
  }

  private static func nextLine(_ content: [UInt8], from offset: Int) -> Int {
    min(content.count, endOfLine(content, from: offset) + 1)
  }

  /// The start of the next line where only blanks stand between `offset` and the line's end.
  private static func lineEnd(_ content: [UInt8], from offset: Int) -> Int? {
    let position = skipBlanks(content, from: offset)
    if position >= content.count { return content.count }
    return content[position] == UInt8(ascii: "\n") ? position + 1 : nil
  }
}
