import MarkdownSyntax
import SourceText

/// Tells entries that only send the reader on: `See [Other]`.
enum RedirectReader {
  /// The index of the span of the reference that an entry's blocks consist of.
  static func reference(in body: Range<Int>, on page: ParsedPage) -> Int? {
    let blocks = body.lazy.filter { page.blocks[$0].kind != .htmlBlock }
    guard let block = blocks.onlyElement, page.blocks[block].kind == .paragraph else { return nil }
    let range = page.blocks[block].range
    guard mayBeginWithSee(page.text.slice(range)) else { return nil }
    let references = page.spanIndices(in: range).lazy.filter { page.spans[$0].isReference && !page.spans[$0].isRetry }
    guard let reference = references.onlyElement else { return nil }
    let span = page.spans[reference].range
    let before = words(ByteRange(range.lowerBound, span.lowerBound), of: page).lowercased()
    let after = words(ByteRange(span.upperBound, range.upperBound), of: page)
    return (before == "see" || before == "see:") && after.allSatisfy { $0 == "." } ? reference : nil
  }

  /// Whether the first letter is right, which that of nearly all entries is not.
  private static func mayBeginWithSee(_ paragraph: ArraySlice<UInt8>) -> Bool {
    let first = paragraph.first { !SeeAlsoReader.isWhitespace($0) && !SeeAlsoReader.isEmphasis($0) }
    guard let first else { return false }
    return first | 0x20 == UInt8(ascii: "s") || first >= 0x80
  }

  /// The text of a range without emphasis, and trimmed.
  private static func words(_ range: ByteRange, of page: ParsedPage) -> Substring {
    page.text[range].filter { $0 != "*" && $0 != "_" }[...].trimmed
  }
}

extension Sequence {
  /// Nil where there are none, or several.
  fileprivate var onlyElement: Element? {
    var iterator = makeIterator()
    guard let first = iterator.next(), iterator.next() == nil else { return nil }
    return first
  }
}
