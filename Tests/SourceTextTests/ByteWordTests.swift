import SourceText
import Testing

@Suite struct ByteWordTests {
  /// Every byte in every place, among bytes that differ from it in one bit.
  @Test func findsWhatIsThere() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        var bytes = (0..<8).map { byte ^ (1 << $0) }
        bytes[place] = byte
        let word = ByteWord(bytes.span, at: 0)
        #expect(word.places(of: byte) == 0x80 << (8 * UInt64(place)))
        #expect(word.isASCII == bytes.allSatisfy { $0 < 0x80 })
      }
    }
  }

  @Test func marksWhatMayBeMoreThanText() {
    for byte in UInt8.min...UInt8.max {
      let isMarked = ByteWord([UInt8](repeating: byte, count: 8).span, at: 0).marks != 0
      if "[]_*~`<|\n\r\0".utf8.contains(byte) { #expect(isMarked) }
      if byte >= 0x80 || "abcxyzABCXYZ0189 .,;:()!?#=+/&'\"".utf8.contains(byte) { #expect(!isMarked) }
    }
  }

  @Test(arguments: 0...20) func findsTheFirst(_ offset: Int) {
    var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 21)
    bytes[offset] = UInt8(ascii: "{")
    for start in 0...offset {
      #expect(ByteWord.firstOffset(of: UInt8(ascii: "{"), in: bytes.span, from: start) == offset)
      #expect(
        ByteWord.firstOffset(of: UInt8(ascii: "#"), or: UInt8(ascii: "{"), in: bytes.span, from: start) == offset
      )
    }
    #expect(ByteWord.firstOffset(of: UInt8(ascii: "{"), in: bytes.span, from: offset + 1) == nil)
  }
}
