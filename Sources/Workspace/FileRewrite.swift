package import SourceText

/// A new text for a file.
package struct FileRewrite: Sendable {
  /// Relative to the workspace, with `/`.
  package var path: String
  /// The text as it was read; nil where the file is to be made.
  package var old: SourceText?
  package var new: SourceText

  package init(path: String, old: SourceText?, new: SourceText) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// What is to be written, if the file still holds what was read; nil where the file is no UTF-8, so that writing it
  /// would lose some of it.
  package var change: FileChange? {
    guard let bytes = new.fileBytes else { return nil }
    guard let old else { return FileChange(path: path, bytes: bytes, expecting: .absent) }
    return old.fileBytes.map { FileChange(path: path, bytes: bytes, expecting: .content($0)) }
  }
}
