package import SourceText

/// One block of a page.
package struct Block: Sendable, Hashable {
  package enum Kind: UInt8, Sendable {
    case blockQuote, list, listItem
    case paragraph, atxHeading, setextHeading, codeBlock, htmlBlock, thematicBreak
    case table, tableRow, tableCell
    /// The title of a block marker such as `/// note | Title` or `!!! note "Title"`.
    case markerTitle
  }

  package var kind: Kind

  /// The heading's level, 1 to 6; 0 for other blocks.
  package var level: UInt8

  /// How many blocks contain this one.
  package var depth: UInt8

  /// From the block's first byte behind its containers' markers to the end of its last line, without the line ending.
  package var range: ByteRange

  package init(kind: Kind, level: UInt8 = 0, depth: UInt8 = 0, range: ByteRange) {
    self.kind = kind
    self.level = level
    self.depth = depth
    self.range = range
  }

  /// Whether it holds other blocks.
  var isContainer: Bool { kind == .blockQuote || kind == .list || kind == .listItem }

  package var isHeading: Bool { kind == .atxHeading || kind == .setextHeading }
}

/// A block whose content is inline text, with the places in the page that its content came from.
struct Leaf {
  /// The index of its block.
  var block: Int

  /// The indices of its pieces in ``BlockTree/pieces``, in order: lines without container markers and indentation,
  /// or what a table cell holds.
  var pieces: Range<Int>

  /// Whether pieces are lines, which `\n` joins; those of a table cell (parted by `\|`) are joined by nothing.
  var isMultiline: Bool

  /// Whether the leaf is the first block of a list item, where a task box may stand.
  var opensListItem: Bool

  /// Whether link definitions may stand in it.
  var mayHoldDefinitions: Bool
}

/// What the block parser makes of a page.
struct BlockTree {
  /// In document order; a container stands before its content.
  var blocks: [Block] = []
  var leaves: [Leaf] = []
  /// The pieces of all leaves.
  var pieces: [ByteRange] = []

  /// Puts further blocks, in ascending order, in their places, titles with a leaf each; returns their indices.
  mutating func insert(_ further: [Block]) -> [Int] {
    var merged = BlockTree(pieces: pieces)
    merged.blocks.reserveCapacity(blocks.count + further.count)
    merged.leaves.reserveCapacity(leaves.count + further.count)
    var places: [Int] = []
    var open: [Block] = []
    var leaf = 0
    for (index, block) in blocks.enumerated() {
      while places.count < further.count, further[places.count].range.lowerBound < block.range.lowerBound {
        places.append(merged.append(further[places.count], within: &open, before: block))
      }
      merged.blocks.append(block)
      if block.isContainer { open.append(block) }
      while leaf < leaves.count, leaves[leaf].block == index {
        merged.leaves.append(leaves[leaf])
        merged.leaves[merged.leaves.count - 1].block = merged.blocks.count - 1
        leaf += 1
      }
    }
    while places.count < further.count {
      places.append(merged.append(further[places.count], within: &open, before: nil))
    }
    self = merged
    return places
  }

  /// Appends a block that is no container; `open` are the containers before it, of which those are dropped that end
  /// before it.
  private mutating func append(_ block: Block, within open: inout [Block], before next: Block?) -> Int {
    while let last = open.last, last.range.upperBound <= block.range.lowerBound { open.removeLast() }
    var block = block
    // Containers take in what was blanked behind them, which the next block then does not lie in.
    block.depth = min(open.last.map { $0.depth &+ 1 } ?? 0, next?.depth ?? .max)
    blocks.append(block)
    guard block.kind == .markerTitle else { return blocks.count - 1 }
    pieces.append(block.range)
    leaves.append(
      Leaf(
        block: blocks.count - 1,
        pieces: pieces.count - 1..<pieces.count,
        isMultiline: false,
        opensListItem: false,
        mayHoldDefinitions: false
      )
    )
    return blocks.count - 1
  }
}
