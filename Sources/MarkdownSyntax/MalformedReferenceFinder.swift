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
  ///
  /// - Parameters:
  ///   - bytes: The content as the scanners saw it.
  ///   - shown: A range of the content, with what was hidden from the scanners.
  static func find(
    in bytes: [UInt8],
    spans: [InlineSpan],
    dialect: MarkdownDialect,
    shown: (ByteRange) -> [UInt8]
  ) -> [MalformedReference] {
    var finder = MalformedReferenceFinder(bytes: bytes, spans: spans, dialect: dialect)
    finder.checkSpans(shown)
    finder.checkLooseBrackets()
    return finder.found
  }

  private init(bytes: [UInt8], spans: [InlineSpan], dialect: MarkdownDialect) {
    self.bytes = bytes
    self.spans = spans
    self.dialect = dialect
  }

  private mutating func checkSpans(_ shown: (ByteRange) -> [UInt8]) {
    guard dialect.references != .commonMark else { return }
    for span in spans where span.isReference && !span.isRetry {
      let label = LinkSyntax.trimmed(bytes, span.label)
      if label != span.label, !label.isEmpty {
        let repair = TextEdit(span.label, String(decoding: shown(label), as: UTF8.self))
        found.append(MalformedReference(shape: .blankInLabel, range: span.range, repair: repair))
      }
      let gap = ByteRange(span.text.upperBound + 1, span.label.lowerBound - 1)
      if span.kind == .fullReference, !gap.isEmpty {
        let repair = TextEdit(gap, ", ")
        found.append(MalformedReference(shape: .joinedReferences, range: span.range, repair: repair))
      }
    }
  }

  // MARK: Loose brackets

  /// A bracket that no span accounts for, or a span.
  private enum Mark {
    case opening(Int)
    case closing(Int)
    case wrongClosing(Int)
    case lineEnd
    case span(InlineSpan)
  }

  /// Looks at the brackets that have no partner.
  private mutating func checkLooseBrackets() {
    guard hasLooseBracket else { return }
    let marks = looseMarks()
    let partnerless = Self.partnerless(marks)
    // The last opening bracket on the line that has no partner, where only words stand behind it.
    var open: Int?
    var lastReferenceEnd = -1
    for (index, mark) in marks.enumerated() {
      switch mark {
      case .opening(let offset): open = partnerless[index] ? offset : nil
      case .closing(let offset):
        if partnerless[index], offset == lastReferenceEnd { reportStrayBracket(offset) }
        open = nil
      case .wrongClosing(let offset):
        guard let start = open, isTerm(start + 1..<offset), !hasOpener(of: bytes[offset], in: start + 1..<offset)
        else { continue }
        reportWrongSign(start, offset)
        open = nil
      case .lineEnd: open = nil
      case .span(let span):
        guard span.isReference else {
          open = nil
          continue
        }
        // A blank before the reference says that the first bracket was meant for something else.
        if let start = open, isTerm(start + 1..<span.range.lowerBound),
          !isASCIIWhitespace(bytes[span.range.lowerBound - 1])
        {
          reportMissingBracket(start, before: span)
        }
        lastReferenceEnd = span.range.upperBound
        open = nil
      }
    }
  }

  /// Whether any bracket is outside all spans; there is nothing to look for in most paragraphs.
  private var hasLooseBracket: Bool {
    var offset = 0
    var next = 0
    while offset < bytes.count {
      while next < spans.count, spans[next].range.lowerBound < offset { next += 1 }
      let end = next < spans.count ? spans[next].range.lowerBound : bytes.count
      while offset < end {
        if bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "]") { return true }
        offset += 1
      }
      if next < spans.count { offset = max(offset + 1, spans[next].range.upperBound) }
    }
    return false
  }

  /// The marks outside spans, and the spans that lie in no other, in order.
  private func looseMarks() -> [Mark] {
    var marks: [Mark] = []
    var offset = 0
    var next = 0
    while offset < bytes.count {
      while next < spans.count, spans[next].range.lowerBound < offset { next += 1 }
      if next < spans.count, spans[next].range.lowerBound == offset {
        marks.append(.span(spans[next]))
        offset = max(offset + 1, spans[next].range.upperBound)
        continue
      }
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): marks.append(.opening(offset))
      case UInt8(ascii: "]"): marks.append(.closing(offset))
      case UInt8(ascii: "}"), UInt8(ascii: ")"): marks.append(.wrongClosing(offset))
      case UInt8(ascii: "\n"): marks.append(.lineEnd)
      default: break
      }
      offset += 1
    }
    return marks
  }

  /// For each mark whether it is a bracket without a partner.
  private static func partnerless(_ marks: [Mark]) -> [Bool] {
    var result = [Bool](repeating: false, count: marks.count)
    var open: [Int] = []
    for (index, mark) in marks.enumerated() {
      switch mark {
      case .opening:
        open.append(index)
        result[index] = true
      case .closing:
        if let partner = open.popLast() { result[partner] = false } else { result[index] = true }
      case .wrongClosing, .lineEnd, .span: break
      }
    }
    return result
  }

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
