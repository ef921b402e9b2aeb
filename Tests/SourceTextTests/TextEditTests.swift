import SourceText
import Testing

struct TextEditTests {
  private static let text = SourceText("one\r\ntwo é three")

  /// Edits, and the text after them; nil where they cannot be applied.
  @Test(
    arguments: [
      ([], "one\r\ntwo é three"),
      ([(0, 3, "1")], "1\r\ntwo é three"),
      ([(5, 8, "2"), (0, 3, "1")], "1\r\n2 é three"),
      ([(0, 0, "a"), (0, 0, "b")], "abone\r\ntwo é three"),
      ([(3, 5, " "), (3, 3, ",")], "one, two é three"),
      ([(0, 3, "1"), (3, 3, ","), (3, 5, " ")], "1, two é three"),
      ([(17, 17, "!")], "one\r\ntwo é three!"),
      ([(0, 17, "")], ""),
      ([(9, 11, "è")], "one\r\ntwo è three"),
      // Over one another.
      ([(0, 3, "1"), (2, 4, "2")], nil),
      ([(0, 3, "1"), (0, 3, "1")], nil),
      ([(0, 5, "1"), (2, 2, "2")], nil),
      // Outside the text.
      ([(17, 18, "")], nil),
      ([(18, 18, "!")], nil),
      ([(0, Int.max, "")], nil),
      // Through a scalar, which would leave bytes that are no text.
      ([(9, 10, "e")], nil),
      ([(10, 10, "e")], nil),
    ] as [([(Int, Int, String)], String?)]
  )
  func editsApplyAtOnce(edits: [(Int, Int, String)], expected: String?) {
    let changed = Self.text.applying(edits.map { TextEdit(ByteRange($0.0, $0.1), $0.2) })
    #expect(changed.map { $0[ByteRange(0, $0.count)] } == expected)
    if let changed { #expect(changed.lines == LineIndex(changed.bytes)) }
  }

  @Test func whatTheFileWasIsKept() {
    let text = SourceText(decoding: [0xEF, 0xBB, 0xBF] + Array("ab".utf8))
    #expect(text.applying([TextEdit(ByteRange(0, 1), "c")])?.decoding.hadByteOrderMark == true)
    #expect(text.replacing(ByteRange(0, 1), with: "c".utf8).decoding.hadByteOrderMark)
  }

  @Test func typingDoesNotMakeTheTextHoldMoreAndMoreMemory() {
    var text = SourceText(String(repeating: "a line of text\n", count: 20_000))
    for _ in 0..<200 { text = text.replacing(.empty(at: 1000), with: "x".utf8) }
    #expect(text.bytes.capacity < text.count + 10_000)
  }

  /// Range, and the text when it gives way to `x`: the range is clamped to the text and to whole scalars.
  @Test(arguments: [
    (-5, 3, "x\r\ntwo é three"),
    (12, 99, "one\r\ntwo é x"),
    (99, 100, "one\r\ntwo é threex"),
    (10, 10, "one\r\ntwo xé three"),
    (9, 10, "one\r\ntwo xé three"),
    (10, 11, "one\r\ntwo x three"),
    (4, 4, "one\rx\ntwo é three"),
  ])
  func oneReplacementIsClamped(lower: Int, upper: Int, expected: String) {
    let changed = Self.text.replacing(ByteRange(lower, upper), with: "x".utf8)
    #expect(changed[ByteRange(0, changed.count)].unicodeScalars.elementsEqual(expected.unicodeScalars))
    #expect(changed.lines == LineIndex(changed.bytes))
  }
}

struct ByteRangeTests {
  @Test func boundsAreClampedAndOrdered() {
    #expect(ByteRange(-1, 3) == ByteRange(0, 3))
    #expect(ByteRange(5, 3) == ByteRange(5, 5))
    #expect(ByteRange(.min, .max) == ByteRange(0, Int(UInt32.max)))
    #expect(ByteRange(3, 4).shifted(by: -10) == ByteRange(0, 0))
    #expect(ByteRange(2..<4).indices == 2..<4)
  }

  @Test func rangesHoldAndTouch() {
    let range = ByteRange(2, 4)
    #expect([1, 2, 3, 4, 5].map(range.contains) == [false, true, true, false, false])
    #expect([1, 2, 3, 4, 5].map(range.touches) == [false, true, true, true, false])
    #expect(range.contains(ByteRange(2, 4)) && range.contains(.empty(at: 4)) && !range.contains(ByteRange(3, 5)))
    #expect(range.overlaps(ByteRange(3, 9)) && !range.overlaps(ByteRange(4, 9)) && !range.overlaps(ByteRange(0, 2)))
    #expect(
      [ByteRange(1, 3), ByteRange(0, 9), ByteRange(1, 2)].sorted() == [(0, 9), (1, 2), (1, 3)].map(ByteRange.init)
    )
  }
}
