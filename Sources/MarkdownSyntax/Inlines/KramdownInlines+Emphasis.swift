extension KramdownScanner {
  /// Reads `*emphasis*` or `**strong**`, which hides a closing bracket within it from a link that began before it.
  mutating func readEmphasis(_ frame: inout Frame) {
    let opening = position
    let delimiter = bytes[position]
    let count = byte(at: position + 1) == delimiter ? 2 : 1
    let content = opening + count
    let isNested = count == 2 ? frame.isWithinStrong : frame.isWithinEmphasis
    guard !isNested, !(delimiter == UInt8(ascii: "_") && followsLetter(opening)), !isWhiteSpace(byte(at: content)),
      frame.depth < Self.depthLimit
    else { return readText(count, &frame) }
    var found = readEmphasis(delimiter, count: count, from: content, in: frame)
    // Emphasis may begin at the second delimiter of two, but not within emphasis.
    if !found, count == 2, !frame.isEmphasis {
      found = readEmphasis(delimiter, count: 1, from: opening + 1, in: frame)
    }
    guard found else {
      position = opening
      return readText(count, &frame)
    }
    frame.addElement()
  }

  private mutating func readEmphasis(
    _ delimiter: UInt8,
    count: Int,
    from content: Int,
    in frame: Frame
  ) -> Bool {
    let spanCount = spans.count
    let markCount = marks.count
    position = content
    var inner = frame.inner(.delimiter(delimiter, count: count))
    if count == 1 {
      (inner.isEmphasis, inner.isWithinEmphasis) = (true, true)
    } else {
      inner.isWithinStrong = true
    }
    guard readSpans(&inner) else {
      forget(spansFrom: spanCount, marksFrom: markCount)
      return false
    }
    mark(.hidden, content - count..<content)
    mark(.hidden, position..<position + count)
    position += count
    return true
  }

  /// Whether the delimiter at `position` closes the emphasis.
  func isAtClosing(_ delimiter: UInt8, count: Int, _ frame: Frame) -> Bool {
    guard frame.hasChildren, bytes[position] == delimiter, count == 1 || byte(at: position + 1) == delimiter,
      position > start, !isWhiteSpace(bytes[position - 1])
    else { return false }
    if count == 1, byte(at: position + 1) == delimiter, byte(at: position + 2) != delimiter { return false }
    return delimiter != UInt8(ascii: "_") || !isAlphanumeric(at: position + count)
  }

  /// Whether a letter, or a letter and a hyphen, stands before `position`.
  private func followsLetter(_ position: Int) -> Bool {
    guard let last = scalar(before: position) else { return false }
    if last.properties.isAlphabetic { return true }
    return last == "-" && scalar(before: position - 1)?.properties.isAlphabetic == true
  }

  private func isAlphanumeric(at position: Int) -> Bool {
    guard position < end else { return false }
    if bytes[position] < 0x80 { return bytes[position].isASCIILetter || bytes[position].isASCIIDigit }
    var last = position + 1
    while last < end, bytes[last] & 0xC0 == 0x80 { last += 1 }
    guard let scalar = String(decoding: bytes[position..<last], as: UTF8.self).unicodeScalars.first else {
      return false
    }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber
  }

  private func scalar(before position: Int) -> Unicode.Scalar? {
    guard position > start else { return nil }
    var first = position - 1
    if bytes[first] < 0x80 { return Unicode.Scalar(bytes[first]) }
    while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    return String(decoding: bytes[first..<position], as: UTF8.self).unicodeScalars.first
  }
}
