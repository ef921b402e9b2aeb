import SourceText

/// The lines that begin and end the blocks of MkDocs' extensions: `/// note | Title`, `!!! note "Title"`, `??? note`,
/// `=== "Tab"`.
enum BlockMarkers {
  /// Takes the `///` line out of the page, with the options below it; returns the first line behind them.
  static func extractFence(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    guard let marker = fenceMarker(content, page.text) else { return nil }
    if let title = marker.title { addTitle(title, to: &page) }
    let indent = page.indentation(of: line)
    page.blank(content, as: .blockMarker)
    return marker.isOpening ? extractOptions(from: &page, line: line + 1, indent: indent - indent % 4 + 4) : line + 1
  }

  /// Reads a `///` line; nil where it is none.
  private static func fenceMarker(_ content: ByteRange, _ text: PreparedText) -> (isOpening: Bool, title: ByteRange?)? {
    let bytes = text.bytes
    var offset = content.lowerBound
    while offset < content.upperBound, bytes[offset] == UInt8(ascii: "/") { offset += 1 }
    guard offset - content.lowerBound >= 3 else { return nil }
    let nameStart = text.firstNonBlank(from: offset, to: content.upperBound)
    if nameStart == content.upperBound { return (false, nil) }
    let nameEnd = endOfName(bytes, from: nameStart, to: content.upperBound)
    let bar = text.firstNonBlank(from: nameEnd, to: content.upperBound)
    guard nameEnd > nameStart, bar == content.upperBound || bytes[bar] == UInt8(ascii: "|") else { return nil }
    return (true, bar < content.upperBound ? ByteRange(bar + 1, content.upperBound) : nil)
  }

  /// Options stand indented below the marker, up to a blank line.
  private static func extractOptions(from page: inout Preparation, line: Int, indent: Int) -> Int {
    var next = line
    while next < page.text.lines.count, !page.trimmedLine(next).isEmpty, page.indentation(of: next) >= indent {
      page.blank(page.line(next), as: .blockMarker)
      next += 1
    }
    return next
  }

  /// Takes a `!!!`, `???` or `===` line out of the page, and opens its body; returns the line behind it.
  static func extractIndented(
    from page: inout Preparation,
    line: Int,
    content: ByteRange,
    bodies: inout IndentedBodies
  ) -> Int? {
    guard page.indentation(of: line) % 4 == 0, let title = indentedMarkerTitle(content, page.text.bytes) else {
      return nil
    }
    addTitle(title, to: &page)
    bodies.open(behind: line, of: page, isLazy: false)
    page.blank(content, as: .blockMarker)
    return line + 1
  }

  private static func addTitle(_ range: ByteRange, to page: inout Preparation) {
    let title = LinkSyntax.trimmed(page.text.bytes, range)
    if !title.isEmpty { page.titles.append(title) }
  }

  /// The title of an indented block's marker, empty where it has none; nil where the line is no marker.
  private static func indentedMarkerTitle(_ content: ByteRange, _ bytes: [UInt8]) -> ByteRange? {
    let sign = bytes[content.lowerBound]
    let end = LinkSyntax.trimmed(bytes, content).upperBound
    var offset = content.lowerBound
    while offset < end, bytes[offset] == sign { offset += 1 }
    guard offset - content.lowerBound == 3 else { return nil }
    while sign != UInt8(ascii: "!"), offset < end,
      bytes[offset] == UInt8(ascii: "+") || sign == UInt8(ascii: "=") && bytes[offset] == UInt8(ascii: "!")
    {
      offset += 1
    }
    let names = offset
    // A tab has a title and nothing else.
    while sign != UInt8(ascii: "="), let word = endOfWord(bytes, from: offset, to: end) { offset = word }
    let hasName = offset > names
    if offset == end { return hasName ? .empty(at: end) : nil }
    guard hasName || sign != UInt8(ascii: "!"), bytes[offset] == UInt8(ascii: " ") else { return nil }
    while offset < end, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    guard end - offset >= 2, bytes[offset] == UInt8(ascii: "\""), bytes[end - 1] == UInt8(ascii: "\"") else {
      return nil
    }
    return ByteRange(offset + 1, end - 1)
  }

  /// The offset behind the word that stands at `start`, or behind the blanks there.
  private static func endOfWord(_ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    var word = start
    while word < end, bytes[word] == UInt8(ascii: " ") { word += 1 }
    let behind = endOfName(bytes, from: word, to: end)
    return behind > word ? behind : nil
  }

  private static func endOfName(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, isNameByte(bytes[offset]) { offset += 1 }
    return offset
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isASCIIAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
