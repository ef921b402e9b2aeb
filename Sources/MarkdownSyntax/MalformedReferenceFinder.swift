import SourceText

/// Looks for brackets without a partner next to references, and for references that do not mean what they show.
struct MalformedReferenceFinder {
  /// How long a text between brackets may be to pass for a term.
  private static let longestTerm = 100

  private let bytes: [UInt8]
  private let spans: [InlineSpan]
  private let dialect: MarkdownDialect
  private var found: [MalformedReference] = []

  /// What is malformed in one leaf's content; ranges are the content's.
  static func find(in bytes: [UInt8], spans: [InlineSpan], dialect: MarkdownDialect) -> [MalformedReference] {
    var finder = MalformedReferenceFinder(bytes: bytes, spans: spans, dialect: dialect)
    finder.checkSpans()
    finder.checkLooseBrackets()
    return finder.found
  }

  private init(bytes: [UInt8], spans: [InlineSpan], dialect: MarkdownDialect) {
    self.bytes = bytes
    self.spans = spans
    self.dialect = dialect
  }

  private mutating func checkSpans() {
    guard dialect.references != .commonMark else { return }
    for span in spans where span.isReference && !span.isRetry {
      let label = LinkSyntax.trimmed(bytes, span.label)
      if label != span.label, !label.isEmpty {
        found.append(
          MalformedReference(
            shape: .blankInLabel,
            range: span.range,
            repair: TextEdit(span.label, String(decoding: bytes[label.indices], as: UTF8.self))
          )
        )
      }
      let gap = ByteRange(span.text.upperBound + 1, span.label.lowerBound - 1)
      if span.kind == .fullReference, !gap.isEmpty {
        found.append(
          MalformedReference(shape: .joinedReferences, range: span.range, repair: TextEdit(gap, ", "))
        )
      }
    }
  }

  /// Walks the brackets that no span accounts for. Those that pair, as around `[see [Term]]`, are no mistake.
  private mutating func checkLooseBrackets() {
    var open: [Int] = []
    /// By opening bracket: the reference before which its closing one is missing, unless it comes yet.
    var unclosed: [(open: Int, span: InlineSpan)] = []
    var offset = 0
    var next = 0
    var lastReferenceEnd = -1
    var isBehindSpan = false
    while offset < bytes.count {
      while next < spans.count, spans[next].range.upperBound <= offset { next += 1 }
      if next < spans.count, spans[next].range.lowerBound == offset {
        let span = spans[next]
        if span.isReference {
          if !isBehindSpan, let last = open.last, isTerm(last + 1..<offset) { unclosed.append((last, span)) }
          lastReferenceEnd = span.range.upperBound
        }
        isBehindSpan = true
        offset = max(offset + 1, span.range.upperBound)
        continue
      }
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["):
        open.append(offset)
        isBehindSpan = false
      case UInt8(ascii: "]"):
        if let last = open.popLast() {
          if unclosed.last?.open == last { unclosed.removeLast() }
        } else if offset == lastReferenceEnd {
          reportStrayBracket(offset)
        }
      case UInt8(ascii: "}"), UInt8(ascii: ")"):
        if !isBehindSpan, let last = open.last, isTerm(last + 1..<offset),
          !hasOpener(of: bytes[offset], in: last + 1..<offset)
        {
          reportWrongSign(last, offset)
          open.removeLast()
          isBehindSpan = true
        }
      default: break
      }
      offset += 1
    }
    for (open, span) in unclosed { reportMissingBracket(open, before: span) }
  }

  /// Whether a text on one line is short enough for a term, and has letters.
  private func isTerm(_ range: Range<Int>) -> Bool {
    guard (1...Self.longestTerm).contains(range.count) else { return false }
    var hasLetter = false
    for byte in bytes[range] {
      if byte == UInt8(ascii: "\n") { return false }
      if isASCIILetter(byte) || byte >= 0x80 { hasLetter = true }
    }
    return hasLetter
  }

  private func hasOpener(of closer: UInt8, in range: Range<Int>) -> Bool {
    bytes[range].contains(closer == UInt8(ascii: "}") ? UInt8(ascii: "{") : UInt8(ascii: "("))
  }

  private mutating func reportStrayBracket(_ offset: Int) {
    let extra = ByteRange(offset, offset + 1)
    found.append(
      MalformedReference(shape: .strayClosingBracket, range: extra, repair: TextEdit(extra, ""))
    )
  }

  private mutating func reportMissingBracket(_ open: Int, before span: InlineSpan) {
    found.append(
      MalformedReference(
        shape: .missingClosingBracket,
        range: ByteRange(open, span.range.upperBound),
        repair: TextEdit(.empty(at: span.range.lowerBound), "]")
      )
    )
  }

  private mutating func reportWrongSign(_ open: Int, _ close: Int) {
    found.append(
      MalformedReference(
        shape: .wrongClosingSign,
        range: ByteRange(open, close + 1),
        repair: TextEdit(ByteRange(close, close + 1), "]")
      )
    )
  }
}
