import SourceText

/// The scissors of pymdownx.snippets: `--8<-- "file"`, and the block form with a file a line.
enum Snippets {
  /// Takes the snippet line or block that begins on `line` out of the page; returns the first line behind it, nil
  /// where the line has no scissors.
  static func extract(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    guard let end = scissorsEnd(content, of: page) else { return nil }
    let rest = ByteRange(page.text.firstNonBlank(from: end, to: content.upperBound), content.upperBound)
    guard rest.isEmpty else {
      guard rest.lowerBound > end else { return nil }
      if let name = quoted(rest, of: page), page.text.end(of: line) == content.upperBound {
        page.tags.append(TemplateTag(name: "snippet", argument: name, range: content))
      } else if !isSectionMark(rest, of: page) {
        return nil
      }
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

  /// `[start: name]` or `[end: name]`, which is for those who include the page.
  private static func isSectionMark(_ range: ByteRange, of page: Preparation) -> Bool {
    let bytes = page.text.bytes
    guard bytes[range.lowerBound] == UInt8(ascii: "["),
      let close = bytes[range.indices].firstIndex(of: UInt8(ascii: "]")),
      let colon = bytes[range.lowerBound..<close].firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    let kind = LinkSyntax.trimmed(bytes, ByteRange(range.lowerBound + 1, colon))
    let word = String(decoding: bytes[kind.indices].map { $0 | 0x20 }, as: UTF8.self)
    return word == "start" || word == "end"
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
