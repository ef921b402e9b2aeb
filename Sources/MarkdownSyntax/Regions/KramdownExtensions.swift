import SourceText

/// kramdown's lines in braces: attribute lists `{: #id .class}`, which may be referred to as `{:name: .class}`, and
/// extensions, `{::comment}` … `{:/comment}`.
enum KramdownExtensions {
  /// Reads what begins with `{` at the head of a line; returns the first line behind what was taken.
  static func extract(from page: inout Preparation, line: Int, content: ByteRange) -> Int? {
    let bytes = page.text.bytes
    let end = page.text.lastNonBlank(from: content.lowerBound, to: content.upperBound)
    guard end - content.lowerBound >= 4, bytes[content.lowerBound + 1] == UInt8(ascii: ":"),
      bytes[end - 1] == UInt8(ascii: "}"),
      !bytes[content.lowerBound..<end - 1].contains(UInt8(ascii: "}"))
    else { return nil }
    let list = ByteRange(content.lowerBound + 1, end - 1)
    switch bytes[content.lowerBound + 2] {
    case UInt8(ascii: "/"): break
    case UInt8(ascii: ":"):
      if let last = closingLine(of: list, from: line, in: &page) {
        page.blank(ByteRange(content.lowerBound, page.text.end(of: last)), as: .liquidBlock)
        return last + 1
      }
    default:
      if let id = AttributeList.id(bytes, list) { page.identifiers[line] = id }
    }
    page.blank(content, as: .blockMarker)
    return line + 1
  }

  /// The line that closes `{::comment}` or `{::nomarkdown}`; nil for other extensions and for one without a body.
  private static func closingLine(of list: ByteRange, from line: Int, in page: inout Preparation) -> Int? {
    let content = page.text.bytes[(list.lowerBound + 2)..<list.upperBound]
    let name = String(decoding: content.prefix(while: isASCIIAlphanumeric), as: UTF8.self)
    guard name == "comment" || name == "nomarkdown", content.last != UInt8(ascii: "/"),
      !page.unclosedExtensions.contains(name)
    else { return nil }
    let closings = [Array("{:/}".utf8), Array("{:/\(name)}".utf8)]
    for next in line + 1..<max(line + 1, page.text.lines.count) {
      let line = page.text.bytes[page.trimmedLine(next).indices]
      if closings.contains(where: line.elementsEqual) { return next }
    }
    page.unclosedExtensions.insert(name)
    page.hasOpenEnd = true
    return nil
  }
}
