import MarkdownSyntax
import Rules
import SourceText
import Workspace

/// Offers where a definition may lead, behind `[Label]:`: to the entries that the label names, as the file writes such
/// destinations.
struct DefinitionItems {
  /// The most entries that are offered; the label says which one is meant.
  private static let limit = 10

  private let label: ByteRange
  /// From the destination's first sign, or where it will stand, to behind its last one.
  private let destination: ByteRange
  private let typed: ByteRange

  static func list(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    index: CompletionIndex
  ) -> CompletionList? {
    guard let place = DefinitionItems(at: offset, on: page.parsed) else { return nil }
    let bytes = page.text.bytes
    let isApart = bytes[place.destination.lowerBound - 1] != UInt8(ascii: ":")
    let typed = page.text[place.typed]
    var list = CompletionList(replaced: place.destination)
    var seen: Set<EntryPlace> = []
    for found in index.search(FuzzyQuery(page.text[place.label]), limit: limit * 2).names
    where seen.insert(found.name.place).inserted && list.items.count < limit {
      let entry = found.name.place
      guard let text = NeededDefinition.destination(of: entry, on: page, in: snapshot) else { continue }
      var item = CompletionItem(text, entry.entry == nil ? .page : .entry, insertion: (isApart ? "" : " ") + text)
      item.title = snapshot.title(of: entry)
      item.page = snapshot[entry.page]?.path
      item.entry = entry
      if !text.utf8.starts(with: typed.utf8) { item.filter = typed }
      list.items.append(item)
    }
    return list.items.isEmpty ? nil : list
  }

  /// Nil where the offset is not behind the colon of what is, or may become, a definition.
  private init?(at offset: Int, on page: ParsedPage) {
    let bytes = page.text.bytes
    let line = page.text.lineContent(page.text.lines.line(at: offset))
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var start = line.lowerBound
    while start < line.upperBound, isBlank(bytes[start]) { start += 1 }
    guard start < offset, bytes[start] == UInt8(ascii: "["),
      let close = bytes[start..<offset].firstIndex(of: UInt8(ascii: "]")), close > start + 1, close + 1 < offset,
      bytes[close + 1] == UInt8(ascii: ":"), bytes[start + 1] != UInt8(ascii: "^")
    else { return nil }
    label = ByteRange(start + 1, close)
    var first = close + 2
    while first < offset, isBlank(bytes[first]) { first += 1 }
    var end = offset
    while end < line.upperBound, !isBlank(bytes[end]) { end += 1 }
    destination = ByteRange(first, end)
    typed = ByteRange(first, offset)
    // A title may follow a destination; it is no part of it.
    if bytes[first..<offset].contains(where: isBlank) { return nil }
    if page.regions.contains(where: { $0.range.lowerBound <= start && start < $0.range.upperBound }) { return nil }
    if let block = page.leaf(at: start) {
      switch page.blocks[block].kind {
      case .codeBlock, .htmlBlock: return nil
      default: break
      }
    }
  }
}
