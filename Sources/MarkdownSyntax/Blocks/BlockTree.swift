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

  /// Adds the titles of block markers, which are in document order, as leaves of their own, each in its place.
  mutating func insertTitles(_ titles: [ByteRange]) {
    if titles.isEmpty { return }
    // Merged in one go: titles are put in one by one only in time that grows with their square.
    var merged = BlockTree()
    merged.pieces = pieces
    merged.blocks.reserveCapacity(blocks.count + titles.count)
    merged.leaves.reserveCapacity(leaves.count + titles.count)
    var nextTitle = 0
    var nextLeaf = 0
    for index in 0...blocks.count {
      let start = index < blocks.count ? blocks[index].range.lowerBound : Int.max
      while nextTitle < titles.count, titles[nextTitle].lowerBound < start {
        merged.appendTitle(titles[nextTitle])
        nextTitle += 1
      }
      while nextLeaf < leaves.count, leaves[nextLeaf].block == index {
        var leaf = leaves[nextLeaf]
        leaf.block = merged.blocks.count
        merged.leaves.append(leaf)
        nextLeaf += 1
      }
      if index < blocks.count { merged.blocks.append(blocks[index]) }
    }
    self = merged
  }

  private mutating func appendTitle(_ range: ByteRange) {
    pieces.append(range)
    leaves.append(
      Leaf(
        block: blocks.count,
        pieces: pieces.count - 1..<pieces.count,
        isMultiline: false,
        opensListItem: false,
        mayHoldDefinitions: false
      )
    )
    blocks.append(Block(kind: .markerTitle, range: range))
  }
}
