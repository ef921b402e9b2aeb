import MarkdownSyntax
import SourceText
import Workspace

/// The brackets that the cursor stands in, as they are while somebody types: perhaps not closed yet.
struct LabelPlace: Hashable {
  /// From behind the bracket to the cursor.
  var typed: ByteRange
  /// From behind the bracket, or from the text of the cursor's line where the bracket stands on the line before, to behind
  /// the closing one where there is one, else to the end of what was typed.
  var replaced: ByteRange
  /// What the label has on the line before the cursor's, where it begins there.
  var begun: ByteRange?
  /// The text before `][`, where the cursor stands in the second pair of brackets.
  var shownText: ByteRange?

  /// The place at an offset of a page; nil where nothing that is typed there becomes a label.
  static func find(at offset: Int, on page: ParsedPage) -> LabelPlace? {
    let bytes = page.text.bytes
    var line = line(at: offset, on: page)
    guard line.touches(offset) else { return nil }
    var open = openBracket(bytes, before: offset, in: line)
    var begun: ByteRange?
    if open == nil, let before = lineBefore(line, at: offset, on: page) {
      line = ByteRange(before.lowerBound, line.upperBound)
      open = openBracket(bytes, before: offset, in: line)
      begun = open.map { ByteRange($0 + 1, before.upperBound) }
    }
    guard let open, isReferenceBracket(bytes, open, in: line), !isOpaque(offset, bracket: open, page),
      !isTaskBox(open, page)
    else { return nil }
    let typed = ByteRange(open + 1, offset)
    // Footnotes and citations begin like labels.
    if let first = bytes[typed.indices].first, first == UInt8(ascii: "^") { return nil }
    if page.dialect.hasCitations, bytes[typed.indices].first == UInt8(ascii: "@") { return nil }
    let close = closingBracket(bytes, from: offset, in: line)
    var start = open + 1
    if let begun {
      // Behind the line's indentation, and the marks of quotes.
      start = begun.upperBound
      while start < offset, bytes[start] <= 0x20 || bytes[start] == UInt8(ascii: ">") { start += 1 }
    }
    var place = LabelPlace(typed: typed, replaced: ByteRange(start, close.map { $0 + 1 } ?? offset), begun: begun)
    if open > line.lowerBound, bytes[open - 1] == UInt8(ascii: "]"),
      let shown = matchingBracket(bytes, of: open - 1, in: line)
    {
      place.shownText = ByteRange(shown + 1, open - 1)
      if shown > line.lowerBound, bytes[shown - 1] == UInt8(ascii: "!") { return nil }
    }
    return place
  }

  /// The line around an offset; in a table the cell, since no label reaches from one into the next.
  private static func line(at offset: Int, on page: ParsedPage) -> ByteRange {
    let bytes = page.text.bytes
    let line = page.text.lineContent(page.text.lines.line(at: offset))
    guard let block = page.leaf(at: offset) else { return line }
    switch page.blocks[block].kind {
    case .table, .tableRow, .tableCell: break
    default: return line
    }
    let bars = line.indices.filter { bytes[$0] == UInt8(ascii: "|") && !isEscaped(bytes, $0, in: line) }
    let start = bars.last { $0 < offset }.map { $0 + 1 }
    return ByteRange(start ?? line.lowerBound, bars.first { $0 >= offset } ?? line.upperBound)
  }

  /// The content of the line before, where it belongs to the same paragraph.
  private static func lineBefore(_ line: ByteRange, at offset: Int, on page: ParsedPage) -> ByteRange? {
    let number = page.text.lines.line(at: offset)
    guard number > 0, let block = page.leaf(at: offset), page.blocks[block].kind == .paragraph,
      page.blocks[block].range.lowerBound < line.lowerBound
    else { return nil }
    return page.text.lineContent(number - 1)
  }

  /// Whether a bracket is that of `[ ]` or `[x]` at the start of a list item.
  private static func isTaskBox(_ open: Int, _ page: ParsedPage) -> Bool {
    let bytes = page.text.bytes
    guard open + 2 < bytes.count, bytes[open + 2] == UInt8(ascii: "]"), let block = page.leaf(at: open), block > 0,
      page.blocks[block].range.lowerBound == open, page.blocks[block - 1].kind == .listItem
    else { return false }
    if bytes[open + 1] == UInt8(ascii: " ") { return true }
    let isFollowedByText = open + 3 < bytes.count && bytes[open + 3] <= 0x20
    return page.dialect.hasTaskBoxes && bytes[open + 1] | 0x20 == UInt8(ascii: "x") && isFollowedByText
  }

  /// Whether words stand behind the cursor, up to the closing bracket, that are hardly the rest of this label: none of
  /// the label was typed before them, or they are several. What looks like a name is for the caller to tell.
  func mayBeginBeforeOtherWords(in text: SourceText) -> Bool {
    guard replaced.upperBound > typed.upperBound else { return false }
    let rest = text.slice(ByteRange(typed.upperBound, replaced.upperBound - 1))
    guard let first = rest.first, first <= 0x20 else { return false }
    let words = rest.split { $0 <= 0x20 }.count
    return typed.isEmpty ? words > 0 : words > 1
  }

  /// Whether the brackets are those of a link definition.
  func isDefinitionLabel(on page: ParsedPage) -> Bool {
    page.definitions.contains { $0.label.touches(typed.lowerBound) }
  }

  /// Whether nothing but blanks stands before the bracket, as before what becomes a link definition.
  func isAtStartOfLine(of text: SourceText) -> Bool {
    let line = text.lineContent(text.lines.line(at: typed.lowerBound))
    return text.slice(ByteRange(line.lowerBound, typed.lowerBound - 1)).allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// The last bracket before an offset that nothing closes.
  private static func openBracket(_ bytes: [UInt8], before offset: Int, in line: ByteRange) -> Int? {
    var index = offset
    while index > line.lowerBound {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: "[") where !isEscaped(bytes, index, in: line): return index
      // What was typed holds brackets of its own, so it is no label.
      case UInt8(ascii: "]") where !isEscaped(bytes, index, in: line): return nil
      default: continue
      }
    }
    return nil
  }

  private static func closingBracket(_ bytes: [UInt8], from offset: Int, in line: ByteRange) -> Int? {
    for index in offset..<line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "]") where !isEscaped(bytes, index, in: line): return index
      case UInt8(ascii: "[") where !isEscaped(bytes, index, in: line): return nil
      default: continue
      }
    }
    return nil
  }

  private static func matchingBracket(_ bytes: [UInt8], of close: Int, in line: ByteRange) -> Int? {
    var depth = 0
    for index in (line.lowerBound...close).reversed() {
      switch bytes[index] {
      case UInt8(ascii: "]") where !isEscaped(bytes, index, in: line): depth += 1
      case UInt8(ascii: "[") where !isEscaped(bytes, index, in: line):
        depth -= 1
        if depth == 0 { return index }
      default: continue
      }
    }
    return nil
  }

  /// Whether a bracket may open a reference: it is not an image's.
  private static func isReferenceBracket(_ bytes: [UInt8], _ open: Int, in line: ByteRange) -> Bool {
    guard open > line.lowerBound, bytes[open - 1] == UInt8(ascii: "!") else { return true }
    return isEscaped(bytes, open - 1, in: line)
  }

  private static func isEscaped(_ bytes: [UInt8], _ index: Int, in line: ByteRange) -> Bool {
    var before = index
    while before > line.lowerBound, bytes[before - 1] == UInt8(ascii: "\\") { before -= 1 }
    return (index - before) % 2 == 1
  }

  /// Whether an offset lies in something that is not prose: code, HTML, a template's tag, mathematics, a link's text
  /// or destination, a definition.
  private static func isOpaque(_ offset: Int, bracket: Int, _ page: ParsedPage) -> Bool {
    func holds(_ range: ByteRange) -> Bool { range.lowerBound < offset && offset < range.upperBound }
    if page.regions.contains(where: { $0.range.lowerBound <= bracket && bracket < $0.range.upperBound }) {
      return true
    }
    guard let block = page.leaf(at: bracket) else { return false }
    switch page.blocks[block].kind {
    case .codeBlock, .htmlBlock: return true
    default: break
    }
    let range = page.blocks[block].range
    for span in page.spans[page.spanIndices(in: range)] {
      let isLiteral = span.kind == .codeSpan || span.kind == .rawHTML || span.kind == .autolink
      if isLiteral, holds(span.range) || span.range.indices.contains(bracket) { return true }
      guard holds(span.range) else { continue }
      switch span.kind {
      // Brackets within a longer label are its text.
      case .inlineLink: if span.isImage || !holds(span.text) || span.range.lowerBound == bracket { return true }
      default: if span.isImage { return true }
      }
    }
    if page.definitions.contains(where: { holds($0.range) && $0.label.upperBound < offset }) { return true }
    return MathMask.ranges(in: Array(page.text.slice(range)), dialect: page.dialect).contains {
      holds($0.shifted(by: range.lowerBound))
    }
  }
}

extension ParsedPage {
  /// The index of the innermost block that holds an offset, or at whose end it is.
  func leaf(at offset: Int) -> Int? {
    var index = blockIndices(in: ByteRange(offset + 1, offset + 1)).lowerBound - 1
    while index >= 0 {
      if blocks[index].range.touches(offset) { return index }
      // Only a container can reach over blocks that follow it.
      if blocks[index].depth == 0 { return nil }
      index -= 1
    }
    return nil
  }
}
