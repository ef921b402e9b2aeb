import SourceText

/// One pass over a page that follows its blocks and sums what parsing them may cost.
///
/// Blocks are followed as CommonMark 0.31, appendix A, opens and closes them, with the table extension; where the page
/// is within its limits, this takes time proportional to its length.
struct WorkEstimate {
  private enum Container {
    case quote
    /// A list item, with the number of columns that its content is indented by.
    case item(columns: Int)
  }

  private enum Leaf: Equatable {
    case none
    case paragraph
    case indentedCode
    case fencedCode(mark: UInt8, length: Int)
    case html(HTMLBlockOpening)
    case table(columns: Int)
  }

  private let limits: ParseBudget.Limits
  private var containers: [Container] = []
  /// Whether the innermost list item has nothing in it yet; a blank line then closes it.
  private var isItemEmpty = false
  private var leaf = Leaf.none
  private var segment = LeafSegment(start: 0)
  /// The offset of the open table's first row.
  private var tableStart = 0

  private var work = 0
  private var blocks = 0
  private var cells = 0
  private var brackets = 0
  private var heaviest: (work: Int, range: ByteRange) = (0, .empty(at: 0))
  private var longestDefinition = ByteRange.empty(at: 0)
  private var openDefinition: Int?

  init(limits: ParseBudget.Limits) { self.limits = limits }

  mutating func verdict(of page: Span<UInt8>, skips: [UInt32]) -> ParseBudget.Verdict {
    guard page.count <= limits.pageBytes else { return .refused(at: .empty(at: 0), reason: .pageTooLong) }
    var start = 0
    var line = 0
    while start < page.count {
      let marks = LineMarks(page, from: start)
      if marks.next - start > limits.lineBytes {
        return .refused(at: ByteRange(start, marks.end), reason: .lineTooLong)
      }
      brackets += marks.brackets
      let skip = line < skips.count ? min(Int(skips[line]), marks.end - start) : 0
      read(page, from: start + skip, marks)
      if let refusal = refusal(at: ByteRange(start, marks.end)) { return refusal }
      start = marks.next
      line += 1
    }
    closeLeaf()
    return refusal(at: ByteRange(start, start)) ?? .accepted
  }

  /// The first limit that the page has passed when it is read as far as the end of `line`.
  private func refusal(at line: ByteRange) -> ParseBudget.Verdict? {
    if containers.count > limits.containerDepth { return .refused(at: line, reason: .containersTooDeep) }
    if cells > limits.tableCells {
      return .refused(at: ByteRange(tableStart, line.upperBound), reason: .tableTooLarge)
    }
    if blocks > limits.blocks { return .refused(at: line, reason: .tooManyBlocks) }
    if longestDefinition.count * brackets > limits.definitionCopies {
      return .refused(at: longestDefinition, reason: .definitionTooLong)
    }
    let open = segment.work
    guard work + open > limits.work else { return nil }
    return .refused(at: open >= heaviest.work ? segment.range : heaviest.range, reason: .blockTooInvolved)
  }

  // MARK: One line

  private mutating func read(_ page: Span<UInt8>, from start: Int, _ marks: LineMarks) {
    let end = marks.end
    var cursor = LineCursor(offset: start, end: end)
    var matched = 0
    while matched < containers.count, enter(matched, &cursor, page) { matched += 1 }
    // cmark visits every container that stays open, which is all that a blank line costs.
    work += 4 * matched

    let isWhole = matched == containers.count
    if isWhole, takesVerbatim(page, cursor) { return }
    if !isWhole, leaf != .paragraph { closeLeaf() }

    var isInParagraph = isWhole && leaf == .paragraph
    var mayBeLazy = leaf == .paragraph
    while true {
      let (first, indent) = cursor.indentation(page)
      if first == end {
        leaveContainers(beyond: matched)
        closeLeaf()
        return
      }
      if indent >= 4, !mayBeLazy {
        if leaf != .indentedCode { open(.indentedCode, at: first, beyond: matched) }
        return addText(page, first, marks)
      }
      if indent < 4 {
        if page[first] == UInt8(ascii: ">") {
          open(.quote, beyond: matched)
          cursor.advance(columns: indent, page)
          cursor.advance(to: first + 1)
          cursor.advance(columns: 1, page)
        } else if opensLeaf(page, at: first, marks, isInParagraph: isInParagraph, beyond: matched) {
          return
        } else if let marker = BlockOpening.listMarker(page, at: first, to: end),
          !isInParagraph || marker.mayInterruptParagraph
        {
          cursor.advance(columns: indent, page)
          cursor.advance(to: first + marker.width)
          let columns = indent + marker.width + enterItem(&cursor, page)
          open(.item(columns: columns), beyond: matched)
          isItemEmpty = cursor.indentation(page).offset == end
        } else {
          return addLine(
            page,
            cursor.offset,
            first,
            marks,
            mayOpenTable: isInParagraph,
            isLazy: mayBeLazy,
            beyond: matched
          )
        }
        matched += 1
        isInParagraph = false
        mayBeLazy = false
        // A line of nothing but markers must not cost more than the depth that is allowed.
        if containers.count > limits.containerDepth { return }
        continue
      }
      return addLine(page, cursor.offset, first, marks, mayOpenTable: false, isLazy: mayBeLazy, beyond: matched)
    }
  }

  /// Whether the line goes on inside the container at `index`; then moves behind its prefix.
  private func enter(_ index: Int, _ cursor: inout LineCursor, _ page: Span<UInt8>) -> Bool {
    let (first, indent) = cursor.indentation(page)
    switch containers[index] {
    case .quote:
      guard indent < 4, first < cursor.end, page[first] == UInt8(ascii: ">") else { return false }
      cursor.advance(columns: indent, page)
      cursor.advance(to: first + 1)
      cursor.advance(columns: 1, page)
      return true
    case .item(let columns):
      if indent >= columns {
        cursor.advance(columns: columns, page)
        return true
      }
      guard first == cursor.end, !(isItemEmpty && index == containers.count - 1) else { return false }
      cursor.advance(columns: indent, page)
      return true
    }
  }

  /// Moves from behind a list marker to the item's content; returns the columns between.
  private func enterItem(_ cursor: inout LineCursor, _ page: Span<UInt8>) -> Int {
    let (first, indent) = cursor.indentation(page)
    let columns = indent >= 1 && indent <= 4 && first < cursor.end ? indent : 1
    cursor.advance(columns: columns, page)
    return columns
  }

  /// Whether the open leaf takes the line whatever it holds; closes the leaf at its last line.
  private mutating func takesVerbatim(_ page: Span<UInt8>, _ cursor: LineCursor) -> Bool {
    let (first, indent) = cursor.indentation(page)
    switch leaf {
    case .fencedCode(let mark, let length):
      if first < cursor.end, indent < 4,
        BlockOpening.closesFence(page, at: first, to: cursor.end, mark: mark, length: length)
      {
        leaf = .none
      }
      return true
    case .html(let opening):
      if first == cursor.end ? opening.endsAtBlankLine : opening.ends(in: page, from: first, to: cursor.end) {
        leaf = .none
      }
      return true
    case .indentedCode:
      if first == cursor.end || indent < 4 { closeLeaf() }
    case .table:
      if BlockOpening.cells(page, at: first, to: cursor.end) == 0 { closeLeaf() }
    case .none, .paragraph:
      break
    }
    return false
  }

  /// Opens the leaf that a line begins other than by being text.
  private mutating func opensLeaf(
    _ page: Span<UInt8>,
    at first: Int,
    _ marks: LineMarks,
    isInParagraph: Bool,
    beyond matched: Int
  ) -> Bool {
    let end = marks.end
    switch page[first] {
    case UInt8(ascii: "#") where BlockOpening.isHeading(page, at: first, to: end):
      open(.paragraph, at: first, beyond: matched)
      addText(page, first, marks)
      closeLeaf()
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      guard let length = BlockOpening.fence(page, at: first, to: end) else { return false }
      open(.fencedCode(mark: page[first], length: length), at: first, beyond: matched)
    case UInt8(ascii: "<"):
      guard
        let opening = HTMLBlockOpening(page, at: first, to: end, interruptsParagraph: isInParagraph)
      else { return false }
      open(.html(opening), at: first, beyond: matched)
      if opening.ends(in: page, from: first, to: end) { leaf = .none }
    case UInt8(ascii: "=") where isInParagraph && BlockOpening.isSetextUnderline(page, at: first, to: end),
      UInt8(ascii: "-") where isInParagraph && BlockOpening.isSetextUnderline(page, at: first, to: end):
      closeLeaf()
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      guard BlockOpening.isThematicBreak(page, at: first, to: end) else { return false }
      open(.none, at: first, beyond: matched)
    default:
      return false
    }
    return true
  }

  // MARK: Text

  /// Adds a line that opens nothing: to the paragraph, to the table, or as a new paragraph.
  private mutating func addLine(
    _ page: Span<UInt8>,
    _ prefixEnd: Int,
    _ first: Int,
    _ marks: LineMarks,
    mayOpenTable: Bool,
    isLazy: Bool,
    beyond matched: Int
  ) {
    if mayOpenTable, let columns = BlockOpening.delimiterColumns(page, at: first, to: marks.end) {
      // cmark reads the whole paragraph as rows to find the header.
      work += segment.rowWork
      if BlockOpening.cells(page, at: segment.lastLine.lowerBound, to: segment.lastLine.upperBound) == columns {
        tableStart = segment.lastLine.lowerBound
        open(.table(columns: columns), at: first, beyond: matched)
        cells += columns
        return
      }
    }
    if case .table(let columns) = leaf, matched == containers.count {
      var row = LeafSegment(start: first)
      row.add(first, marks, countingMarks: true, depth: containers.count)
      charge(row)
      cells += columns
      return
    }
    if leaf != .paragraph || !isLazy { open(.paragraph, at: first, beyond: matched) }
    addText(page, first, marks)
    // cmark keeps the blanks before a line that only goes on lazily, and a table's header then begins with them.
    if matched < containers.count { segment.lastLine = ByteRange(prefixEnd, marks.end) }
  }

  private mutating func addText(_ page: Span<UInt8>, _ first: Int, _ marks: LineMarks) {
    blocks += 1
    var isDefinition = false
    if page[first] == UInt8(ascii: "[") || page[first] == UInt8(ascii: "*") {
      closeDefinition(at: first)
      isDefinition = marks.end - first <= 2048 && isDefinitionLine(page, at: first, to: marks.end)
      if isDefinition || marks.end - first > 2048 { openDefinition = first }
    }
    // A table of definitions is one paragraph of thousands of lines, and costs no more than its lines do.
    segment.add(first, marks, countingMarks: !isDefinition, depth: containers.count)
  }

  /// Whether the line begins with `[label]:`, or with `*[abbreviation]:` as PHP Markdown Extra has it, and is no
  /// footnote's text.
  private func isDefinitionLine(_ page: Span<UInt8>, at first: Int, to end: Int) -> Bool {
    var next = first
    if page[next] == UInt8(ascii: "*") { next += 1 }
    guard next + 1 < end, page[next] == UInt8(ascii: "["), page[next + 1] != UInt8(ascii: "^") else { return false }
    next += 1
    while next < end, page[next] != UInt8(ascii: "]") {
      if page[next] == UInt8(ascii: "[") { return false }
      next += page[next] == UInt8(ascii: "\\") ? 2 : 1
    }
    return next + 1 < end && page[next + 1] == UInt8(ascii: ":")
  }

  private mutating func closeDefinition(at offset: Int) {
    guard let start = openDefinition else { return }
    if offset - start > longestDefinition.count { longestDefinition = ByteRange(start, offset) }
    openDefinition = nil
  }

  // MARK: Opening and closing

  private mutating func open(_ container: Container, beyond matched: Int) {
    leaveContainers(beyond: matched)
    closeLeaf()
    blocks += 1
    containers.append(container)
    isItemEmpty = false
  }

  private mutating func open(_ opened: Leaf, at offset: Int, beyond matched: Int) {
    leaveContainers(beyond: matched)
    closeLeaf()
    blocks += 1
    leaf = opened
    segment = LeafSegment(start: offset)
    isItemEmpty = false
  }

  private mutating func leaveContainers(beyond matched: Int) {
    guard matched < containers.count else { return }
    containers.removeLast(containers.count - matched)
    isItemEmpty = false
    closeLeaf()
  }

  private mutating func closeLeaf() {
    closeDefinition(at: segment.range.upperBound)
    charge(segment)
    segment = LeafSegment(start: segment.range.upperBound)
    leaf = .none
  }

  private mutating func charge(_ segment: LeafSegment) {
    let added = segment.work
    work += added
    if added > heaviest.work { heaviest = (added, segment.range) }
  }
}
