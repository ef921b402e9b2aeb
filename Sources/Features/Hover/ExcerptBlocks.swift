import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// The blocks of an entry that tell a reader what the term means: the first ones, without the line of related terms,
/// bare images, raw HTML and what templates embed.
struct ExcerptBlocks {
  /// The indices of blocks that stand in no other block, in order, each with the part of it to show.
  private(set) var blocks: [(index: Int, range: ByteRange)] = []
  /// Whether more of the entry follows.
  private(set) var isCut = false

  /// - Parameters:
  ///   - enough: the number of bytes to be read after which no further block is begun.
  ///   - longest: how many bytes of one block are shown.
  init(of body: ByteRange, seeAlso: SeeAlsoLine?, on page: Page, enough: Int, longest: Int) {
    let parsed = page.parsed
    let indices = parsed.blockIndices(in: body)
    guard let depth = parsed.blocks[indices].map(\.depth).min() else { return }
    var count = 0
    for index in indices where parsed.blocks[index].depth == depth {
      let block = parsed.blocks[index]
      var range = block.range
      switch block.kind {
      case .htmlBlock, .thematicBreak: continue
      case .atxHeading, .setextHeading:
        // Sections within an entry come behind its definition.
        if !blocks.isEmpty {
          isCut = true
          return
        }
        continue
      case .paragraph, .markerTitle:
        if let seeAlso, range.touches(seeAlso.range.lowerBound) {
          range = ByteRange(range.lowerBound, max(range.lowerBound, seeAlso.range.lowerBound))
        }
        guard page.hasWords(in: range) else { continue }
      case .blockQuote, .list, .listItem, .codeBlock, .table, .tableRow, .tableCell: break
      }
      // Generators differ in which lists go on; what stands together is shown so.
      if block.kind == .list, let last = blocks.last, parsed.blocks[last.index].kind == .list,
        page.isUnparted(ByteRange(last.range.upperBound, range.lowerBound))
      {
        blocks[blocks.count - 1].range = last.range.covering(range)
        count += min(longest, page.visibleCount(of: range))
        continue
      }
      if count >= enough {
        isCut = true
        return
      }
      blocks.append((index, range))
      count += min(longest, page.visibleCount(of: range))
    }
  }
}

extension Page {
  /// Whether no blank line stands in what parts two blocks.
  fileprivate func isUnparted(_ range: ByteRange) -> Bool {
    text.slice(range).allSatisfy { $0 <= UInt8(ascii: " ") }
      && text.slice(range).count { $0 == UInt8(ascii: "\n") } < 2
      && range.lowerBound > 0 && (range.isEmpty || text.bytes[range.lowerBound - 1] != UInt8(ascii: "\n"))
  }

  /// How many bytes of a range there are without the destinations of links.
  fileprivate func visibleCount(of range: ByteRange) -> Int {
    let links = parsed.spans[parsed.spanIndices(in: range)].filter { $0.kind == .inlineLink }
    return links.reduce(range.count) { $0 - $1.label.count }
  }

  /// Whether a part of a paragraph holds more than images, template tags and definitions.
  fileprivate func hasWords(in range: ByteRange) -> Bool {
    var hidden = parsed.spans[parsed.spanIndices(in: range)].filter { $0.isImage || $0.kind == .rawHTML }.map(\.range)
    hidden += parsed.regions.lazy.map(\.range).filter { range.overlaps($0) }
    hidden += parsed.definitions.lazy.map(\.range).filter { range.overlaps($0) }
    hidden.sort()
    var offset = range.lowerBound
    for next in hidden + [.empty(at: range.upperBound)] {
      if offset < next.lowerBound, text.bytes[offset..<next.lowerBound].hasLetterOutsideBraces { return true }
      offset = max(offset, next.upperBound)
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// Whether there is a letter or a digit that is not in an attribute list.
  fileprivate var hasLetterOutsideBraces: Bool {
    var depth = 0
    for byte in self {
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      default:
        let isLetter = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
        if depth <= 0, isLetter { return true }
      }
    }
    return false
  }
}
