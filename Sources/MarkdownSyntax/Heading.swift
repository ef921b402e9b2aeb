package import SourceText

/// A heading, with what names and anchors are made of.
package struct Heading: Hashable, Sendable {
  /// The index of its block.
  package var block: Int
  /// 1 to 6.
  package var level: Int
  /// The whole heading, markers included.
  package var range: ByteRange
  /// Its text as written, without `#`s and without a trailing attribute list.
  package var content: ByteRange
  /// Its text as a reader sees it.
  package var title: String
  /// The id that an attribute list gives it.
  package var explicitID: String?

  package init(block: Int, level: Int, range: ByteRange, content: ByteRange, title: String, explicitID: String?) {
    self.block = block
    self.level = level
    self.range = range
    self.content = content
    self.title = title
    self.explicitID = explicitID
  }
}
