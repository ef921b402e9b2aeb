import SourceText

extension BlockTree {
  /// How many blanks before a piece are not its containers': each list item around it takes four, but the innermost
  /// none in its first block.
  func indentation(before piece: ByteRange, in leaf: Leaf, _ text: PreparedText) -> Int {
    var start = piece.lowerBound
    while start > 0, text.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    var blanks = piece.lowerBound - start
    if start > 0, text.bytes[start - 1] == UInt8(ascii: ">") { blanks -= 1 }
    var items = leaf.opensListItem ? -1 : 0
    var depth = blocks[leaf.block].depth
    for block in blocks[..<leaf.block].reversed() where block.depth < depth {
      depth = block.depth
      if block.kind == .listItem { items += 1 }
      if depth == 0 { break }
    }
    return max(0, blanks - 4 * max(0, items))
  }

  /// The headings that CommonMark sees and the generator does not, each with the bytes to overwrite and what with, so
  /// that the block parser sees none either.
  func falseHeadings(_ text: PreparedText, dialect: MarkdownDialect) -> [(range: ByteRange, filler: UInt8)] {
    guard dialect.references != .commonMark else { return [] }
    return leaves.compactMap { leaf in
      let block = blocks[leaf.block]
      switch block.kind {
      case .atxHeading:
        let line = text.lines.line(at: block.range.lowerBound)
        guard block.depth == 0, block.range.lowerBound > text.start(of: line) else { return nil }
        return (ByteRange(block.range.lowerBound, block.range.lowerBound + Int(block.level)), UInt8(ascii: "x"))
      case .setextHeading:
        let first = text.lines.line(at: block.range.lowerBound)
        let isGlued = leaf.pieces.count > 1 || (dialect.references == .kramdown && follows(leaf, line: first, text))
        guard isGlued else { return nil }
        let underline = text.lines.line(at: max(block.range.lowerBound, block.range.upperBound - 1))
        let end = text.lastNonBlank(from: text.start(of: underline), to: text.end(of: underline))
        var start = end
        while start > 0, text.bytes[start - 1] == text.bytes[end - 1] { start -= 1 }
        let isRule = dialect.references == .pythonMarkdown && text.bytes[start] == UInt8(ascii: "-") && end - start > 2
        return (ByteRange(start, end), UInt8(ascii: isRule ? " " : "x"))
      default: return nil
      }
    }
  }

  /// Whether a leaf's first line follows another block of its container with no blank line between.
  private func follows(_ leaf: Leaf, line: Int, _ text: PreparedText) -> Bool {
    guard line > 0 else { return false }
    if leaf.block > 0 {
      let before = blocks[leaf.block - 1]
      // It is the first block of a container that begins on its line.
      if before.depth < blocks[leaf.block].depth, text.lines.line(at: before.range.lowerBound) == line { return false }
    }
    return text.bytes[text.start(of: line - 1)..<text.end(of: line - 1)].contains {
      $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: ">")
    }
  }
}
