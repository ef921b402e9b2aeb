package import SourceText

extension ParsedPage {
  /// What a reader sees of a part of a block's text: without delimiters, escapes and tags, line ends as blanks, the marks
  /// of footnotes as written.
  package func plainText(of range: ByteRange) -> String {
    // A copy that begins with the range, since the work is in proportion to the bytes that are handed over.
    var bytes = Array(text.slice(range))
    for region in regions where region.range.overlaps(range) && !region.kind.isShown {
      for offset in region.range.indices.clamped(to: range.indices) {
        bytes[offset - range.lowerBound] = UInt8(ascii: " ")
      }
    }
    let inside = spans[spanIndices(in: range)].filter {
      range.contains($0.range) && $0.kind != .footnoteReference
    }
    let shifted = inside.map { span in
      var span = span
      span.range = span.range.shifted(by: -range.lowerBound)
      span.text = span.text.shifted(by: -range.lowerBound)
      span.label = span.label.shifted(by: -range.lowerBound)
      return span
    }
    return PlainText.render(bytes, ByteRange(0, bytes.count), spans: shifted)
  }
}

extension Region.Kind {
  /// Whether a generator shows some of the region's own text.
  fileprivate var isShown: Bool {
    switch self {
    case .liquidTag, .liquidBlock, .snippet, .frontMatter: false
    case .blockMarker, .rawHTML, .abbreviation: true
    }
  }
}
