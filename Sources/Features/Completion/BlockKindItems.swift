import MarkdownSyntax
import SourceText
import Workspace

/// Offers the kinds of blocks behind `///`, `!!!` and `???`.
enum BlockKindItems {
  private static let admonitions = [
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example",
    "quote",
  ]
  private static let fenced = ["details", "tab", "html", "definition", "caption", "figure-caption", "table-caption"]

  static func list(at offset: Int, on page: Page) -> CompletionList? {
    let dialect = page.parsed.dialect
    guard dialect.hasBlockMarkers || dialect.hasIndentedContainers else { return nil }
    let bytes = page.text.bytes
    let line = page.text.lineContent(page.text.lines.line(at: offset))
    let start = skip(bytes, from: line.lowerBound, to: offset) { $0 == UInt8(ascii: " ") }
    guard start < offset, let kinds = kinds(behind: bytes[start], dialect) else { return nil }
    let signs = skip(bytes, from: start, to: offset) { $0 == bytes[start] }
    let word = skip(bytes, from: signs, to: offset) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "+") }
    let end = skip(bytes, from: word, to: line.upperBound, while: isKindByte)
    guard signs - start >= 3, word > signs, end >= offset else { return nil }
    var list = CompletionList(replaced: ByteRange(word, end))
    list.items = kinds.map { CompletionItem($0, .blockKind, insertion: $0) }
    return list
  }

  private static func kinds(behind sign: UInt8, _ dialect: MarkdownDialect) -> [String]? {
    switch sign {
    case UInt8(ascii: "/") where dialect.hasBlockMarkers: admonitions + fenced
    case UInt8(ascii: "!") where dialect.hasIndentedContainers: admonitions
    case UInt8(ascii: "?") where dialect.hasIndentedContainers: admonitions
    default: nil
    }
  }

  private static func isKindByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
  }

  private static func skip(_ bytes: [UInt8], from start: Int, to end: Int, while isSkipped: (UInt8) -> Bool) -> Int {
    var offset = start
    while offset < end, isSkipped(bytes[offset]) { offset += 1 }
    return offset
  }
}
