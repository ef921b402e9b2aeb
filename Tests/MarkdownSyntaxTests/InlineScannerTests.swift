import MarkdownSyntax
import SourceText
import Testing

/// What holds for every text, however it is made.
struct InlineScannerTests {
  private static let pieces = [
    "[", "]", "![", "(", ")", "`", "``", "\\", " ", "\n", "*", "_", "\"", "'", "<", ">", "a", "b", "[a]", "[b][a]",
    "[^1]", "(u)", "(u \"t\")", "<b>", "</b>", "<i x=\"[a]\">", "<http://x/", "<m@x.y>", "**", "{:.c}", "~~", "$$", "é",
    "<T>", "<!-- ", "-->", "{::comment}", "{:/}", "\u{A0}",
  ]

  /// A text that a seed makes, of up to 40 pieces.
  private static func text(_ seed: UInt64) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    return (0..<next(40) + 1).flatMap { _ in pieces[next(pieces.count)].utf8 }
  }

  private static func scans(of bytes: [UInt8]) -> [[InlineSpan]] {
    var autorefs = PythonMarkdownInlines.Options()
    autorefs.hasAutorefs = true
    return [
      PythonMarkdownInlines.scan(bytes), PythonMarkdownInlines.scan(bytes, options: autorefs),
      KramdownInlines.scan(bytes.span),
    ]
  }

  @Test(arguments: 0..<40)
  func spansAreExactAndSorted(_ round: Int) {
    for seed in 0..<200 {
      let bytes = Self.text(UInt64(round * 200 + seed))
      let text = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
      for spans in Self.scans(of: bytes) {
        for (span, next) in zip(spans, spans.dropFirst()) {
          #expect(span.range.lowerBound <= next.range.lowerBound, text)
        }
        for span in spans {
          #expect(span.range.upperBound <= bytes.count, text)
          #expect(span.range.contains(span.text) && span.range.contains(span.label), text)
          #expect(Self.begins(span, in: bytes), text)
        }
      }
    }
  }

  private static func begins(_ span: InlineSpan, in bytes: [UInt8]) -> Bool {
    let source = bytes[span.range.indices]
    return switch span.kind {
    case .shortcutReference, .collapsedReference, .fullReference, .inlineLink:
      source.starts(with: span.isImage ? "![".utf8 : "[".utf8)
        && span.text.lowerBound == span.range.lowerBound + (span.isImage ? 2 : 1)
    case .footnoteReference: source.starts(with: "[^".utf8) && source.last == UInt8(ascii: "]")
    case .codeSpan: source.first == UInt8(ascii: "`") && source.last == UInt8(ascii: "`")
    case .autolink, .rawHTML: source.first == UInt8(ascii: "<") && source.last == UInt8(ascii: ">")
    }
  }

  @Test(arguments: [
    "[", "![", "[a", "[a](", "[a][", "`a", "``a`", "<", "<a ", "<!--", "<?", "[a](\"", "[a]('(", "<a b=\"", "![[]()",
    "*a ", "**a *b ", "<b>", "~~a", "[a *b", "[![a", "{::comment}", "$$a", "[a](<", "[[a][b]", "*[a] ", "[a]: ",
  ])
  func hostileTextEnds(_ piece: String) {
    let text = String(repeating: piece, count: 10_000) + String(repeating: "]", count: 1000) + ")"
    let bytes = Array(text.utf8)
    for spans in Self.scans(of: bytes) {
      #expect(spans.allSatisfy { $0.range.upperBound <= bytes.count })
    }
  }

  @Test func longTextIsReadToItsEnd() {
    let bytes = Array(String(repeating: "See [a], [b][c] and *[d](e)*. ", count: 10_000).utf8)
    #expect(PythonMarkdownInlines.scan(bytes).count { !$0.isRetry } == 30_000)
    #expect(KramdownInlines.scan(bytes.span).count { !$0.isRetry } == 30_000)
  }
}
