import SourceText

extension PythonMarkdownInlines {
  /// The text that Python-Markdown's `toc` extension makes a heading's id of: its content rendered, without tags.
  ///
  /// Images and footnote references leave nothing, nor do emoji where that extension is on; underscores that
  /// emphasise are gone, other punctuation may stay, since no id keeps it.
  ///
  /// - Parameter isDefined: Whether a definition is known for a reference, whose ranges count from the content's
  ///   first byte.
  package static func headingText(
    _ bytes: [UInt8],
    options: Options = Options(),
    hasEmoji: Bool = false,
    isDefined: (InlineSpan) -> Bool = { _ in true }
  ) -> String {
    var builder = HeadingTextBuilder(bytes)
    InlineReading.forEach(of: scan(bytes, options: options), isDefined: isDefined) { span, isResolved in
      switch span.kind {
      case .codeSpan:
        builder.hide(span.range, around: trimmed(span.text, in: bytes))
        builder.set(.literal, span.text.indices)
      case .rawHTML, .footnoteReference: builder.set(.hidden, span.range.indices)
      case .autolink: builder.hide(span.range, around: span.text)
      case .shortcutReference, .collapsedReference, .fullReference, .inlineLink:
        // The autorefs plugin takes what has no definition, and shows the text alone.
        let isTaken = options.hasAutorefs && span.kind != .shortcutReference && !span.isUndefinable
        guard isResolved || isTaken else { break }
        if span.isImage {
          builder.set(.hidden, span.range.indices)
        } else {
          builder.hide(span.range, around: span.text)
        }
      }
    }
    builder.hideEscapes(options)
    if hasEmoji { builder.hideEmoji() }
    builder.hideUnderscores()
    return builder.text(collapsesSpace: true)
  }

  private static func trimmed(_ range: ByteRange, in bytes: [UInt8]) -> ByteRange {
    let start = PythonWhiteSpace.skip(from: range.lowerBound, to: range.upperBound, in: bytes)
    var end = range.upperBound
    while end > start, PythonWhiteSpace.isASCII(bytes[end - 1]) { end -= 1 }
    return ByteRange(start, end)
  }
}

extension HeadingTextBuilder {
  fileprivate mutating func hideEscapes(_ options: PythonMarkdownInlines.Options) {
    var index = 0
    while index + 1 < bytes.count {
      guard roles[index] == .plain, bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if roles[index + 1] == .plain, options.isEscapable(bytes[index + 1]) {
        roles[index] = .hidden
        roles[index + 1] = .literal
      }
      index += 2
    }
  }

  /// Hides `:name:`, for which an image is shown.
  fileprivate mutating func hideEmoji() {
    var index = 0
    while index < bytes.count {
      guard roles[index] == .plain, bytes[index] == UInt8(ascii: ":") else {
        index += 1
        continue
      }
      var end = index + 1
      var hasLetter = false
      while end < bytes.count, roles[end] == .plain, isEmojiByte(bytes[end]) {
        hasLetter = hasLetter || bytes[end].isASCIILetter
        end += 1
      }
      if end < bytes.count, roles[end] == .plain, bytes[end] == UInt8(ascii: ":"), hasLetter {
        set(.hidden, index..<end + 1)
        index = end + 1
      } else {
        index = end
      }
    }
  }

  private func isEmojiByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+")
  }

  /// Hides underscores that emphasise: those that open stand before a word and not behind one, those that close the
  /// other way round.
  fileprivate mutating func hideUnderscores() {
    var open: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard isUnderscore(index) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isUnderscore(index) { index += 1 }
      var run = start..<index
      let before = neighbour(before: start)
      let after = neighbour(behind: index)
      if before != .none, before != .space, after != .word {
        while !run.isEmpty, let opening = open.popLast() {
          let count = min(opening.count, run.count)
          set(.hidden, opening.upperBound - count..<opening.upperBound)
          set(.hidden, run.lowerBound..<run.lowerBound + count)
          run = run.lowerBound + count..<run.upperBound
          if opening.count > count { open.append(opening.lowerBound..<opening.upperBound - count) }
        }
      }
      if !run.isEmpty, before != .word, after != .none, after != .space { open.append(run) }
    }
  }

  private func isUnderscore(_ index: Int) -> Bool { roles[index] == .plain && bytes[index] == UInt8(ascii: "_") }

  private enum Neighbour { case none, space, word, other }

  /// What stands before or behind a run of underscores, as Python's `\w` and `\s` see it. What is hidden or literal
  /// is neither.
  private func neighbour(before index: Int) -> Neighbour {
    guard index > 0 else { return .none }
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return kind(start..<index)
  }

  private func neighbour(behind index: Int) -> Neighbour {
    guard index < bytes.count else { return .none }
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return kind(index..<end)
  }

  private func kind(_ range: Range<Int>) -> Neighbour {
    guard roles[range.lowerBound] == .plain else { return .other }
    guard let scalar = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first else { return .other }
    if PythonWhiteSpace.length(at: range.lowerBound, in: bytes) > 0 { return .space }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return .word
    default: return scalar == "_" || scalar.properties.numericType != nil ? .word : .other
    }
  }
}
