/// One replacement in a text: the bytes of `range` give way to `replacement`.
package struct TextEdit: Hashable, Sendable {
  package var range: ByteRange
  package var replacement: String

  package init(_ range: ByteRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension SourceText {
  /// The text after all edits, which refer to this text and apply at once.
  ///
  /// Insertions at one place keep their order. Returns nil where two edits overlap, or where one leaves the text or
  /// cuts a scalar.
  package func applying(_ edits: [TextEdit]) -> SourceText? {
    let ordered = edits.enumerated().sorted {
      ($0.element.range, $0.offset) < ($1.element.range, $1.offset)
    }
    var result: [UInt8] = []
    var consumed = 0
    for (_, edit) in ordered {
      guard edit.range.lowerBound >= consumed, edit.range.upperBound <= count,
        isScalarBoundary(edit.range.lowerBound), isScalarBoundary(edit.range.upperBound)
      else { return nil }
      result.append(contentsOf: bytes[consumed..<edit.range.lowerBound])
      result.append(contentsOf: edit.replacement.utf8)
      consumed = edit.range.upperBound
    }
    result.append(contentsOf: bytes[consumed...])
    return SourceText(changed: result, decoding: decoding)
  }
  private func isScalarBoundary(_ offset: Int) -> Bool { scalarBoundary(atOrBefore: offset) == offset }
}
