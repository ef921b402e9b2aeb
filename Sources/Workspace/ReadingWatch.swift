package import SourceText

/// Whoever looks after the reading of pages, which cannot be interrupted and is bounded by an estimate only.
package protocol ReadingWatch: Sendable {
  /// Whether a text must not be read, because reading it did not come to an end before.
  func isBarred(_ text: SourceText) -> Bool

  /// Reads a page, and knows meanwhile that it is being read.
  func watch<Result>(_ path: String, _ text: SourceText, _ read: () -> Result) -> Result
}
