package import SourceText

/// One term and its definition.
package struct Entry: Sendable, Hashable {
  package enum Kind: UInt8, Sendable {
    /// A heading and the blocks below it.
    case heading
    /// A page that is one entry: its front matter has the title.
    case page
    /// `Term` over `: definition`.
    case definitionList
    /// `*[HTML]: Hypertext Markup Language`
    case abbreviation
  }

  package var kind: Kind

  /// The title as a reader sees it: that of the first heading.
  package var title: String

  /// Where the title stands, without `#`s.
  package var titleRange: ByteRange

  /// From the heading to the next entry.
  package var range: ByteRange

  /// What stands below the headings.
  package var body: ByteRange

  /// The indices of its headings on the page: more than one where headings follow each other with nothing between.
  package var headings: Range<Int>

  /// The heading level, 0 where the entry has no heading.
  package var level: Int

  /// The names that a comment or the front matter gives it.
  package var aliases: [String] = []

  /// The index of the span of the only reference in a body that says no more than `See [Other]`.
  package var redirect: Int?

  package var seeAlso: SeeAlsoLine?

  package init(
    kind: Kind,
    title: String,
    titleRange: ByteRange,
    range: ByteRange,
    body: ByteRange,
    headings: Range<Int>,
    level: Int
  ) {
    self.kind = kind
    self.title = title
    self.titleRange = titleRange
    self.range = range
    self.body = body
    self.headings = headings
    self.level = level
  }
}

/// An entry's line of related terms: `See also [L], [Language Modeling], ...`.
package struct SeeAlsoLine: Sendable, Hashable {
  /// From the first word to the end of the paragraph.
  package var range: ByteRange
  /// The list behind the words, without the trailing dots.
  package var list: ByteRange
  /// The indices of the spans of its references.
  package var references: Range<Int>
  /// Whether `...` ends it.
  package var hasEllipsis: Bool

  package init(range: ByteRange, list: ByteRange, references: Range<Int>, hasEllipsis: Bool) {
    self.range = range
    self.list = list
    self.references = references
    self.hasEllipsis = hasEllipsis
  }
}

/// What is found on a page that defines terms.
package struct PageEntries: Sendable, Hashable {
  /// In the order of the page.
  package var entries: [Entry] = []

  /// The heading level of the page's entries; 0 where it has none.
  package var level = 0

  /// The index of the heading that names the page itself, such as `# L`.
  package var pageHeading: Int?

  package init() {}
}
