import SourceText

/// YAML between `---` lines at the very top of a page.
enum FrontMatter {
  /// Takes the front matter out of the page; returns the range of its YAML and the first line behind it.
  static func extract(from page: inout Preparation) -> (yaml: ByteRange, nextLine: Int)? {
    let dash = UInt8(ascii: "-")
    guard page.text.lines.count > 1, isFence(page, line: 0, signs: [dash]) else { return nil }
    for line in 1..<page.text.lines.count where isFence(page, line: line, signs: [dash, UInt8(ascii: ".")]) {
      let yaml = ByteRange(page.text.lines.start(of: 1), page.text.lines.start(of: line))
      page.blank(ByteRange(0, page.line(line).upperBound), as: .frontMatter)
      return (yaml, line + 1)
    }
    page.hasOpenEnd = true
    return nil
  }

  private static func isFence(_ page: Preparation, line: Int, signs: [UInt8]) -> Bool {
    let range = page.line(line)
    let end = page.text.lastNonBlank(from: range.lowerBound, to: range.upperBound)
    guard end - range.lowerBound == 3 else { return false }
    return signs.contains { sign in page.text.bytes[range.lowerBound..<end].allSatisfy { $0 == sign } }
  }
}
