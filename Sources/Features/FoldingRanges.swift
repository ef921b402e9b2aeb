import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// What of a page an editor can fold.
package enum FoldingRanges {
  /// All foldable parts of more than one line, by their first line and then the longer ones first; each once.
  package static func ranges(on page: Page, in snapshot: WorkspaceSnapshot) -> [FoldingRange] {
    var reader = FoldingReader(text: page.text)
    for region in page.parsed.regions where region.kind == .frontMatter { reader.add(region.range, .frontMatter) }
    if snapshot.entryPages.contains(page.id) {
      for symbol in DocumentSymbols.symbols(on: page, in: snapshot) { reader.add(symbol) }
    }
    for block in page.parsed.blocks {
      switch block.kind {
      case .codeBlock, .table, .list, .listItem, .blockQuote: reader.add(block.range, .block)
      case .htmlBlock where !page.text.slice(block.range).starts(with: "<!--".utf8): reader.add(block.range, .block)
      default: continue
      }
    }
    for comment in page.parsed.comments { reader.add(comment.range, .comment) }
    reader.addFences(page.parsed.regions)
    reader.addDefinitions(page.parsed.definitions)
    return reader.folds.sorted { ($0.firstLine, $1.lastLine) < ($1.firstLine, $0.lastLine) }
  }
}

package struct FoldingRange: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case frontMatter, section, block, comment
  }

  /// Zero-based; it stays visible.
  package var firstLine: Int
  /// Zero-based; the last one that is hidden, within the page.
  package var lastLine: Int
  package var kind: Kind
}

private struct FoldingReader {
  let text: SourceText
  private(set) var folds: [FoldingRange] = []
  private var known: Set<[Int]> = []

  init(text: SourceText) { self.text = text }

  /// Adds the lines of a range, blank ones at its end left out.
  mutating func add(_ range: ByteRange, _ kind: FoldingRange.Kind) {
    var end = min(range.upperBound, text.count)
    while end > range.lowerBound, text.bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    add(lines: text.lines.line(at: range.lowerBound), text.lines.line(at: max(range.lowerBound, end - 1)), kind)
  }

  mutating func add(_ symbol: DocumentSymbol) {
    add(symbol.range, .section)
    for child in symbol.children { add(child) }
  }

  /// The fences of blocks, `/// note` to `///`, the inner ones first.
  mutating func addFences(_ regions: [Region]) {
    var open: [Int] = []
    for region in regions where region.kind == .blockMarker {
      let marker = text[region.range]
      let content = marker.drop { $0 == " " || $0 == "\t" }
      guard content.hasPrefix("///") else { continue }
      let line = text.lines.line(at: region.range.lowerBound)
      let isEnd = content.allSatisfy { $0 == "/" || $0.isWhitespace }
      if !isEnd {
        open.append(line)
      } else if let first = open.popLast() {
        add(lines: first, line, .block)
      }
    }
  }

  /// Runs of three definitions and more.
  mutating func addDefinitions(_ definitions: [LinkDefinition]) {
    var first: Int?
    var last = 0
    var count = 0
    for definition in definitions {
      let line = text.lines.line(at: definition.range.lowerBound)
      if first != nil, line == last + 1 {
        count += 1
      } else {
        if let first, count > 2 { add(lines: first, last, .block) }
        (first, count) = (line, 1)
      }
      last = text.lines.line(at: definition.range.upperBound)
    }
    if let first, count > 2 { add(lines: first, last, .block) }
  }

  private mutating func add(lines first: Int, _ last: Int, _ kind: FoldingRange.Kind) {
    guard first < last, known.insert([first, last]).inserted else { return }
    folds.append(FoldingRange(firstLine: first, lastLine: last, kind: kind))
  }
}
