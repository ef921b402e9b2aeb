import SourceText

/// The lines that begin and end the blocks of MkDocs' extensions: `/// note | Title`, `!!! note "Title"`, `??? note`,
/// `=== "Tab"`. Bodies are prose; those of the last three are indented by four blanks.
enum BlockMarkers {
  /// Takes the `///` line out of the page, with the options below it; returns the first line behind them.
  static func extractFence(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    guard let marker = fenceMarker(content, page.text) else { return nil }
    if let title = marker.title { addTitle(title, to: &page) }
    page.blank(content, as: .blockMarker)
    return marker.isOpening ? extractOptions(from: &page, line: line + 1) : line + 1
  }

  /// Reads a `///` line; nil where it is none.
  private static func fenceMarker(
    _ content: ByteRange,
    _ text: PreparedText
  ) -> (isOpening: Bool, title: ByteRange?)? {
    let bytes = text.bytes
    var offset = content.lowerBound
    while offset < content.upperBound, bytes[offset] == UInt8(ascii: "/") { offset += 1 }
    guard offset - content.lowerBound >= 3 else { return nil }
    let nameStart = text.firstNonBlank(from: offset, to: content.upperBound)
    if nameStart == content.upperBound { return (false, nil) }
    var nameEnd = nameStart
    while nameEnd < content.upperBound, isNameByte(bytes[nameEnd]) { nameEnd += 1 }
    let bar = text.firstNonBlank(from: nameEnd, to: content.upperBound)
    guard nameEnd > nameStart, bar == content.upperBound || bytes[bar] == UInt8(ascii: "|") else { return nil }
    return (true, bar < content.upperBound ? ByteRange(bar + 1, content.upperBound) : nil)
  }

  /// Options stand indented below the marker, up to a blank line.
  private static func extractOptions(from page: inout Preparation, line: Int) -> Int {
    var next = line
    while next < page.text.lines.count, !page.trimmedLine(next).isEmpty, indent(page, line: next) >= 4 {
      page.blank(page.line(next), as: .blockMarker)
      next += 1
    }
    return next
  }

  /// Takes a `!!!`, `???` or `===` line out of the page and moves its body to the left; returns the line behind it.
  static func extractIndented(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    guard let title = indentedMarkerTitle(content, page.text.bytes) else { return nil }
    addTitle(title, to: &page)
    // The body is measured from the marker, so the marker goes last.
    dedentBody(of: &page, behind: line)
    page.blank(content, as: .blockMarker)
    return line + 1
  }

  /// Moves the lines below `line` that are indented by four columns more to the left by as much.
  static func dedentBody(of page: inout Preparation, behind line: Int) {
    let required = indent(page, line: line) + 4
    var last = line
    for next in line + 1..<max(line + 1, page.text.lines.count) where !page.trimmedLine(next).isEmpty {
      guard indent(page, line: next) >= required else { break }
      last = next
    }
    guard last > line else { return }
    if page.text.skips.isEmpty { page.text.skips = [UInt32](repeating: 0, count: page.text.lines.count) }
    for body in line + 1...last {
      let start = page.text.start(of: body)
      let end = min(page.text.firstNonBlank(from: start, to: page.text.end(of: body)), start + 4)
      let isTab = start < end && page.text.bytes[start] == UInt8(ascii: "\t")
      page.text.skips[body] += UInt32(isTab ? 1 : end - start)
    }
  }

  /// The indentation of a line in columns.
  private static func indent(_ page: Preparation, line: Int) -> Int {
    let place = LinePlace(offset: page.text.start(of: line), column: 0)
    return page.text.indentation(at: place, to: page.text.end(of: line)).column
  }

  private static func addTitle(_ range: ByteRange, to page: inout Preparation) {
    let title = LinkSyntax.trimmed(page.text.bytes, range)
    if !title.isEmpty { page.titles.append(title) }
  }

  /// The title of an indented block's marker, empty where it has none; nil where the line is no marker.
  private static func indentedMarkerTitle(_ content: ByteRange, _ bytes: [UInt8]) -> ByteRange? {
    let end = content.upperBound
    let sign = bytes[content.lowerBound]
    var offset = content.lowerBound
    while offset < end, bytes[offset] == sign { offset += 1 }
    guard offset - content.lowerBound == 3 else { return nil }
    while offset < end, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "!") { offset += 1 }
    let names = offset
    while offset < end, isNameByte(bytes[offset]) || isASCIIWhitespace(bytes[offset]) { offset += 1 }
    if offset == end {
      // A tab needs its title; three signs alone are a heading's underline or nothing.
      let isNamed = bytes[names..<end].contains(where: isNameByte)
      return isNamed && sign != UInt8(ascii: "=") ? .empty(at: end) : nil
    }
    guard bytes[offset] == UInt8(ascii: "\"") else { return nil }
    var close = end
    while close > offset + 1, isASCIIWhitespace(bytes[close - 1]) { close -= 1 }
    guard close - offset >= 2, bytes[close - 1] == UInt8(ascii: "\"") else { return nil }
    return ByteRange(offset + 1, close - 1)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isASCIIAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}
