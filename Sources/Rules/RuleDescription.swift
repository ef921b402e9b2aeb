package import Workspace

/// What a rule says of itself.
package struct RuleDescription: Hashable, Sendable {
  /// Lower-case words joined by hyphens; never changes.
  package var id: String
  /// One sentence: when the rule reports.
  package var summary: String
  /// A paragraph or more of Markdown, with an example.
  package var documentation: String
  package var defaultLevel: RuleLevel
  /// Whether the rule knows fixes for some of its problems.
  package var isFixable: Bool

  package init(
    id: String,
    summary: String,
    documentation: String,
    defaultLevel: RuleLevel,
    isFixable: Bool
  ) {
    self.id = id
    self.summary = summary
    self.documentation = documentation
    self.defaultLevel = defaultLevel
    self.isFixable = isFixable
  }
}
