/// Eight bytes of a text in one number, to be looked at together: most of them need no closer look.
@usableFromInline
package struct ByteWord {
  /// The first byte in the lowest bits.
  @usableFromInline package let bits: UInt64

  @inlinable @inline(__always)
  static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// The eight bytes from `offset` on.
  @inlinable @inline(__always)
  package init(_ bytes: Span<UInt8>, at offset: Int) {
    // Its bounds are checked; what is unsafe is to take any bits for a value, and all of them are a number.
    bits = unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inlinable @inline(__always)
  package var isASCII: Bool { bits & 0x8080_8080_8080_8080 == 0 }

  /// The high bit of each of the eight places that hold `byte`.
  @inlinable @inline(__always)
  package func places(of byte: UInt8) -> UInt64 {
    let differsHigh = bits ^ (Self.ones * UInt64(byte))
    let low = bits & (Self.ones * 0x7F)
    return Self.places(of: byte & 0x7F, among: low) & ~differsHigh & (Self.ones * 0x80)
  }

  /// The high bit of each place that holds an ASCII byte, among places without their high bits; the others are of no
  /// meaning.
  @inlinable @inline(__always)
  static func places(of byte: UInt8, among low: UInt64) -> UInt64 {
    // What equals the byte becomes zero, and only zero stays below 0x80.
    ~((low ^ (ones * UInt64(byte))) + ones * 0x7F)
  }

  /// The high bit of each place that may hold what is more than text: a bracket, `*`, `_`, `~`, `` ` ``, `<`, `|`, or a
  /// control character such as a line ending. Braces and a few others are among them, nothing beyond ASCII is.
  @inlinable @inline(__always)
  package var marks: UInt64 {
    let low = bits & (Self.ones * 0x7F)
    // From `{` to delete, and with the sixth bit set from `[` to `_`.
    var found = (low | Self.ones * 0x20) + Self.ones * 0x05
    found |= Self.places(of: UInt8(ascii: "*"), among: low)
    found |= Self.places(of: UInt8(ascii: "<"), among: low)
    found |= Self.places(of: UInt8(ascii: "`"), among: low)
    // Below 0x10.
    found |= ~(low + Self.ones * 0x70)
    return found & ~bits & (Self.ones * 0x80)
  }

  /// Whether there is a byte from 0x08 to 0x0F among them, as line endings are. Others may be taken for one.
  @inlinable @inline(__always)
  package var mayEndLine: Bool {
    // Without its lowest three bits such a byte is 0x08; what is zero after that is told by the borrow.
    let rest = (bits & (Self.ones * 0xF8)) ^ (Self.ones * 0x08)
    return (rest &- Self.ones) & ~rest & (Self.ones * 0x80) != 0
  }
}

// MARK: Search

extension ByteWord {
  /// The offset of the first `byte` of a text from `start` on.
  @inlinable
  package static func firstOffset(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
    firstOffset(of: byte, or: byte, in: text, from: start)
  }

  /// The offset of the first byte of a text from `start` on that is one of the two.
  @inlinable @inline(__always)
  package static func firstOffset(
    of byte: UInt8,
    or other: UInt8,
    in text: Span<UInt8>,
    from start: Int
  ) -> Int? {
    var offset = start
    while offset + 8 <= text.count {
      let word = ByteWord(text, at: offset)
      let places = word.places(of: byte) | word.places(of: other)
      if places != 0 { return offset + places.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < text.count {
      if text[offset] == byte || text[offset] == other { return offset }
      offset += 1
    }
    return nil
  }
}
