import SourceText
import TestSupport
import Testing

struct DecodingTests {
  /// A file's bytes, and the text, its broken runs, and whether a mark stood before it.
  @Test(
    arguments: [
      ([], "", [], false),
      ([0x61, 0xC3, 0xA9], "aé", [], false),
      ([0xEF, 0xBB, 0xBF, 0x61], "a", [], true),
      ([0xEF, 0xBB, 0xBF], "", [], true),
      ([0xEF, 0xBB], "??", [ByteRange(0, 2)], false),
      ([0x61, 0xEF, 0xBB, 0xBF], "a\u{FEFF}", [], false),
      ([0x00, 0x61, 0x00], "\0a\0", [], false),
      // Bytes that begin nothing, or go on with nothing.
      ([0x61, 0x80, 0x62], "a?b", [ByteRange(1, 2)], false),
      ([0x61, 0x80, 0xBF, 0x62, 0xFF], "a??b?", [ByteRange(1, 3), ByteRange(4, 5)], false),
      ([0xC3], "?", [ByteRange(0, 1)], false),
      ([0xE2, 0x82], "??", [ByteRange(0, 2)], false),
      ([0xF0, 0x9F, 0x98, 0x61], "???a", [ByteRange(0, 3)], false),
      // Longer than need be, surrogates, beyond the last scalar.
      ([0xC0, 0xAF], "??", [ByteRange(0, 2)], false),
      ([0xE0, 0x9F, 0xBF], "???", [ByteRange(0, 3)], false),
      ([0xED, 0xA0, 0x80], "???", [ByteRange(0, 3)], false),
      ([0xED, 0x9F, 0xBF], "\u{D7FF}", [], false),
      ([0xF0, 0x8F, 0xBF, 0xBF], "????", [ByteRange(0, 4)], false),
      ([0xF4, 0x8F, 0xBF, 0xBF], "\u{10FFFF}", [], false),
      ([0xF4, 0x90, 0x80, 0x80], "????", [ByteRange(0, 4)], false),
      ([0xF8, 0x88, 0x80, 0x80, 0x80], "?????", [ByteRange(0, 5)], false),
    ] as [([UInt8], String, [ByteRange], Bool)]
  )
  func bytesBecomeText(bytes: [UInt8], text: String, broken: [ByteRange], hadMark: Bool) {
    let source = SourceText(decoding: bytes)
    #expect(source.bytes == Array(text.utf8))
    #expect(source.decoding.invalidRanges == broken)
    #expect(source.decoding.hadByteOrderMark == hadMark)
    #expect(!source.decoding.isUTF16)
    #expect(source.decoding.isLossless == broken.isEmpty)
    #expect(source.lines == LineIndex(source.bytes))
  }

  @Test(arguments: [[0xFE, 0xFF], [0xFF, 0xFE], [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
  func otherEncodingsAreNotGuessedAt(bytes: [UInt8]) {
    let source = SourceText(decoding: bytes)
    #expect(source.bytes.isEmpty)
    #expect(source.decoding.isUTF16 && !source.decoding.isLossless)
    #expect(source.lines.count == 1)
  }

  @Test func aStringKeepsItsLeadingMark() {
    #expect(SourceText("\u{FEFF}a").bytes == [0xEF, 0xBB, 0xBF, 0x61])
    #expect(!SourceText("\u{FEFF}a").decoding.hadByteOrderMark)
  }

  /// What is valid stays, where it stood; the standard library is the judge.
  @Test(arguments: 0..<10)
  func anyBytesKeepTheirLengthAndTheirText(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let common: [UInt8] = [
      0x61, 0x0A, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<2_000 {
      let bytes =
        [0x61]
        + (0..<Int.random(in: 0...24, using: &random)).map { _ -> UInt8 in
          Bool.random(using: &random) ? common.randomElement(using: &random) ?? 0 : .random(in: 0...255, using: &random)
        }
      let source = SourceText(decoding: bytes)
      let isBroken = bytes.indices.map { offset in source.decoding.invalidRanges.contains { $0.contains(offset) } }
      let isRight =
        source.bytes.count == bytes.count
        && String(validating: source.bytes, as: UTF8.self) != nil
        && zip(source.bytes, bytes).enumerated().allSatisfy {
          isBroken[$0.offset] ? $0.element.0 == 0x3F : $0.element.0 == $0.element.1
        }
        && Self.valid(source.bytes.indices.filter { !isBroken[$0] }.map { bytes[$0] }) == Self.valid(bytes)
      guard isRight else {
        Issue.record("\(bytes)")
        return
      }
    }
  }

  /// The scalars that a decoder makes of bytes, without those that stand for broken ones.
  private static func valid(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\u{FFFD}" }
  }
}
