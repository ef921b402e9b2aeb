package import SourceText

/// Something wrong on a page.
package struct Problem: Hashable, Sendable {
  /// The id of the rule that found it, such as `dangling-reference`.
  package var rule: String
  package var severity: Severity
  /// The page's path, relative to the workspace, with `/`.
  package var page: String
  package var range: ByteRange
  /// One sentence for the author, without a full stop at the end.
  package var message: String
  /// Other places to look at.
  package var related: [RelatedPlace]
  /// Whether the text at `range` could go without loss.
  package var isUnnecessary: Bool
  /// What the problem is about (a label, a title, a target): the same words mean the same problem after the page
  /// was edited elsewhere.
  package var subject: String

  package init(
    rule: String,
    severity: Severity,
    page: String,
    range: ByteRange,
    message: String,
    subject: String,
    related: [RelatedPlace] = [],
    isUnnecessary: Bool = false
  ) {
    self.rule = rule
    self.severity = severity
    self.page = page
    self.range = range
    self.message = message
    self.subject = subject
    self.related = related
    self.isUnnecessary = isUnnecessary
  }
}

extension Problem: Comparable {
  /// The order of reports: by page (its bytes), place, rule and message.
  package static func < (left: Problem, right: Problem) -> Bool {
    if left.page != right.page { return left.page.utf8.lexicographicallyPrecedes(right.page.utf8) }
    if left.range != right.range { return left.range < right.range }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}

/// Another place that explains a problem.
package struct RelatedPlace: Hashable, Sendable {
  package var page: String
  package var range: ByteRange
  package var message: String

  package init(page: String, range: ByteRange, message: String) {
    self.page = page
    self.range = range
    self.message = message
  }
}
