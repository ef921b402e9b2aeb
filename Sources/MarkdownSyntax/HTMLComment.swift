package import SourceText

/// `<!-- text -->` outside code.
package struct HTMLComment: Hashable, Sendable {
  package var range: ByteRange
  /// What stands between the delimiters, trimmed.
  package var text: ByteRange

  package init(range: ByteRange, text: ByteRange) {
    self.range = range
    self.text = text
  }

  /// The comments within a range of raw HTML.
  static func find(_ bytes: [UInt8], in range: ByteRange) -> [HTMLComment] {
    var comments: [HTMLComment] = []
    var offset = range.lowerBound
    while let open = index(of: "<!--", bytes, from: offset, to: range.upperBound),
      let close = index(of: "-->", bytes, from: open + 4, to: range.upperBound)
    {
      let text = LinkSyntax.trimmed(bytes, ByteRange(open + 4, close))
      comments.append(HTMLComment(range: ByteRange(open, close + 3), text: text))
      offset = close + 3
    }
    return comments
  }

  /// The offset of the first occurrence of a text that lies between two offsets.
  static func index(of text: String, _ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    guard let first = text.utf8.first else { return nil }
    var offset = start
    while offset + text.utf8.count <= end {
      guard let candidate = bytes[offset..<end].firstIndex(of: first) else { return nil }
      if bytes[candidate..<end].starts(with: text.utf8) { return candidate }
      offset = candidate + 1
    }
    return nil
  }
}
