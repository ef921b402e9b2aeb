package import SourceText

/// Turns a page's text into a ``ParsedPage``.
package struct PageReader {
  /// How often a page is parsed again because an underline turned out to be none.
  private static let mostPasses = 4

  private var contents: PageContents
  private var content = LeafContent()
  /// The lines of paragraphs that are nothing but definitions and were taken out of the text, with their definitions.
  private var taken: [(lines: ByteRange, definitions: Range<Int>)] = []
  private let inlineOptions: InlineOptions
  private var pythonMarkdownOptions = PythonMarkdownInlines.Options()
  /// The ids that attribute lists on lines of their own give, by the lines.
  private var identifiers: [Int: String] = [:]

  /// The version of libcmark-gfm at run time, such as `0.29.0.gfm.6`.
  package static var libraryVersion: String { BlockParser.libraryVersion }

  /// Reads a page. Never fails; the work is bounded by the parse budget.
  package static func read(_ text: SourceText, dialect: MarkdownDialect) -> ParsedPage {
    ParsedPage(contents(of: text, dialect: dialect))
  }

  /// Reads a page after an edit; the same as reading it whole, and most often much faster.
  package static func read(_ text: SourceText, after old: ParsedPage) -> ParsedPage {
    ParsedPage(PageSplice(text, after: old).contents() ?? contents(of: text, dialect: old.dialect))
  }

  /// A page that nobody looks into, as if it had gone over the parse budget.
  package static func refuse(_ text: SourceText, dialect: MarkdownDialect, _ reason: String) -> ParsedPage {
    var contents = PageContents(text: text, dialect: dialect)
    contents.refusal = ParseRefusal(range: text.lineContent(0), reason: reason)
    return ParsedPage(contents)
  }

  static func contents(of text: SourceText, dialect: MarkdownDialect) -> PageContents {
    var reader = PageReader(text, dialect)
    reader.run()
    return reader.contents
  }

  private init(_ text: SourceText, _ dialect: MarkdownDialect) {
    contents = PageContents(text: text, dialect: dialect)
    inlineOptions = InlineOptions(hasFootnotes: dialect.hasFootnotes, hasCitations: dialect.hasCitations)
    pythonMarkdownOptions.hasFootnotes = dialect.hasFootnotes
    pythonMarkdownOptions.hasAutorefs = dialect.leavesUndefinedToPlugins
  }

  private mutating func run() {
    var (page, frontMatter) = RegionReader.prepare(contents.text, dialect: contents.dialect)
    contents.frontMatter = frontMatter
    contents.regions = page.regions
    contents.hasOpenEnd = page.hasOpenEnd
    if case .refused(let range, let reason) = ParseBudget.verdict(of: page.text.blockBytes, skips: page.text.skips) {
      contents.refusal = ParseRefusal(range: range, reason: reason.explanation)
      contents.headings = HeadingScan.headings(of: page.text, dialect: contents.dialect)
      return
    }
    contents.tags = page.tags
    contents.abbreviations = page.abbreviations
    var tree = BlockParser.parse(page.text)
    for _ in 0..<Self.mostPasses {
      let hadDefinitions = takeUnderlinedDefinitions(from: &page.text, tree)
      let headings = hadDefinitions ? [] : tree.falseHeadings(page.text, dialect: contents.dialect)
      guard hadDefinitions || !headings.isEmpty else { break }
      for heading in headings { page.text.mask(heading.range.indices, with: heading.filler) }
      tree = BlockParser.parse(page.text)
    }
    identifiers = page.identifiers
    // The titles were blanked with their markers' lines.
    for title in page.titles { page.text.unmask(title, from: contents.text) }
    insert(titles: page.titles, into: &tree)
    contents.blocks = tree.blocks
    if endsOpen(tree.blocks.last) || hasHeading(in: page.passedOver) { contents.hasOpenEnd = true }
    for leaf in tree.leaves { read(leaf, of: tree, from: page.text) }
    for block in contents.blocks where block.kind == .htmlBlock {
      contents.comments += HTMLComment.find(contents.text.bytes, in: block.range)
    }
    contents.comments.sort { $0.range < $1.range }
    contents.definitions.sort { $0.range < $1.range }
  }

  /// Whether the block parser sees a heading where nothing was looked for; the two then disagree on where code ends,
  /// and what stands before the heading then bears on what stands behind it.
  private func hasHeading(in ranges: [ByteRange]) -> Bool {
    var next = 0
    for block in contents.blocks where block.isHeading {
      while next < ranges.count, ranges[next].upperBound <= block.range.lowerBound { next += 1 }
      if next < ranges.count, ranges[next].contains(block.range.lowerBound) { return true }
    }
    return false
  }

  /// Whether the page's last block could go on over what will follow: raw HTML does, and code where fences were not
  /// looked for.
  private func endsOpen(_ block: Block?) -> Bool {
    guard let block, block.kind == .htmlBlock || block.kind == .codeBlock && contents.dialect == .commonMark else {
      return false
    }
    return block.range.upperBound + 1 >= contents.text.count
  }

  private mutating func read(_ leaf: Leaf, of tree: BlockTree, from text: PreparedText) {
    content.fill(leaf, of: tree, from: text, keepsIndentation: contents.dialect.references == .pythonMarkdown)
    let block = tree.blocks[leaf.block]
    var text = ByteRange(0, content.bytes.count)
    if leaf.mayHoldDefinitions || contents.dialect.references != .commonMark && block.kind == .paragraph {
      readDefinitions(block: leaf.block)
    }
    var explicitID: String?
    if block.isHeading, contents.dialect.hasAttributeLists,
      let split = AttributeList.split(content.bytes, text, isIDAlone: contents.dialect.references == .kramdown)
    {
      text = split.text
      explicitID = split.id
    }
    if block.isHeading, !identifiers.isEmpty, let id = identifier(beside: block) { explicitID = id }
    let spans = scan(leaf)
    if block.isHeading { appendHeading(leaf, block, text: text, id: explicitID, spans: spans) }
  }

  /// The id that an attribute list below a heading gives it, or one above it that stands below a blank line.
  private func identifier(beside block: Block) -> String? {
    let lines = contents.text.lines
    let first = lines.line(at: block.range.lowerBound)
    if let id = identifiers[lines.line(at: max(block.range.lowerBound, block.range.upperBound - 1)) + 1] { return id }
    guard let id = identifiers[first - 1] else { return nil }
    return first < 2 || contents.text[lines.range(of: first - 2)].allSatisfy(\.isWhitespace) ? id : nil
  }

  /// Takes out of the text what looks like a setext heading and is nothing but definitions; returns whether there was
  /// any. What looked like the underline is then a paragraph or a thematic break, as the definitions end before it.
  private mutating func takeUnderlinedDefinitions(from text: inout PreparedText, _ tree: BlockTree) -> Bool {
    var hasTaken = false
    for leaf in tree.leaves where tree.blocks[leaf.block].kind == .setextHeading && leaf.mayHoldDefinitions {
      let pieces = tree.pieces[leaf.pieces]
      guard let first = pieces.first, text.bytes[first.indices].first == UInt8(ascii: "[") else { continue }
      let known = contents.definitions.count
      content.fill(leaf, of: tree, from: text)
      readDefinitions(block: leaf.block)
      guard content.bytes.allSatisfy(isASCIIWhitespace) else {
        contents.definitions.removeLast(contents.definitions.count - known)
        continue
      }
      for piece in pieces { text.mask(piece.indices, with: UInt8(ascii: " ")) }
      let lines = ByteRange(first.lowerBound, pieces.last?.upperBound ?? first.upperBound)
      taken.append((lines, known..<contents.definitions.count))
      hasTaken = true
    }
    return hasTaken
  }

  /// Puts back into the tree what the block parser did not get to see: the titles of block markers, and the paragraphs
  /// of definitions.
  private mutating func insert(titles: [ByteRange], into tree: inout BlockTree) {
    guard !titles.isEmpty || !taken.isEmpty else { return }
    let inserted =
      titles.map { (block: Block(kind: .markerTitle, range: $0), definitions: 0..<0) }
      + taken.map { (block: Block(kind: .paragraph, range: $0.lines), definitions: $0.definitions) }
    let ordered = inserted.sorted { $0.block.range < $1.block.range }
    for (index, element) in zip(tree.insert(ordered.map(\.block)), ordered) {
      for definition in element.definitions { contents.definitions[definition].block = index }
    }
  }

  private mutating func readDefinitions(block: Int) {
    guard content.bytes.contains(UInt8(ascii: "[")) else { return }
    for definition in DefinitionReader.read(content.bytes, as: contents.dialect.references)
    where !inlineOptions.isFootnote(content.bytes, definition.label) {
      contents.definitions.append(
        LinkDefinition(
          range: content.pageRange(definition.range),
          label: content.pageRange(definition.label),
          destination: content.pageRange(definition.destination),
          block: block
        )
      )
      content.mask(definition.lines, with: UInt8(ascii: "\n"))
    }
  }

  /// Appends the leaf's constructs to the page's, and returns them as ranges of the content.
  private mutating func scan(_ leaf: Leaf) -> [InlineSpan] {
    let dialect = contents.dialect
    guard
      content.bytes.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "`") })
    else { return [] }
    var bytes = content.bytes
    if leaf.opensListItem, dialect.hasTaskBoxes { Self.maskTaskBox(in: &bytes) }
    MathMask.apply(to: &bytes, dialect: dialect)
    let spans = inlineSpans(bytes)
    contents.malformedReferences += MalformedReferenceFinder.find(
      in: bytes,
      spans: spans,
      dialect: dialect,
      shown: { content.shown($0, in: contents.text) }
    ).map(pageReference)
    for span in spans {
      if content.isBroken(span.label) {
        let label = content.shown(span.label, in: contents.text)
        contents.brokenLabels[contents.spans.count] = String(decoding: label, as: UTF8.self)
      }
      let pageSpan = content.pageSpan(span)
      if span.kind == .rawHTML { contents.comments += HTMLComment.find(contents.text.bytes, in: pageSpan.range) }
      contents.spans.append(pageSpan)
    }
    return spans
  }

  /// The constructs of a leaf's content, as the dialect reads them.
  private func inlineSpans(_ bytes: [UInt8]) -> [InlineSpan] {
    switch contents.dialect.references {
    case .commonMark:
      return CommonMarkInlines.scan(bytes, options: inlineOptions)
    case .pythonMarkdown:
      let spans = PythonMarkdownInlines.scan(bytes, options: pythonMarkdownOptions)
      return spans.contains { inlineOptions.isCitation(bytes, $0) }
        ? spans.filter { !inlineOptions.isCitation(bytes, $0) } : spans
    case .kramdown:
      return KramdownInlines.scan(bytes.span).filter { !inlineOptions.isCitation(bytes, $0) }
    }
  }

  private func pageReference(_ reference: MalformedReference) -> MalformedReference {
    var result = reference
    result.range = content.pageRange(reference.range)
    // A repair that ends where a line begins takes in what the line begins with.
    let repair = reference.repair.range
    result.repair.range = ByteRange(content.pageOffset(repair.lowerBound), content.pageOffset(repair.upperBound))
    return result
  }

  /// `[ ]` or `[x]` at the head of a list item, with white space behind it.
  private static func maskTaskBox(in bytes: inout [UInt8]) {
    guard bytes.count > 3, bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"), isASCIIWhitespace(bytes[3]),
      bytes[1] == UInt8(ascii: " ") || bytes[1] | 0x20 == UInt8(ascii: "x")
    else { return }
    for offset in 0..<3 { bytes[offset] = UInt8(ascii: " ") }
  }

  private mutating func appendHeading(
    _ leaf: Leaf,
    _ block: Block,
    text: ByteRange,
    id: String?,
    spans: [InlineSpan]
  ) {
    let trimmed = LinkSyntax.trimmed(content.bytes, text)
    contents.headings.append(
      Heading(
        block: leaf.block,
        level: Int(block.level),
        range: block.range,
        content: content.pageRange(trimmed),
        title: PlainText.render(
          content.shown(ByteRange(0, content.bytes.count), in: contents.text),
          trimmed,
          spans: spans
        ),
        explicitID: id
      )
    )
  }
}
