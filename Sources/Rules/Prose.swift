import MarkdownSyntax
import SourceText

/// The stretches of a page that are plain words: no links, code, mathematics, HTML, tags, definitions or headings.
enum Prose {
  /// In order, none touching another.
  static func ranges(of page: ParsedPage) -> [ByteRange] {
    var excluded = page.spans.map(\.range) + page.regions.map(\.range) + page.definitions.map(\.range)
    excluded += page.tags.map(\.range) + page.comments.map(\.range)
    var leaves: [ByteRange] = []
    for block in page.blocks where block.kind == .paragraph || block.kind == .tableCell {
      leaves.append(block.range)
      excluded += mathematics(in: block.range, page.text)
    }
    excluded.sort()
    var ranges: [ByteRange] = []
    var next = 0
    for leaf in leaves.sorted() {
      var start = max(leaf.lowerBound, ranges.last?.upperBound ?? 0)
      while next < excluded.count, excluded[next].upperBound <= start { next += 1 }
      var index = next
      while index < excluded.count, excluded[index].lowerBound < leaf.upperBound {
        if excluded[index].lowerBound > start { ranges.append(ByteRange(start, excluded[index].lowerBound)) }
        start = max(start, excluded[index].upperBound)
        index += 1
      }
      if start < leaf.upperBound { ranges.append(ByteRange(start, leaf.upperBound)) }
    }
    return ranges
  }

  /// `$…$` on one line, `$$…$$`, and bare URLs.
  private static func mathematics(in range: ByteRange, _ text: SourceText) -> [ByteRange] {
    let bytes = text.bytes
    var found: [ByteRange] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      if bytes[offset] == UInt8(ascii: "$"), let end = end(ofMathematicsAt: offset, range.upperBound, bytes) {
        found.append(ByteRange(offset, end))
        offset = end
      } else if bytes[offset] == UInt8(ascii: ":"), bytes[offset...].starts(with: "://".utf8) {
        var start = offset
        while start > range.lowerBound, bytes[start - 1] > 0x20 { start -= 1 }
        while offset < range.upperBound, bytes[offset] > 0x20 { offset += 1 }
        found.append(ByteRange(start, offset))
      } else {
        offset += 1
      }
    }
    return found
  }

  private static func end(ofMathematicsAt start: Int, _ limit: Int, _ bytes: [UInt8]) -> Int? {
    let isBlock = start + 1 < limit && bytes[start + 1] == UInt8(ascii: "$")
    var offset = start + (isBlock ? 2 : 1)
    guard offset < limit, isBlock || bytes[offset] > 0x20 else { return nil }
    while offset < limit {
      if bytes[offset] == UInt8(ascii: "\\") {
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "$") {
        if !isBlock { return bytes[offset - 1] > 0x20 ? offset + 1 : nil }
        if offset + 1 < limit, bytes[offset + 1] == UInt8(ascii: "$") { return offset + 2 }
      } else if !isBlock, bytes[offset] == 0x0A {
        return nil
      }
      offset += 1
    }
    return nil
  }
}
