import SourceText

/// Reads an edited page by reading only the sections that the edit touched.
///
/// A heading at a line's head, outside all containers, ends every block above it but those that run on until they are
/// closed. So where the old page had none of these left open, and the sections between two such headings have none
/// after the edit, what stands before and behind them means what it meant. In all other cases the answer is nil, and
/// the page is to be read whole.
struct PageSplice {
  private let old: ParsedPage
  private let text: SourceText

  /// The bytes that both texts begin and end with.
  private let prefix: Int
  private let suffix: Int

  init(_ text: SourceText, after old: ParsedPage) {
    self.old = old
    self.text = text
    (prefix, suffix) = Self.commonEnds(old.text.bytes, text.bytes)
  }

  func contents() -> PageContents? {
    guard old.refusal == nil, !old.hasOpenEnd, text.count < 1 << 20 else { return nil }
    let start = sectionStart()
    let oldEnd = sectionEnd()
    let newEnd = (oldEnd ?? old.text.count) + text.count - old.text.count
    guard newEnd - start < text.count / 2 else { return nil }
    var dialect = old.dialect
    if start > 0 { dialect.hasFrontMatter = false }
    // The heading behind is read with the section, since it ends the section's last blocks.
    let behind = oldEnd == nil ? newEnd : text.lines.range(of: text.lines.line(at: newEnd)).upperBound
    let section = SourceText(String(decoding: text.bytes[start..<behind], as: UTF8.self))
    var middle = PageReader.contents(of: section, dialect: dialect)
    guard middle.refusal == nil, oldEnd == nil || !middle.hasOpenEnd else { return nil }
    guard oldEnd == nil || middle.headings.last?.range.lowerBound == newEnd - start else { return nil }
    middle.removeAll(from: newEnd - start)
    return join(middle, start: start, oldEnd: oldEnd ?? old.text.count)
  }

  // MARK: Where the touched sections begin and end

  /// The start of the last section whose heading the edit leaves alone; 0 where there is none.
  private func sectionStart() -> Int {
    old.headings.last { $0.range.upperBound < prefix && isSectionHeading($0) }?.range.lowerBound ?? 0
  }

  /// The start, in the old text, of the first section behind the edit; nil where there is none.
  private func sectionEnd() -> Int? {
    // The line ending before the heading must be one that the edit leaves alone.
    let first = old.text.count - suffix + 1
    return old.headings.first { $0.range.lowerBound >= first && isSectionHeading($0) }?.range.lowerBound
  }

  private func isSectionHeading(_ heading: Heading) -> Bool {
    let block = old.blocks[heading.block]
    guard block.kind == .atxHeading, block.depth == 0 else { return false }
    let line = old.text.lines.line(at: heading.range.lowerBound)
    // A tag on the heading's line may end what began above it.
    return old.text.lines.start(of: line) == heading.range.lowerBound
      && !old.regions.contains { $0.range.overlaps(heading.range) }
  }

  private static func commonEnds(_ first: [UInt8], _ second: [UInt8]) -> (prefix: Int, suffix: Int) {
    let (left, right) = (first.span, second.span)
    let shorter = min(left.count, right.count)
    var prefix = 0
    while shorter - prefix >= 64, left.block(at: prefix) == right.block(at: prefix) { prefix += 64 }
    while prefix < shorter, left[prefix] == right[prefix] { prefix += 1 }
    let rest = shorter - prefix
    var suffix = 0
    while rest - suffix >= 64,
      left.block(at: left.count - suffix - 64) == right.block(at: right.count - suffix - 64)
    {
      suffix += 64
    }
    while suffix < rest, left[left.count - 1 - suffix] == right[right.count - 1 - suffix] { suffix += 1 }
    return (prefix, suffix)
  }

  // MARK: Putting the page together

  private func join(_ middle: PageContents, start: Int, oldEnd: Int) -> PageContents {
    let delta = text.count - old.text.count
    var page = PageContents(text: text, dialect: old.dialect)
    page.hasOpenEnd = middle.hasOpenEnd
    page.frontMatter = start > 0 ? old.frontMatter : middle.frontMatter

    let blocks = old.blocks.parts(before: start, from: oldEnd) { $0.range.lowerBound }
    page.blocks = blocks.head + middle.blocks.map { $0.moved(by: start) } + blocks.tail.map { $0.moved(by: delta) }
    let middleBlocks = blocks.head.count
    let tailBlocks = middleBlocks + middle.blocks.count - blocks.tail.startIndex

    let spans = old.spans.parts(before: start, from: oldEnd) { $0.range.lowerBound }
    page.spans = spans.head + middle.spans.map { $0.moved(by: start) } + spans.tail.map { $0.moved(by: delta) }
    page.keptSpans = KeptSpans(head: spans.head.count, tail: spans.tail.count)
    page.brokenLabels = old.brokenLabels.filter { $0.key < spans.head.count }
    for (index, label) in middle.brokenLabels { page.brokenLabels[index + spans.head.count] = label }
    for (index, label) in old.brokenLabels where index >= spans.tail.startIndex {
      page.brokenLabels[index - spans.tail.startIndex + spans.head.count + middle.spans.count] = label
    }

    let headings = old.headings.parts(before: start, from: oldEnd) { $0.range.lowerBound }
    page.headings =
      headings.head + middle.headings.map { $0.moved(by: start, blocks: middleBlocks) }
      + headings.tail.map { $0.moved(by: delta, blocks: tailBlocks) }
    let definitions = old.definitions.parts(before: start, from: oldEnd) { $0.range.lowerBound }
    page.definitions =
      definitions.head + middle.definitions.map { $0.moved(by: start, blocks: middleBlocks) }
      + definitions.tail.map { $0.moved(by: delta, blocks: tailBlocks) }

    page.malformedReferences = joined(old.malformedReferences, middle.malformedReferences, start, oldEnd) {
      $0.range.lowerBound
    }
    page.regions = joined(old.regions, middle.regions, start, oldEnd) { $0.range.lowerBound }
    page.tags = joined(old.tags, middle.tags, start, oldEnd) { $0.range.lowerBound }
    page.abbreviations = joined(old.abbreviations, middle.abbreviations, start, oldEnd) { $0.label.lowerBound }
    page.comments = joined(old.comments, middle.comments, start, oldEnd) { $0.range.lowerBound }
    return page
  }

  private func joined<Element: Movable>(
    _ all: [Element],
    _ middle: [Element],
    _ start: Int,
    _ oldEnd: Int,
    offset: (Element) -> Int
  ) -> [Element] {
    if all.isEmpty, middle.isEmpty { return [] }
    let parts = all.parts(before: start, from: oldEnd, offset: offset)
    let delta = text.count - old.text.count
    return parts.head + middle.map { $0.moved(by: start) } + parts.tail.map { $0.moved(by: delta) }
  }
}

extension Span<UInt8> {
  /// The 64 bytes from an offset on, to be compared at once.
  fileprivate func block(at offset: Int) -> SIMD8<UInt64> {
    // Its bounds are checked; what is unsafe is to take any bits for a value, and all of them are numbers.
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
  }
}

extension PageContents {
  /// Forgets what begins at or behind an offset.
  fileprivate mutating func removeAll(from offset: Int) {
    blocks.removeAll { $0.range.lowerBound >= offset }
    spans.removeAll { $0.range.lowerBound >= offset }
    headings.removeAll { $0.range.lowerBound >= offset }
    malformedReferences.removeAll { $0.range.lowerBound >= offset }
    tags.removeAll { $0.range.lowerBound >= offset }
    regions.removeAll { $0.range.lowerBound >= offset }
    comments.removeAll { $0.range.lowerBound >= offset }
    brokenLabels = brokenLabels.filter { $0.key < spans.count }
  }
}

extension Array {
  /// The elements that begin before one offset, and those that begin at or behind another one.
  fileprivate func parts(
    before start: Int,
    from end: Int,
    offset: (Element) -> Int
  ) -> (head: ArraySlice<Element>, tail: ArraySlice<Element>) {
    (self[..<partitioningIndex { offset($0) >= start }], self[partitioningIndex { offset($0) >= end }...])
  }
}

/// What stands at a place of a page, and can stand elsewhere.
private protocol Movable {
  func moved(by distance: Int) -> Self
}

extension Block: Movable {
  fileprivate func moved(by distance: Int) -> Block {
    var block = self
    block.range = range.shifted(by: distance)
    return block
  }
}

extension InlineSpan: Movable {
  fileprivate func moved(by distance: Int) -> InlineSpan {
    var span = self
    span.range = range.shifted(by: distance)
    span.text = text.shifted(by: distance)
    span.label = label.shifted(by: distance)
    return span
  }
}

extension Heading {
  fileprivate func moved(by distance: Int, blocks: Int) -> Heading {
    var heading = self
    heading.block += blocks
    heading.range = range.shifted(by: distance)
    heading.content = content.shifted(by: distance)
    return heading
  }
}

extension LinkDefinition {
  fileprivate func moved(by distance: Int, blocks: Int) -> LinkDefinition {
    LinkDefinition(
      range: range.shifted(by: distance),
      label: label.shifted(by: distance),
      destination: destination.shifted(by: distance),
      block: block + blocks
    )
  }
}

extension MalformedReference: Movable {
  fileprivate func moved(by distance: Int) -> MalformedReference {
    MalformedReference(
      shape: shape,
      range: range.shifted(by: distance),
      repair: TextEdit(repair.range.shifted(by: distance), repair.replacement)
    )
  }
}

extension Region: Movable {
  fileprivate func moved(by distance: Int) -> Region { Region(kind: kind, range: range.shifted(by: distance)) }
}

extension TemplateTag: Movable {
  fileprivate func moved(by distance: Int) -> TemplateTag {
    TemplateTag(name: name, argument: argument.shifted(by: distance), range: range.shifted(by: distance))
  }
}

extension Abbreviation: Movable {
  fileprivate func moved(by distance: Int) -> Abbreviation {
    Abbreviation(label: label.shifted(by: distance), expansion: expansion.shifted(by: distance))
  }
}

extension HTMLComment: Movable {
  fileprivate func moved(by distance: Int) -> HTMLComment {
    HTMLComment(range: range.shifted(by: distance), text: text.shifted(by: distance))
  }
}
