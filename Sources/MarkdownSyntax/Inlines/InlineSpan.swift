package import SourceText

/// One inline construct that a scanner found in the content of a leaf block (a paragraph, a heading, a table cell).
///
/// All ranges are byte offsets. Scanners give them within the content they were handed; a ``ParsedPage`` holds them
/// within the page.
package struct InlineSpan: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// `[Term]`
    case shortcutReference
    /// `[Term][]`
    case collapsedReference
    /// `[shown text][Term]`
    case fullReference
    /// `[shown text](destination "title")`
    case inlineLink
    /// `<https://…>`, or a bare URL where the generator links those
    case autolink
    /// `` `code` ``
    case codeSpan
    /// A tag, comment, processing instruction, declaration or CDATA section
    case rawHTML
    /// `[^1]`, where the generator has footnotes
    case footnoteReference
  }

  package var kind: Kind

  /// Whether a `!` stands before the bracket.
  package var isImage: Bool

  /// The whole construct, from its first `[`, `!`, `<` or backtick.
  package var range: ByteRange

  /// What stands between the first pair of brackets; for code spans and HTML the construct without its delimiters.
  package var text: ByteRange

  /// The label's bytes as written, without brackets: for a shortcut or collapsed reference the same as `text`, for
  /// an inline link its destination without angle brackets.
  package var label: ByteRange

  /// The generator reads this only where no reference before it that covers its first byte has a definition:
  /// `[b]` in `[a][b]`, when `b` has none.
  package var isRetry = false

  /// The generator reads this only where the reference whose text it stands in has a definition: `[b]` in
  /// `[a [b]][c]`.
  package var isInReferenceText = false

  /// The generator looks this label up, but no definition can have it, because it holds brackets, a code span or
  /// an escape.
  package var isUndefinable = false

  package init(kind: Kind, isImage: Bool = false, range: ByteRange, text: ByteRange, label: ByteRange) {
    self.kind = kind
    self.isImage = isImage
    self.range = range
    self.text = text
    self.label = label
  }

  /// Whether this is a reference that a term could stand behind.
  package var isReference: Bool {
    switch kind {
    case .shortcutReference, .collapsedReference, .fullReference: !isImage
    default: false
    }
  }
}
