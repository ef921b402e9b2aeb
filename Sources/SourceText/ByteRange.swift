/// A half-open range of byte offsets into one page's text.
///
/// Offsets are kept in 32 bits, since a page never exceeds 8 MiB and a workspace holds millions of ranges.
@usableFromInline
package struct ByteRange: Hashable, Sendable {
  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32

  /// The offset of the first byte.
  @inlinable package var lowerBound: Int { Int(start) }

  /// The offset just behind the last byte.
  @inlinable package var upperBound: Int { Int(end) }

  /// The number of bytes.
  @inlinable package var count: Int { Int(end) - Int(start) }

  @inlinable package var isEmpty: Bool { start == end }

  /// Makes a range; bounds outside 0…2³²−1 are clamped, and an upper bound below the lower one gives an empty range.
  @inlinable package init(_ lowerBound: Int, _ upperBound: Int) {
    start = UInt32(clamping: lowerBound)
    end = max(UInt32(clamping: upperBound), start)
  }

  @inlinable package init(_ range: Range<Int>) {
    self.init(range.lowerBound, range.upperBound)
  }

  /// The empty range at an offset.
  @inlinable package static func empty(at offset: Int) -> ByteRange { ByteRange(offset, offset) }

  /// The same bytes as a standard range, for subscripts.
  @inlinable package var indices: Range<Int> { lowerBound..<upperBound }

  /// Whether the byte at `offset` lies in the range.
  @inlinable package func contains(_ offset: Int) -> Bool { lowerBound <= offset && offset < upperBound }

  /// Whether `offset` lies in the range or touches its end, as an editor's cursor does.
  @inlinable package func touches(_ offset: Int) -> Bool { lowerBound <= offset && offset <= upperBound }

  /// Whether `other` lies wholly within the range.
  @inlinable package func contains(_ other: ByteRange) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }

  /// Whether the two ranges share at least one byte.
  @inlinable package func overlaps(_ other: ByteRange) -> Bool {
    lowerBound < other.upperBound && other.lowerBound < upperBound
  }

  /// The range moved by a number of bytes.
  @inlinable package func shifted(by distance: Int) -> ByteRange {
    ByteRange(lowerBound + distance, upperBound + distance)
  }
}

extension ByteRange: Comparable {
  /// Orders by start, then by end.
  @inlinable package static func < (left: ByteRange, right: ByteRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

extension ByteRange: CustomStringConvertible {
  @usableFromInline package var description: String { "\(start)..<\(end)" }
}
