import SourceText

/// The inline text of one leaf block, put together from its pieces, and the way back to the page.
///
/// One value is refilled for leaf after leaf, so that its storage is used again.
struct LeafContent {
  private(set) var bytes: [UInt8] = []

  /// Where each piece begins in `bytes` and in the page.
  private var starts: [(content: Int, page: Int)] = []

  /// Takes the pieces of a leaf; a multi-line leaf's lines end with `\n` each.
  ///
  /// - Parameter keepsIndentation: Whether a line that begins with `[`, behind one that ends with `]`, keeps what its
  ///   containers leave of its indentation: Python-Markdown joins the two brackets only where there is none.
  mutating func fill(_ leaf: Leaf, of tree: BlockTree, from text: PreparedText, keepsIndentation: Bool = false) {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for piece in tree.pieces[leaf.pieces] {
      var piece = piece
      if keepsIndentation, leaf.isMultiline, !piece.isEmpty, text.bytes[piece.lowerBound] == UInt8(ascii: "["),
        bytes.dropLast().last == UInt8(ascii: "]")
      {
        piece = ByteRange(piece.lowerBound - tree.indentation(before: piece, in: leaf, text), piece.upperBound)
      }
      starts.append((bytes.count, piece.lowerBound))
      bytes.append(contentsOf: text.bytes[piece.indices])
      if leaf.isMultiline { bytes.append(UInt8(ascii: "\n")) }
    }
  }

  /// Overwrites a range, so that scanners find nothing in it.
  mutating func mask(_ range: ByteRange, with filler: UInt8) {
    for offset in range.indices { bytes[offset] = filler }
  }

  /// The bytes of a range with what stands in the page in place of the words that template tags were made.
  func shown(_ range: ByteRange, in page: SourceText) -> [UInt8] {
    var result = Array(bytes[range.indices])
    var piece = pieceIndex(at: range.lowerBound)
    for offset in range.indices where bytes[offset] == UInt8(ascii: "x") {
      while piece + 1 < starts.count, starts[piece + 1].content <= offset { piece += 1 }
      result[offset - range.lowerBound] = page.bytes[starts[piece].page + offset - starts[piece].content]
    }
    return result
  }

  /// The page's offset of a content offset.
  func pageOffset(_ offset: Int) -> Int {
    if starts.isEmpty { return offset }
    let start = starts[pieceIndex(at: offset)]
    return start.page + offset - start.content
  }

  private func pieceIndex(at offset: Int) -> Int {
    max(0, starts.partitioningIndex { $0.content > offset } - 1)
  }

  /// The page's range of a content range.
  func pageRange(_ range: ByteRange) -> ByteRange {
    if starts.count == 1 { return range.shifted(by: starts[0].page - starts[0].content) }
    if range.isEmpty { return .empty(at: pageOffset(range.lowerBound)) }
    return ByteRange(pageOffset(range.lowerBound), pageOffset(range.upperBound - 1) + 1)
  }

  /// Whether a content range runs over the end of a piece, so that the page has more between its ends than it holds.
  func isBroken(_ range: ByteRange) -> Bool {
    starts.count > 1 && pageRange(range).count != range.count
  }

  func pageSpan(_ span: InlineSpan) -> InlineSpan {
    var result = span
    result.range = pageRange(span.range)
    result.text = pageRange(span.text)
    result.label = pageRange(span.label)
    return result
  }
}
