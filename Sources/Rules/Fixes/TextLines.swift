import SourceText

/// Lines of a text, as fixes take them out and put them in.
enum TextLines {
  /// What to remove so that nothing remains of a range: its lines with their ends where nothing else stands on them.
  static func removal(of range: ByteRange, in text: SourceText) -> ByteRange {
    let first = text.lines.line(at: range.lowerBound)
    let last = text.lines.line(at: max(range.lowerBound, range.upperBound - 1))
    let before = ByteRange(text.lines.start(of: first), range.lowerBound)
    let after = ByteRange(range.upperBound, text.lineContent(last).upperBound)
    guard isBlank(before, text), isBlank(after, text) else { return range }
    return ByteRange(text.lines.start(of: first), text.lines.range(of: last).upperBound)
  }

  static func isBlank(_ range: ByteRange, _ text: SourceText) -> Bool {
    text.slice(range).allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether a range holds signs at most, apart from another one within it.
  static func holdsNoWords(_ range: ByteRange, but inner: ByteRange, _ text: SourceText) -> Bool {
    let rest = [ByteRange(range.lowerBound, inner.lowerBound), ByteRange(inner.upperBound, range.upperBound)]
    return rest.allSatisfy { text[$0].allSatisfy { !$0.isLetter && !$0.isNumber } }
  }
}
