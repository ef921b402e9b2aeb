/// Makes arbitrary bytes valid UTF-8 without moving any of them.
enum UTF8Repair {
  /// Replaces each byte that is no part of valid UTF-8 (RFC 3629) by `?` and appends the runs of such bytes to `ranges`.
  static func repair(_ bytes: inout [UInt8], reporting ranges: inout [ByteRange]) {
    let broken = invalidRanges(in: bytes.span)
    for range in broken {
      for position in range.indices { bytes[position] = UInt8(ascii: "?") }
    }
    ranges.append(contentsOf: broken)
  }

  private static func invalidRanges(in bytes: Span<UInt8>) -> [ByteRange] {
    var broken: [ByteRange] = []
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
        while offset + 8 <= bytes.count, ByteWord(bytes, at: offset).isASCII { offset += 8 }
        continue
      }
      let length = sequenceLength(in: bytes, at: offset)
      if length == 0 {
        if let last = broken.last, last.upperBound == offset {
          broken[broken.count - 1] = ByteRange(last.lowerBound, offset + 1)
        } else {
          broken.append(ByteRange(offset, offset + 1))
        }
      }
      offset += max(1, length)
    }
    return broken
  }

  /// The length of the well-formed multi-byte sequence at `offset`, or 0.
  private static func sequenceLength(in bytes: Span<UInt8>, at offset: Int) -> Int {
    let lead = bytes[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      second = 0xA0...0xBF
    case 0xED:
      length = 3
      second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      second = 0x90...0xBF
    case 0xF4:
      length = 4
      second = 0x80...0x8F
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for position in offset + 2..<max(offset + 2, offset + length) where bytes[position] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
