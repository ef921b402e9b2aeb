/// The immutable UTF-8 text of one page, with its line index.
///
/// `bytes` are always valid UTF-8 without a byte-order mark. What the file held beyond that is remembered, so that
/// it can be reported and, on writing, kept.
package struct SourceText: Sendable {
  /// Valid UTF-8. All offsets in Glossa count bytes of this array, from zero.
  package let bytes: [UInt8]

  package let lines: LineIndex

  /// What had to be changed to make the file's bytes a text.
  package let decoding: Decoding

  package struct Decoding: Sendable, Equatable {
    /// The file began with the UTF-8 byte-order mark; offsets count from behind it.
    package var hadByteOrderMark = false

    /// Runs of bytes that are no UTF-8; each byte was replaced by one `?`, so that positions stay.
    package var invalidRanges: [ByteRange] = []

    /// The file is UTF-16 by its byte-order mark; the text is empty then.
    package var isUTF16 = false

    /// Whether the text still holds all that the file holds, so that writing it back loses nothing.
    package var isLossless: Bool { invalidRanges.isEmpty && !isUTF16 }

    package init() {}
  }

  /// Makes a text of a file's bytes; never fails, see ``Decoding``.
  package init(decoding raw: [UInt8]) {
    var decoding = Decoding()
    if raw.starts(with: [0xFE, 0xFF]) || raw.starts(with: [0xFF, 0xFE]) {
      decoding.isUTF16 = true
      self.init(bytes: [], lines: LineIndex([]), decoding: decoding)
      return
    }
    var bytes = raw
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
      decoding.hadByteOrderMark = true
      bytes.removeFirst(3)
    }
    UTF8Repair.repair(&bytes, reporting: &decoding.invalidRanges)
    self.init(bytes: bytes, lines: LineIndex(bytes), decoding: decoding)
  }

  /// Makes a text of a string, as an editor sends it; a leading U+FEFF stays part of the text.
  package init(_ string: String) {
    let bytes = Array(string.utf8)
    self.init(bytes: bytes, lines: LineIndex(bytes), decoding: Decoding())
  }

  /// A new text in the place of an old one, whose decoding notes it keeps.
  init(changed bytes: [UInt8], decoding: Decoding) {
    self.init(bytes: bytes, lines: LineIndex(bytes), decoding: decoding)
  }

  private init(bytes: [UInt8], lines: LineIndex, decoding: Decoding) {
    self.bytes = bytes
    self.lines = lines
    self.decoding = decoding
  }

  /// What a file with this text holds, byte-order mark included; nil where the text is not all that its file held.
  package var fileBytes: [UInt8]? {
    guard decoding.isLossless else { return nil }
    return decoding.hadByteOrderMark ? [0xEF, 0xBB, 0xBF] + bytes : bytes
  }

  /// The length in bytes.
  package var count: Int { bytes.count }

  /// The text of a range; parts outside the text are left out.
  package subscript(range: ByteRange) -> String {
    String(decoding: slice(range), as: UTF8.self)
  }

  /// The bytes of a range; parts outside the text are left out.
  package func slice(_ range: ByteRange) -> ArraySlice<UInt8> {
    bytes[min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count)]
  }

  /// The range of a zero-based line without its line ending.
  package func lineContent(_ line: Int) -> ByteRange {
    let range = lines.range(of: line)
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return ByteRange(range.lowerBound, end)
  }

  /// The line ending that the text uses: that of its first line, `\n` where there is none.
  package var lineEnding: String {
    let first = lines.range(of: 0)
    let ending = self[ByteRange(lineContent(0).upperBound, first.upperBound)]
    return ending.isEmpty ? "\n" : ending
  }

  /// The text after one replacement; the range is clamped to the text and to whole scalars.
  package func replacing(_ range: ByteRange, with replacement: some Collection<UInt8>) -> SourceText {
    let lower = scalarBoundary(atOrBefore: range.lowerBound)
    let upper = max(lower, scalarBoundary(atOrBefore: range.upperBound))
    // A copy that is changed in place would have more room than the array that it comes from, with every edit again.
    var changed: [UInt8] = []
    changed.reserveCapacity(bytes.count - (upper - lower) + replacement.count)
    changed += bytes[..<lower]
    changed += replacement
    changed += bytes[upper...]
    let index = lines.replacing(ByteRange(lower, upper), with: replacement.count, in: changed)
    return SourceText(bytes: changed, lines: index, decoding: decoding)
  }

  /// The nearest start of a Unicode scalar at or before `offset`, within the text.
  package func scalarBoundary(atOrBefore offset: Int) -> Int {
    var boundary = min(max(0, offset), bytes.count)
    while boundary > 0, boundary < bytes.count, bytes[boundary] & 0xC0 == 0x80 { boundary -= 1 }
    return boundary
  }
}

extension SourceText: Equatable {
  package static func == (left: SourceText, right: SourceText) -> Bool { left.bytes == right.bytes }
}
