package import SourceText
package import Workspace

/// What a rule gets to see: a page, its workspace, and what was found out about the page once for all rules.
package struct RuleContext: Sendable {
  package let snapshot: WorkspaceSnapshot
  package let page: Page
  /// What each of the page's references means, in their order.
  package let resolutions: [Resolution]
  package let usage: WorkspaceUsage
  /// The level that the configuration gives the rule, or its default one; never `off`.
  package var level: RuleLevel

  package init(_ page: Page, in snapshot: WorkspaceSnapshot, usage: WorkspaceUsage) {
    self.page = page
    self.snapshot = snapshot
    self.usage = usage
    resolutions = page.references.map { snapshot.resolve($0, on: page) }
    level = .warning
  }

  /// Whether the page defines terms.
  package var isEntryPage: Bool { snapshot.entryPages.contains(page.id) }

  /// A problem of the rule on this page.
  ///
  /// - Parameter severity: where it depends on the place; else the rule's level.
  package func problem(
    _ rule: RuleDescription,
    at range: ByteRange,
    _ message: String,
    subject: String,
    severity: Severity? = nil,
    related: [RelatedPlace] = [],
    isUnnecessary: Bool = false
  ) -> Problem {
    Problem(
      rule: rule.id,
      severity: severity ?? Severity(level) ?? .warning,
      page: page.path,
      range: range,
      message: message,
      subject: subject,
      related: related,
      isUnnecessary: isUnnecessary
    )
  }
}
