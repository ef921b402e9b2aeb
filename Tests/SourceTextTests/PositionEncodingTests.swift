import SourceText
import Testing

struct PositionEncodingTests {
  /// Each scalar that there is goes out and comes back in each encoding.
  @Test(arguments: PositionEncoding.allCases)
  func everyScalarComesBack(encoding: PositionEncoding) {
    let endings = ["\n", "\r\n", "\r"]
    for block in stride(from: 0 as UInt32, to: 0x11_0000, by: 0x1000) {
      let scalars = (block..<block + 0x1000).compactMap(Unicode.Scalar.init)
      #expect(Self.comeBack(scalars, in: encoding, endings: endings), "from U+\(String(block, radix: 16))")
    }
  }

  /// What the lines end with makes no difference.
  @Test(arguments: PositionEncoding.allCases, ["\n", "\r\n", "\r"])
  func scalarsComeBackFromLines(encoding: PositionEncoding, ending: String) {
    let scalars = stride(from: 0 as UInt32, to: 0x11_0000, by: 61).compactMap(Unicode.Scalar.init)
    #expect(Self.comeBack(scalars, in: encoding, endings: [ending]))
  }

  /// Whether each of the scalars, four on a line, has the position that counting gives it, and is found there.
  private static func comeBack(_ scalars: [Unicode.Scalar], in encoding: PositionEncoding, endings: [String]) -> Bool {
    var bytes: [UInt8] = []
    var expected: [(offset: Int, position: LineColumn)] = []
    var position = LineColumn(line: 0, column: 0)
    for (index, scalar) in scalars.enumerated() where scalar != "\n" && scalar != "\r" {
      expected.append((bytes.count, position))
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      switch encoding {
      case .utf8: position.column += UTF8.width(scalar)
      case .utf16: position.column += UTF16.width(scalar)
      case .utf32: position.column += 1
      }
      if index % 4 == 3 {
        bytes.append(contentsOf: endings[position.line % endings.count].utf8)
        position = LineColumn(line: position.line + 1, column: 0)
      }
    }
    let text = SourceText(decoding: bytes)
    return text.decoding == SourceText.Decoding()
      && expected.allSatisfy {
        text.position(of: $0.offset, in: encoding) == $0.position
          && text.offset(of: $0.position, in: encoding) == $0.offset
      }
  }

  static let text = SourceText("aé😀z\r\n\u{FEFF}\u{200D}e\u{301}\n\rlast")

  /// Whether offsets ascend, stay, or go back.
  @Test(arguments: [PositionEncoding.utf8, .utf16, .utf32])
  func manyPositionsAreTheSameAsEach(encoding: PositionEncoding) {
    let all = Array(-1...Self.text.count + 1)
    for offsets in [all, all.reversed(), all.flatMap { [$0, $0] }, all.map { $0 * 7 % (Self.text.count + 1) }] {
      var positions = AscendingPositions(in: Self.text, encoding)
      for offset in offsets {
        #expect(positions.position(of: offset) == Self.text.position(of: offset, in: encoding), "\(offset)")
      }
    }
  }

  /// Encoding, position, and the offset it stands for.
  @Test(arguments: [
    // Inside a scalar: its start.
    (PositionEncoding.utf8, 0, 2, 1),
    (.utf8, 0, 3, 3),
    (.utf8, 0, 4, 3),
    (.utf8, 0, 6, 3),
    (.utf8, 0, 7, 7),
    (.utf16, 0, 2, 3),
    (.utf16, 0, 3, 3),
    (.utf16, 0, 4, 7),
    (.utf32, 0, 3, 7),
    // Behind the line's end, and never into its ending.
    (.utf8, 0, 8, 8),
    (.utf8, 0, 9, 8),
    (.utf16, 0, 5, 8),
    (.utf16, 0, 6, 8),
    (.utf16, 0, Int.max, 8),
    (.utf32, 0, 0x7FFF_FFFF, 8),
    (.utf8, 2, 1, 20),
    (.utf16, 3, Int.max, 25),
    // Scalars that make no sign of their own count all the same.
    (.utf16, 1, 1, 13),
    (.utf16, 1, 2, 16),
    (.utf16, 1, 3, 17),
    (.utf16, 1, 4, 19),
    // Outside the text.
    (.utf8, -1, 5, 0),
    (.utf16, Int.min, Int.min, 0),
    (.utf16, 0, -1, 0),
    (.utf16, 3, Int.min, 21),
    (.utf16, 4, 0, 25),
    (.utf16, Int.max, Int.max, 25),
  ])
  func positionStandsFor(encoding: PositionEncoding, line: Int, column: Int, offset: Int) {
    #expect(Self.text.offset(of: LineColumn(line: line, column: column), in: encoding) == offset)
  }

  /// Encoding, offset, and the position it is shown at.
  @Test(arguments: [
    (PositionEncoding.utf16, -1, 0, 0),
    (.utf16, Int.min, 0, 0),
    (.utf8, 2, 0, 1),
    (.utf16, 4, 0, 2),
    (.utf32, 6, 0, 2),
    // Within a line ending: the line's end.
    (.utf16, 8, 0, 5),
    (.utf16, 9, 0, 5),
    (.utf16, 10, 1, 0),
    (.utf16, 11, 1, 0),
    (.utf16, 19, 1, 4),
    (.utf16, 20, 2, 0),
    (.utf16, 25, 3, 4),
    (.utf16, 26, 3, 4),
    (.utf16, Int.max, 3, 4),
  ])
  func offsetIsShownAt(encoding: PositionEncoding, offset: Int, line: Int, column: Int) {
    #expect(Self.text.position(of: offset, in: encoding) == LineColumn(line: line, column: column))
  }

  @Test func anEmptyTextHasOnePlace() {
    for encoding in PositionEncoding.allCases {
      #expect(SourceText("").position(of: 3, in: encoding) == LineColumn(line: 0, column: 0))
      #expect(SourceText("").offset(of: LineColumn(line: 2, column: 2), in: encoding) == 0)
    }
  }
}
