extension String {
  /// Whether two texts have the same bytes. `==` takes canonically equivalent texts for equal (`é` as one scalar and as
  /// two), which no generator does.
  package func hasSameBytes(as other: String) -> Bool {
    utf8.span.hasSameBytes(as: other.utf8.span)
  }
}

extension SourceText {
  /// Whether a range of one text has the same bytes as a range of another.
  package func hasSameBytes(in range: ByteRange, as otherRange: ByteRange, of other: SourceText) -> Bool {
    bytes.span.extracting(slice(range).indices)
      .hasSameBytes(as: other.bytes.span.extracting(other.slice(otherRange).indices))
  }
}

extension Span<UInt8> {
  fileprivate func hasSameBytes(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var offset = 0
    while count - offset >= 8 {
      if ByteWord(self, at: offset).bits != ByteWord(other, at: offset).bits { return false }
      offset += 8
    }
    while offset < count {
      if self[offset] != other[offset] { return false }
      offset += 1
    }
    return true
  }
}

extension [String] {
  /// Whether two lists have the same texts, byte by byte.
  package func hasSameBytes(as other: [String]) -> Bool {
    count == other.count && indices.allSatisfy { self[$0].hasSameBytes(as: other[$0]) }
  }
}
