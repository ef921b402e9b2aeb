package import SourceText

/// One way to mend a problem.
package struct Fix: Hashable, Sendable {
  /// What the author would choose, such as `Add a definition of [LLM] to includes/glossary/l.md`.
  package var title: String
  /// Whether this is the fix that most authors would want, and that is safe to apply unasked.
  package var isPreferred: Bool
  package var edits: [PageEdit]

  package init(title: String, isPreferred: Bool = false, edits: [PageEdit]) {
    self.title = title
    self.isPreferred = isPreferred
    self.edits = edits
  }
}

/// Changes to one page; ranges refer to its present text.
package struct PageEdit: Hashable, Sendable {
  /// The page's path, relative to the workspace, with `/`.
  package var page: String
  package var edits: [TextEdit]

  package init(page: String, edits: [TextEdit]) {
    self.page = page
    self.edits = edits
  }
}
