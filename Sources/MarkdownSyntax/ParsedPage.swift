package import SourceText

/// Everything that one page's text alone says: immutable, and shared by all who read the page.
///
/// Parsing cannot fail; what is wrong with a page is among its ``malformedReferences`` or in ``refusal``.
package final class ParsedPage: Sendable {
  package let text: SourceText
  package let dialect: MarkdownDialect

  /// In document order, a container before its content.
  package let blocks: [Block]

  /// The inline constructs of all leaves, in document order; ranges are the page's.
  package let spans: [InlineSpan]

  package let headings: [Heading]
  package let definitions: [LinkDefinition]
  package let malformedReferences: [MalformedReference]
  package let regions: [Region]
  package let tags: [TemplateTag]
  package let abbreviations: [Abbreviation]
  package let comments: [HTMLComment]

  /// The YAML of the front matter, without its `---` lines.
  package let frontMatter: ByteRange?

  /// Why the page was not parsed beyond its headings.
  package let refusal: ParseRefusal?

  /// The labels that the page's bytes do not show in one piece, since a line's prefix or an escape is among them; by
  /// the index of the span.
  let brokenLabels: [Int: String]

  /// How many spans at the page's start and at its end are those of the page that an edit made it from, only moved.
  package let keptSpans: KeptSpans

  /// Whether something is open at the page's end that would take in what follows: a fence, a tag, raw HTML.
  let hasOpenEnd: Bool

  init(_ contents: PageContents) {
    text = contents.text
    dialect = contents.dialect
    blocks = contents.blocks.withoutRoom()
    spans = contents.spans.withoutRoom()
    headings = contents.headings.withoutRoom()
    definitions = contents.definitions.withoutRoom()
    malformedReferences = contents.malformedReferences
    regions = contents.regions
    tags = contents.tags
    abbreviations = contents.abbreviations
    comments = contents.comments
    frontMatter = contents.frontMatter
    refusal = contents.refusal
    brokenLabels = contents.brokenLabels
    keptSpans = contents.keptSpans
    hasOpenEnd = contents.hasOpenEnd
  }

  /// The label of a span as its generator gets to see it.
  package func label(ofSpan index: Int) -> String {
    brokenLabels[index] ?? text[spans[index].label]
  }

  /// Whether the span's label is the bytes of its label range, so that ``label(ofSpan:)`` need not be asked.
  package func isLabelVerbatim(ofSpan index: Int) -> Bool {
    brokenLabels.isEmpty || brokenLabels[index] == nil
  }

  /// What a reader sees of the inline text in a range: without delimiters, escapes and tags.
  package func plainText(in range: ByteRange) -> String {
    let distance = -range.lowerBound
    let inner = spans[spanIndices(in: range)].filter { range.contains($0.range) }.map { span in
      var span = span
      span.range = span.range.shifted(by: distance)
      span.text = span.text.shifted(by: distance)
      span.label = span.label.shifted(by: distance)
      return span
    }
    return PlainText.render(Array(text.slice(range)), ByteRange(0, range.count), spans: inner)
  }

  /// The indices of the spans that begin in a range.
  package func spanIndices(in range: ByteRange) -> Range<Int> {
    let first = spans.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
    let end = spans.partitioningIndex { $0.range.lowerBound >= range.upperBound }
    return first..<max(first, end)
  }

  /// The indices of the blocks that begin in a range.
  package func blockIndices(in range: ByteRange) -> Range<Int> {
    let first = blocks.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
    let end = blocks.partitioningIndex { $0.range.lowerBound >= range.upperBound }
    return first..<max(first, end)
  }
}

/// How many spans of a page an edit left alone, at either end.
package struct KeptSpans: Sendable {
  package var head = 0
  package var tail = 0
}

/// Why a page is beyond the parse budget, and where.
package struct ParseRefusal: Hashable, Sendable {
  package var range: ByteRange
  package var reason: String

  package init(range: ByteRange, reason: String) {
    self.range = range
    self.reason = reason
  }
}

/// The parts of a ``ParsedPage`` while they are gathered.
struct PageContents {
  var text: SourceText
  var dialect: MarkdownDialect
  var blocks: [Block] = []
  var spans: [InlineSpan] = []
  var headings: [Heading] = []
  var definitions: [LinkDefinition] = []
  var malformedReferences: [MalformedReference] = []
  var regions: [Region] = []
  var tags: [TemplateTag] = []
  var abbreviations: [Abbreviation] = []
  var comments: [HTMLComment] = []
  var frontMatter: ByteRange?
  var refusal: ParseRefusal?
  var brokenLabels: [Int: String] = [:]
  var keptSpans = KeptSpans()
  var hasOpenEnd = false

  init(text: SourceText, dialect: MarkdownDialect) {
    self.text = text
    self.dialect = dialect
  }
}

extension Array {
  /// The same elements in storage that has no room for more: a page is kept for long.
  fileprivate func withoutRoom() -> [Element] {
    guard capacity > count + count / 8 else { return self }
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact.append(contentsOf: self)
    return exact
  }
}
