import MarkdownSyntax
import SourceText

/// Tells entries that only send the reader on: `See [Other]`.
enum RedirectReader {
  /// The index of the span of the reference that the whole body consists of.
  static func reference(of entry: Entry, on page: ParsedPage) -> Int? {
    let blocks = page.blockIndices(in: entry.body).filter { page.blocks[$0].kind != .htmlBlock }
    guard blocks.count == 1, let block = blocks.first, page.blocks[block].kind == .paragraph else { return nil }
    let range = page.blocks[block].range
    let references = page.spanIndices(in: range).filter { page.spans[$0].isReference && !page.spans[$0].isRetry }
    guard references.count == 1, let reference = references.first else { return nil }
    let span = page.spans[reference].range
    let before = page.text[ByteRange(range.lowerBound, span.lowerBound)][...].trimmed.lowercased()
    let after = page.text[ByteRange(span.upperBound, range.upperBound)][...].trimmed
    return (before == "see" || before == "see:") && after.allSatisfy { $0 == "." } ? reference : nil
  }
}
