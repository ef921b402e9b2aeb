package import SourceText

/// A link reference definition, `[Label]: destination "title"`.
package struct LinkDefinition: Hashable, Sendable {
  /// From the opening bracket to the end of the destination or title.
  package var range: ByteRange
  /// Between the brackets, as written.
  package var label: ByteRange
  /// The destination without angle brackets.
  package var destination: ByteRange
  /// The index of the block that holds it.
  package var block: Int

  package init(range: ByteRange, label: ByteRange, destination: ByteRange, block: Int) {
    self.range = range
    self.label = label
    self.destination = destination
    self.block = block
  }
}
