import SourceText

/// Which of the spans that a scanner found a generator reads, given what is defined.
package enum InlineReading {
  /// Calls `body` for each span that the generator reads, in order, with whether it becomes a link or image.
  ///
  /// - Parameters:
  ///   - spans: As a scanner gives them: sorted by start, outer ones first.
  ///   - isDefined: Whether the page has a definition for a reference; not asked for other kinds of span.
  package static func forEach(
    of spans: [InlineSpan],
    isDefined: (InlineSpan) -> Bool,
    _ body: (_ span: InlineSpan, _ isResolved: Bool) -> Void
  ) {
    /// The ends of the last spans, of any kind and among the retries, that were read and defined.
    var definedEnd = 0
    var definedRetryEnd = 0
    /// The end of the last reference that was read and has no definition.
    var undefinedEnd = 0
    for span in spans {
      let start = span.range.lowerBound
      if start < definedRetryEnd || (span.isRetry && start < definedEnd) { continue }
      if span.isInReferenceText && start < undefinedEnd { continue }
      let resolved: Bool
      switch span.kind {
      case .shortcutReference, .collapsedReference, .fullReference: resolved = !span.isUndefinable && isDefined(span)
      case .inlineLink, .autolink, .codeSpan, .rawHTML, .footnoteReference: resolved = true
      }
      let end = span.range.upperBound
      if !resolved {
        if !span.isUndefinable { undefinedEnd = max(undefinedEnd, end) }
      } else if span.isRetry {
        definedRetryEnd = max(definedRetryEnd, end)
        definedEnd = max(definedEnd, end)
      } else {
        definedEnd = max(definedEnd, end)
      }
      body(span, resolved)
    }
  }
}
