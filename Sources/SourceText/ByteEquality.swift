extension String {
  /// Whether two texts have the same bytes. `==` takes canonically equivalent texts for equal (`é` as one scalar and as
  /// two), which no generator does.
  package func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

extension [String] {
  /// Whether two lists have the same texts, byte by byte.
  package func hasSameBytes(as other: [String]) -> Bool {
    count == other.count && elementsEqual(other) { $0.hasSameBytes(as: $1) }
  }
}
