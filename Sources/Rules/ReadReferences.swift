import MarkdownSyntax
import SourceText
package import Workspace

/// Which of a page's references its generator reads, given what they mean.
///
/// The same walk as `InlineReading`, over the references of a whole page.
package enum ReadReferences {
  /// The indices among the page's references, in order.
  package static func indices(on page: Page, _ resolutions: [Resolution]) -> [Int] {
    let references = page.references
    var read: [Int] = []
    read.reserveCapacity(references.count)
    var definedEnd = 0
    var definedRetryEnd = 0
    var undefinedEnd = 0
    var next = 0
    for (index, span) in page.parsed.spans.enumerated() {
      let reference = next < references.count && references[next].span == index ? next : nil
      if reference != nil { next += 1 }
      let start = span.range.lowerBound
      let end = span.range.upperBound
      if start < definedRetryEnd || span.isRetry && start < definedEnd { continue }
      if span.isInReferenceText, start < undefinedEnd { continue }
      if let reference {
        read.append(reference)
        guard resolutions[reference].state == .defined, !span.isUndefinable else {
          if !span.isUndefinable { undefinedEnd = max(undefinedEnd, end) }
          continue
        }
      }
      definedEnd = max(definedEnd, end)
      if span.isRetry { definedRetryEnd = max(definedRetryEnd, end) }
    }
    return read
  }

  /// Those of the references that are read which make no link, and which no other problem covers.
  static func open(
    _ read: [Int],
    on page: Page,
    _ resolutions: [Resolution],
    malformed: [MalformedReference]
  ) -> [Int] {
    let (references, spans) = (page.references, page.parsed.spans)
    var open: [Int] = []
    /// The end of the last reference that is a link or told of.
    var coveredEnd = 0
    var next = 0
    for index in read {
      let reference = references[index]
      let span = spans[reference.span]
      if span.isRetry, span.range.lowerBound < coveredEnd { continue }
      while next < malformed.count, malformed[next].range.upperBound <= span.range.lowerBound { next += 1 }
      let state = resolutions[index].state
      let isMalformed =
        next < malformed.count && malformed[next].range.overlaps(span.range) && malformed[next].covers(span)
      if state == .defined && !span.isUndefinable || isMalformed {
        coveredEnd = max(coveredEnd, span.range.upperBound)
        continue
      }
      // kramdown goes on to read what is between such brackets, so that these are nothing but brackets.
      if span.isUndefinable, page.parsed.dialect.references == .kramdown { continue }
      guard state != .dangling || TermShape.isTermOrLetter(page.label(of: reference)) else { continue }
      coveredEnd = max(coveredEnd, span.range.upperBound)
      open.append(index)
    }
    return open
  }
}

extension MalformedReference {
  /// Whether mending this may make another reference of a span.
  fileprivate func covers(_ span: InlineSpan) -> Bool {
    switch shape {
    case .blankInLabel, .joinedReferences: range == span.range
    case .missingClosingBracket: range.contains(span.range)
    case .strayClosingBracket, .wrongClosingSign: false
    }
  }
}
