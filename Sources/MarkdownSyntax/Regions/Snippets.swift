import SourceText

/// The scissors of pymdownx.snippets: `--8<-- "file"`, and the block form with a file a line.
enum Snippets {
  /// Takes the snippet line or block that begins on `line` out of the page; returns the first line behind it, nil
  /// where the line has no scissors.
  static func extract(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    guard let end = scissorsEnd(content, of: page) else { return nil }
    let rest = ByteRange(
      page.text.firstNonBlank(from: end, to: content.upperBound),
      page.text.lastNonBlank(from: end, to: content.upperBound)
    )
    guard rest.isEmpty else {
      guard let name = quoted(rest, of: page) else { return nil }
      page.tags.append(TemplateTag(name: "snippet", argument: name, range: content))
      page.blank(content, as: .snippet)
      return line + 1
    }
    return extractBlock(from: &page, line: line, content: content)
  }

  /// The offset behind `--8<--` and its like: dashes around `8<`.
  private static func scissorsEnd(_ content: ByteRange, of page: Preparation) -> Int? {
    let bytes = page.text.bytes
    var offset = content.lowerBound
    while offset < content.upperBound, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    guard offset > content.lowerBound, offset + 2 < content.upperBound, bytes[offset] == UInt8(ascii: "8"),
      bytes[offset + 1] == UInt8(ascii: "<"), bytes[offset + 2] == UInt8(ascii: "-")
    else { return nil }
    offset += 2
    while offset < content.upperBound, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    return offset
  }

  private static func quoted(_ range: ByteRange, of page: Preparation) -> ByteRange? {
    let bytes = page.text.bytes
    guard range.count > 2, bytes[range.lowerBound] == bytes[range.upperBound - 1],
      bytes[range.lowerBound] == UInt8(ascii: "\"") || bytes[range.lowerBound] == UInt8(ascii: "'")
    else { return nil }
    return ByteRange(range.lowerBound + 1, range.upperBound - 1)
  }

  private static func extractBlock(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    var names: [ByteRange] = []
    for next in line + 1..<max(line + 1, page.text.lines.count) {
      let name = page.trimmedLine(next)
      if !name.isEmpty, scissorsEnd(name, of: page) == name.upperBound {
        for name in names { page.tags.append(TemplateTag(name: "snippet", argument: name, range: name)) }
        page.blank(ByteRange(content.lowerBound, name.upperBound), as: .snippet)
        return next + 1
      }
      // A `;` before a name comments it out.
      if !name.isEmpty, page.text.bytes[name.lowerBound] != UInt8(ascii: ";") { names.append(name) }
    }
    page.hasOpenEnd = true
    return nil
  }
}
