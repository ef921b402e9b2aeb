/// Eight bytes of a text in one number, to be looked at together: most of them need no closer look.
package struct ByteWord {
  /// The first byte in the lowest bits.
  @usableFromInline let bits: UInt64

  /// The eight bytes from `offset` on; the optimiser makes one load of this.
  @inlinable @inline(__always)
  package init(_ bytes: Span<UInt8>, at offset: Int) {
    bits =
      UInt64(bytes[offset]) | UInt64(bytes[offset + 1]) << 8 | UInt64(bytes[offset + 2]) << 16
      | UInt64(bytes[offset + 3]) << 24 | UInt64(bytes[offset + 4]) << 32 | UInt64(bytes[offset + 5]) << 40
      | UInt64(bytes[offset + 6]) << 48 | UInt64(bytes[offset + 7]) << 56
  }

  @inlinable @inline(__always)
  package var isASCII: Bool { bits & 0x8080_8080_8080_8080 == 0 }

  /// Whether there is a byte from 0x08 to 0x0F among them, as line endings are. Others may be taken for one.
  @inlinable @inline(__always)
  package var mayEndLine: Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // Without its lowest three bits such a byte is 0x08; what is zero after that is told by the borrow.
    let rest = (bits & (ones * 0xF8)) ^ (ones * 0x08)
    return (rest &- ones) & ~rest & (ones * 0x80) != 0
  }
}
