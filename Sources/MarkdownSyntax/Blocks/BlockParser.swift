import CMarkGFM
import SourceText

/// Reads a page's blocks with libcmark-gfm; the only file that calls it.
///
/// The C tree is walked with explicit state, never by recursion, and does not outlive the call.
struct BlockParser {
  /// The library's version at run time, such as `0.29.0.gfm.6`.
  static var libraryVersion: String { unsafe String(cString: cmark_version_string()) }

  static func parse(_ text: PreparedText) -> BlockTree {
    _ = registered
    var parser = BlockParser(text: text)
    parser.run()
    return parser.tree
  }

  /// The extensions live in process globals and must be registered before threads use them.
  ///
  /// Only tables are attached: autolinks read out of bounds below 0.29.0.gfm.7, and strikethrough changes a global
  /// table while it parses.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  private let text: PreparedText
  private var tree = BlockTree()
  private var containers: [Container] = []
  private var depth = 0

  private init(text: PreparedText) { self.text = text }

  private mutating func run() {
    guard let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT) else { return }
    defer { unsafe cmark_parser_free(parser) }
    if let tables = unsafe cmark_find_syntax_extension("table") {
      unsafe cmark_parser_attach_syntax_extension(parser, tables)
    }
    unsafe feed(Skeleton.make(of: text.blockBytes), to: parser)
    guard let root = unsafe cmark_parser_finish(parser) else { return }
    defer { unsafe cmark_node_free(root) }
    unsafe walk(root)
  }

  /// Feeds the skeleton, without the bytes that lines skip.
  private func feed(_ skeleton: [UInt8], to parser: OpaquePointer) {
    unsafe skeleton.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      func flush(to end: Int) {
        guard end > start else { return }
        unsafe base.advanced(by: start).withMemoryRebound(to: CChar.self, capacity: end - start) {
          unsafe cmark_parser_feed(parser, $0, end - start)
        }
      }
      for line in text.skips.indices where text.skips[line] > 0 {
        flush(to: text.lines.start(of: line))
        start = text.start(of: line)
      }
      flush(to: buffer.count)
    }
  }

  private mutating func walk(_ root: OpaquePointer) {
    var next = unsafe cmark_node_first_child(root)
    while let node = unsafe next {
      if unsafe enter(node), let child = unsafe cmark_node_first_child(node) {
        depth += 1
        unsafe next = child
        continue
      }
      unsafe leaveIfContainer(node)
      var current = unsafe node
      while unsafe cmark_node_next(current) == nil, let parent = unsafe cmark_node_parent(current),
        unsafe parent != root
      {
        depth -= 1
        unsafe leaveIfContainer(parent)
        unsafe current = parent
      }
      unsafe next = cmark_node_next(current)
    }
  }

  /// Records a node; returns whether its children are blocks to be visited.
  private mutating func enter(_ node: OpaquePointer) -> Bool {
    let line = unsafe max(0, Int(cmark_node_get_start_line(node)) - 1)
    let column = unsafe max(0, Int(cmark_node_get_start_column(node)) - 1)
    let lastLine = unsafe min(max(line, Int(cmark_node_get_end_line(node)) - 1), text.lines.count - 1)
    let start = min(text.start(of: line) + column, text.end(of: line))
    let range = ByteRange(start, text.end(of: lastLine))
    switch unsafe cmark_node_get_type(node) {
    case CMARK_NODE_BLOCK_QUOTE:
      append(.blockQuote, range)
      let marker = text.indentation(at: text.contentStart(of: line, in: containers), to: text.end(of: line))
      let content = text.afterQuoteMarker(at: marker, to: text.end(of: line))
      containers.append(Container(prefix: .blockQuote, firstLine: line, contentStart: content))
      return true
    case CMARK_NODE_LIST:
      append(.list, range)
      return true
    case CMARK_NODE_ITEM:
      append(.listItem, range)
      let place = text.contentStart(of: line, in: containers)
      let marker = text.indentation(at: place, to: text.end(of: line))
      containers.append(text.listItem(at: marker, within: place, line: line))
      return true
    case CMARK_NODE_PARAGRAPH:
      // A paragraph whose last line became a table's head has no place of its own; the table knows it.
      if unsafe cmark_node_get_start_line(node) > 0 {
        append(.paragraph, range)
        appendLines(from: start, line: line, to: lastLine, opensListItem: unsafe isFirstInItem(node))
      }
    case CMARK_NODE_HEADING:
      unsafe appendHeading(node, range, line: line, lastLine: lastLine)
    case CMARK_NODE_CODE_BLOCK:
      // Indented code begins behind four columns, which may be within what was blanked.
      let code = text.firstNonBlank(from: start, to: text.end(of: line))
      append(.codeBlock, ByteRange(code, range.upperBound))
    case CMARK_NODE_HTML_BLOCK:
      append(.htmlBlock, ByteRange(start, text.end(of: htmlBlockEnd(from: start, line: line, lastLine: lastLine))))
    case CMARK_NODE_THEMATIC_BREAK: append(.thematicBreak, range)
    default:
      if unsafe String(cString: cmark_node_get_type_string(node)) == "table" {
        unsafe appendTable(node, range, line: line)
      }
    }
    return false
  }

  /// The last line of a block of raw HTML: cmark lets one end a line early that its own text closes.
  private func htmlBlockEnd(from start: Int, line: Int, lastLine: Int) -> Int {
    let bytes = text.bytes.span
    let end = text.end(of: line)
    guard lastLine + 1 < text.lines.count,
      let opening = HTMLBlockOpening(bytes, at: start, to: end, interruptsParagraph: false), !opening.endsAtBlankLine,
      !opening.ends(in: bytes, from: lastLine == line ? start : text.start(of: lastLine), to: text.end(of: lastLine)),
      opening.ends(in: bytes, from: text.start(of: lastLine + 1), to: text.end(of: lastLine + 1))
    else { return lastLine }
    return lastLine + 1
  }

  private mutating func leaveIfContainer(_ node: OpaquePointer) {
    let type = unsafe cmark_node_get_type(node)
    if type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM { containers.removeLast() }
  }

  private func isFirstInItem(_ node: OpaquePointer) -> Bool {
    guard unsafe cmark_node_previous(node) == nil, let parent = unsafe cmark_node_parent(node) else { return false }
    return unsafe cmark_node_get_type(parent) == CMARK_NODE_ITEM
  }

  private mutating func append(_ kind: Block.Kind, _ range: ByteRange, level: Int = 0, nested: Int = 0) {
    tree.blocks.append(
      Block(kind: kind, level: UInt8(clamping: level), depth: UInt8(clamping: depth + nested), range: range)
    )
  }

  /// Appends a leaf for the block just recorded, whose content is what lines hold behind their containers' prefixes.
  private mutating func appendLines(
    from start: Int,
    line: Int,
    to lastLine: Int,
    opensListItem: Bool,
    mayHoldDefinitions: Bool = true
  ) {
    let first = tree.pieces.count
    tree.pieces.append(ByteRange(start, text.end(of: line)))
    for line in line + 1..<max(line + 1, lastLine + 1) {
      let end = text.end(of: line)
      let place = text.contentStart(of: line, in: containers)
      tree.pieces.append(ByteRange(text.firstNonBlank(from: place.offset, to: end), end))
    }
    appendLeaf(
      from: first,
      isMultiline: true,
      opensListItem: opensListItem,
      mayHoldDefinitions: mayHoldDefinitions
    )
  }

  private mutating func appendLeaf(
    from first: Int,
    isMultiline: Bool,
    opensListItem: Bool = false,
    mayHoldDefinitions: Bool = false
  ) {
    tree.leaves.append(
      Leaf(
        block: tree.blocks.count - 1,
        pieces: first..<tree.pieces.count,
        isMultiline: isMultiline,
        opensListItem: opensListItem,
        mayHoldDefinitions: mayHoldDefinitions
      )
    )
  }
}

// MARK: - Headings and tables

extension BlockParser {
  private mutating func appendHeading(
    _ node: OpaquePointer,
    _ range: ByteRange,
    line: Int,
    lastLine: Int
  ) {
    let level = unsafe Int(cmark_node_get_heading_level(node))
    var start = range.lowerBound
    let end = text.end(of: line)
    while start < end, text.bytes[start] == UInt8(ascii: "#") { start += 1 }
    let hashes = start - range.lowerBound
    if (1...6).contains(hashes), start == end || text.firstNonBlank(from: start, to: end) > start {
      append(.atxHeading, range, level: level)
      let content = text.headingContent(from: text.firstNonBlank(from: start, to: end), to: end)
      let first = tree.pieces.count
      tree.pieces.append(content)
      appendLeaf(from: first, isMultiline: false)
    } else {
      let underline = underline(between: line, and: lastLine)
      append(.setextHeading, ByteRange(range.lowerBound, text.end(of: underline)), level: level)
      appendLines(from: range.lowerBound, line: line, to: underline - 1, opensListItem: false)
    }
  }

  /// The line of a setext heading's underline: cmark lets the heading end a line later, except at the text's end.
  private func underline(between line: Int, and lastLine: Int) -> Int {
    let candidate = lastLine - 1
    guard candidate > line else { return lastLine }
    let end = text.end(of: candidate)
    let start = text.firstNonBlank(from: text.contentStart(of: candidate, in: containers).offset, to: end)
    let content = text.bytes[start..<text.lastNonBlank(from: start, to: end)]
    let isUnderline = content.allSatisfy { $0 == UInt8(ascii: "=") } || content.allSatisfy { $0 == UInt8(ascii: "-") }
    return isUnderline && !content.isEmpty ? candidate : lastLine
  }

  private mutating func appendTable(_ node: OpaquePointer, _ range: ByteRange, line: Int) {
    let columns = unsafe Int(cmark_gfm_extensions_get_table_columns(node))
    guard let header = unsafe cmark_node_first_child(node) else { return }
    let headerLine = unsafe headerLine(of: node, header: header, startLine: line)
    if headerLine > line {
      append(.paragraph, ByteRange(range.lowerBound, text.end(of: headerLine - 1)))
      // cmark reads no definitions out of what stands above a table's header in one paragraph with it.
      appendLines(
        from: range.lowerBound,
        line: line,
        to: headerLine - 1,
        opensListItem: unsafe isFirstInItem(node),
        mayHoldDefinitions: false
      )
    }
    append(.table, ByteRange(rowStart(of: headerLine), range.upperBound))
    var row: OpaquePointer? = unsafe header
    var rowLine = headerLine
    while let current = unsafe row {
      if unsafe current != header { rowLine = unsafe Int(cmark_node_get_start_line(current)) - 1 }
      appendRow(on: min(max(0, rowLine), text.lines.count - 1), columns: columns)
      unsafe row = cmark_node_next(current)
    }
  }

  /// The zero-based line of a table's header row.
  ///
  /// Where the header was the last line of a paragraph, cmark lets the table begin where the paragraph did; then only
  /// the table's end and the number of its rows, one a line, tell.
  private func headerLine(of table: OpaquePointer, header: OpaquePointer, startLine: Int) -> Int {
    guard let previous = unsafe cmark_node_previous(table), unsafe cmark_node_get_start_line(previous) == 0 else {
      return startLine
    }
    var bodyRows = 0
    var row = unsafe cmark_node_next(header)
    while let current = unsafe row {
      bodyRows += 1
      unsafe row = cmark_node_next(current)
    }
    return unsafe max(startLine, Int(cmark_node_get_end_line(table)) - bodyRows - 2)
  }

  private mutating func appendRow(on line: Int, columns: Int) {
    let row = ByteRange(rowStart(of: line), text.end(of: line))
    append(.tableRow, row, nested: 1)
    for cell in text.tableCells(of: row).prefix(columns) {
      let start = cell.first?.lowerBound ?? row.lowerBound
      append(.tableCell, ByteRange(start, cell.last?.upperBound ?? start), nested: 2)
      let first = tree.pieces.count
      tree.pieces.append(contentsOf: cell)
      appendLeaf(from: first, isMultiline: false)
    }
  }

  private func rowStart(of line: Int) -> Int {
    text.firstNonBlank(from: text.contentStart(of: line, in: containers).offset, to: text.end(of: line))
  }
}
