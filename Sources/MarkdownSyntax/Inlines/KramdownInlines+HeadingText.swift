extension KramdownInlines {
  /// The text that kramdown's GFM parser makes a heading's id of: what it shows, dashes and guillemets drawn.
  ///
  /// Images, footnote markers and comments leave nothing.
  ///
  /// - Parameter isDefined: Whether a definition is known for a reference, whose ranges count from the content's
  ///   first byte.
  package static func headingText(
    _ content: Span<UInt8>,
    isDefined: @escaping (InlineSpan) -> Bool = { _ in true }
  ) -> String {
    var bytes: [UInt8] = []
    for index in content.indices { bytes.append(content[index]) }
    var scanner = KramdownScanner(bytes)
    scanner.isDefined = isDefined
    scanner.collectsMarks = true
    var frame = KramdownScanner.Frame()
    _ = scanner.readSpans(&frame)
    var builder = HeadingTextBuilder(bytes)
    for mark in scanner.marks { builder.set(mark.role, mark.range) }
    builder.hideDashes()
    return builder.text()
  }
}

extension HeadingTextBuilder {
  /// Hides `--` and `---`, which become dashes, and no id holds a dash. A single hyphen stays.
  fileprivate mutating func hideDashes() {
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, roles[index] == .plain, bytes[index] == UInt8(ascii: "-") { index += 1 }
      let length = index - start
      if length > 1 { set(.hidden, start..<(length % 3 == 1 ? index - 1 : index)) }
      if length == 0 { index += 1 }
    }
  }
}
