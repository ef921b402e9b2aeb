import SourceText

extension KramdownScanner {
  /// Reads a footnote marker, a link or an image; or takes the bracket for text.
  mutating func readBracket(_ frame: inout Frame) {
    let isImage = bytes[position] == UInt8(ascii: "!")
    let bracket = isImage ? position + 1 : position
    if !isImage, let markerEnd = footnoteMarkerEnd(at: position) {
      append(.footnoteReference, position..<markerEnd, text: position + 2..<markerEnd - 1)
      mark(.hidden, position..<markerEnd)
      position = markerEnd
      frame.addElement()
      return
    }
    guard byte(at: bracket) == UInt8(ascii: "["), bracket + 1 < end, bytes[bracket + 1] != UInt8(ascii: "^") else {
      return readText(1, &frame)
    }
    let content = bracket + 1
    if isImage || !frame.isWithinLink, content <= lastClosing, frame.depth < Self.depthLimit {
      let opening = position
      let spanCount = spans.count
      let markCount = marks.count
      if readLink(from: opening, content: content, isImage: isImage, in: frame) {
        frame.addElement()
        if isImage { frame.images += 1 }
        return
      }
      // What was found inside is found again when reading goes on behind the bracket.
      let undefinable = spans[spanCount...].last { $0.isUndefinable && $0.range.lowerBound == opening }
      forget(spansFrom: spanCount, marksFrom: markCount)
      if let undefinable, !isRetrying { spans.append(undefinable) }
      position = opening
    }
    readText(content - position, &frame)
  }

  /// `[^name]`
  private func footnoteMarkerEnd(at start: Int) -> Int? {
    guard byte(at: start + 1) == UInt8(ascii: "^"), Self.isWord(byte(at: start + 2)) else { return nil }
    var index = start + 3
    while Self.isWord(byte(at: index)) || byte(at: index) == UInt8(ascii: "-") { index += 1 }
    return byte(at: index) == UInt8(ascii: "]") ? index + 1 : nil
  }

  /// What Ruby's `\w` matches.
  static func isWord(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_")
  }

  private mutating func readLink(from opening: Int, content: Int, isImage: Bool, in frame: Frame) -> Bool {
    position = content
    var inner = frame.inner(.bracket)
    inner.isWithinLink = true
    guard readSpans(&inner) else { return false }
    let text = content..<position
    position += 1
    if let label = labelBracket() {
      position = label.upperBound + 1
      let kind = label.isEmpty ? InlineSpan.Kind.collapsedReference : .fullReference
      return addReference(kind, opening..<position, text: text, label: label.isEmpty ? text : label, isImage: isImage)
    }
    guard byte(at: position) == UInt8(ascii: "(") else {
      return addReference(.shortcutReference, opening..<position, text: text, label: text, isImage: isImage)
    }
    guard let target = readDestination() else { return false }
    append(
      InlineSpan(
        kind: .inlineLink,
        isImage: isImage,
        range: ByteRange(opening, position),
        text: ByteRange(text),
        label: ByteRange(target)
      )
    )
    markLink(opening..<position, text: text, isImage: isImage)
    return true
  }

  /// Marks what a link hides: all but its text, and of an image all.
  private mutating func markLink(_ range: Range<Int>, text: Range<Int>, isImage: Bool) {
    if isImage { mark(.hidden, range) } else { markDelimiters(of: range, around: text) }
  }

  /// What stands between brackets that follow `position`, perhaps behind white space.
  private mutating func labelBracket() -> Range<Int>? {
    var index = position
    while isWhiteSpace(byte(at: index)), spend(1) { index += 1 }
    guard byte(at: index) == UInt8(ascii: "["), index < lastClosing else { return nil }
    let start = index + 1
    index = start
    while index < end, bytes[index] != UInt8(ascii: "]") {
      guard spend(1) else { return nil }
      index += 1
    }
    return index < end ? start..<index : nil
  }

  /// Adds a reference; false if nothing can define it, so that reading goes on inside it.
  private mutating func addReference(
    _ kind: InlineSpan.Kind,
    _ range: Range<Int>,
    text: Range<Int>,
    label: Range<Int>,
    isImage: Bool
  ) -> Bool {
    guard bytes[label].contains(where: { !isWhiteSpace($0) }) else { return false }
    var span = InlineSpan(
      kind: kind,
      isImage: isImage,
      range: ByteRange(range),
      text: ByteRange(text),
      label: ByteRange(label)
    )
    span.isUndefinable = bytes[label].contains(UInt8(ascii: "]"))
    append(span)
    guard !span.isUndefinable, isDefined?(span) ?? true else { return false }
    markLink(range, text: text, isImage: isImage)
    return true
  }

  /// Reads `(destination "title")`, whose parenthesis stands at `position`; the destination as written.
  private mutating func readDestination() -> Range<Int>? {
    let target: Range<Int>
    if let angled = angledDestination() {
      target = angled
      if byte(at: position) == UInt8(ascii: ")") {
        position += 1
        return target
      }
    } else {
      var depth = 0
      var index = position
      let first = position + 1
      var last = first
      scan: while index < end {
        guard spend(1) else { return nil }
        let current = bytes[index]
        index += 1
        switch current {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case _ where isWhiteSpace(current) && isQuote(byte(at: index)):
          position = index
          last = index
          break scan
        default: continue
        }
        position = index
        last = index
        if depth == 0 { break }
      }
      target = trimmed(first..<max(first, last - 1))
      if depth == 0 { return target }
    }
    return readTitle() ? target : nil
  }

  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// Reads `(<destination>` on one line.
  private mutating func angledDestination() -> Range<Int>? {
    guard byte(at: position + 1) == UInt8(ascii: "<") else { return nil }
    var index = position + 2
    while index < end, bytes[index] != UInt8(ascii: ">") {
      guard bytes[index] != UInt8(ascii: "\n"), spend(1) else { return nil }
      index += 1
    }
    guard index < end else { return nil }
    let target = position + 2..<index
    position = index + 1
    return target
  }

  /// Reads `"title")` or `'title')` behind optional white space.
  private mutating func readTitle() -> Bool {
    var index = position
    while isWhiteSpace(byte(at: index)), spend(1) { index += 1 }
    let quote = byte(at: index)
    guard isQuote(quote) else { return false }
    index += 2
    while index < end {
      guard spend(1) else { return false }
      if bytes[index] == quote {
        var close = index + 1
        while isWhiteSpace(byte(at: close)), spend(1) { close += 1 }
        if byte(at: close) == UInt8(ascii: ")") {
          position = close + 1
          return true
        }
      }
      index += 1
    }
    return false
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isWhiteSpace(bytes[start]) { start += 1 }
    while start < end, isWhiteSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
