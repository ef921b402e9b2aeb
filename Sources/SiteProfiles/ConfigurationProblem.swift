package import SourceText
package import YAMLDocument

/// Something wrong with a configuration, the generator's or Glossa's own.
package struct ConfigurationProblem: Sendable, Hashable {
  /// One sentence without a full stop, which names the key.
  package var message: String
  /// One-based; zero in settings that stand in no file.
  package var line: Int
  /// One-based, in UTF-16 code units; zero in settings that stand in no file.
  package var column: Int
  /// The bytes of the key or value, counted from behind a byte-order mark.
  package var range: ByteRange

  package init(_ message: String, at start: YAMLPosition, endOffset: Int? = nil) {
    self.message = message
    line = start.line
    column = start.column
    range = ByteRange(start.offset, endOffset ?? start.offset)
  }

  package init(_ message: String, at node: YAMLNode) {
    self.init(message, at: node.start, endOffset: node.endOffset)
  }

  /// Why a text could not be read, or what is doubtful in it.
  package init(_ problem: YAMLProblem) {
    self.init(problem.message, at: problem.start)
  }
}
