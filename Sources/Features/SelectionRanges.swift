import Glossary
import MarkdownSyntax
package import SourceText
package import Workspace

/// What an author may want to select around a place, step by step.
package enum SelectionRanges {
  /// From the word to the page: the label, the reference, the sentence, the paragraph and what it stands in, the entry
  /// and the letter it stands under lie between. Each holds the one before and the offset; never empty.
  package static func ranges(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> [ByteRange] {
    let offset = min(max(0, offset), page.text.count)
    var found = [word(at: offset, page.text)]
    let parsed = page.parsed
    if let leaf = parsed.leaf(at: offset) {
      let paragraph = parsed.blocks[leaf].range
      for span in parsed.spans[parsed.spanIndices(in: paragraph)] where span.range.touches(offset) {
        found += [span.label, span.text, span.range].filter { $0.touches(offset) }
      }
      if parsed.blocks[leaf].kind == .paragraph { found.append(sentence(at: offset, in: paragraph, page)) }
      var index = leaf
      while index >= 0 {
        let range = withoutLineEnds(parsed.blocks[index].range, page.text)
        if range.touches(offset) { found.append(range) }
        if parsed.blocks[index].depth == 0 { break }
        index -= 1
      }
    }
    for definition in parsed.definitions where definition.range.touches(offset) {
      found += [definition.label, definition.destination, definition.range].filter { $0.touches(offset) }
    }
    for region in parsed.regions where region.range.touches(offset) { found.append(region.range) }
    if let entry = page.entry(at: offset) {
      found += [page.entries.entries[entry].body, page.entries.entries[entry].range].filter { $0.touches(offset) }
    }
    found += symbols(at: offset, DocumentSymbols.symbols(on: page, in: snapshot))
    found.append(ByteRange(0, page.text.count))
    return chain(found)
  }

  /// The ranges that hold one another, the smallest first; those that cut across others are left out.
  private static func chain(_ found: [ByteRange]) -> [ByteRange] {
    var chain: [ByteRange] = []
    for range in found.sorted(by: { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }) {
      guard let last = chain.last else {
        chain.append(range)
        continue
      }
      if range != last, range.contains(last) { chain.append(range) }
    }
    return chain
  }

  private static func withoutLineEnds(_ range: ByteRange, _ text: SourceText) -> ByteRange {
    var end = min(range.upperBound, text.count)
    while end > range.lowerBound, text.bytes[end - 1] == UInt8(ascii: "\n") || text.bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return ByteRange(range.lowerBound, end)
  }

  private static func symbols(at offset: Int, _ symbols: [DocumentSymbol]) -> [ByteRange] {
    symbols.filter { $0.range.touches(offset) }.flatMap { [$0.range] + Self.symbols(at: offset, $0.children) }
  }

  /// The letters and digits around an offset; empty between others.
  private static func word(at offset: Int, _ text: SourceText) -> ByteRange {
    func isWordByte(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 }
    var start = offset
    var end = offset
    while start > 0, isWordByte(text.bytes[start - 1]) { start -= 1 }
    while end < text.count, isWordByte(text.bytes[end]) { end += 1 }
    return ByteRange(start, end)
  }

  /// The part of a paragraph between signs that end sentences, those within links and code left out.
  private static func sentence(at offset: Int, in paragraph: ByteRange, _ page: Page) -> ByteRange {
    let bytes = page.text.bytes
    let spans = page.parsed.spans[page.parsed.spanIndices(in: paragraph)]
    var nextSpan = spans.startIndex
    var start = paragraph.lowerBound
    var index = start
    while index < paragraph.upperBound {
      while nextSpan < spans.endIndex, spans[nextSpan].range.lowerBound < index { nextSpan += 1 }
      if nextSpan < spans.endIndex, spans[nextSpan].range.lowerBound == index, !spans[nextSpan].range.isEmpty {
        index = spans[nextSpan].range.upperBound
        continue
      }
      let next = index + 1
      let isEnd = ".?!".utf8.contains(bytes[index]) && (next == paragraph.upperBound || bytes[next] <= 0x20)
      if isEnd {
        if next >= offset, start <= offset { return ByteRange(start, next) }
        start = next
        while start < paragraph.upperBound, bytes[start] <= 0x20 { start += 1 }
        if start > offset { return ByteRange(index + 1, start) }
      }
      index = next
    }
    return ByteRange(start, paragraph.upperBound)
  }
}
