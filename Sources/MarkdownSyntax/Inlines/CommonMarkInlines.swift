import SourceText

/// Finds inline constructs as CommonMark does (0.31, section 6), taking every bracket pair's label as defined.
///
/// What comes out as references and links is exactly what libcmark-gfm would make links of, in the same order.
struct CommonMarkInlines {
  /// An opening bracket that may still become a link or an image.
  private struct Bracket {
    var start: Int
    var textStart: Int
    var isImage: Bool
    var isActive = true
    var isFollowedByBracket = false
  }

  private let bytes: [UInt8]
  private let options: InlineOptions
  private var spans: [InlineSpan] = []
  private var brackets: [Bracket] = []
  private var codeSpans = CodeSpanScanner()
  private var markup = MarkupScanner()

  /// The constructs in one leaf block's content, ordered by where they start.
  static func scan(_ content: [UInt8], options: InlineOptions) -> [InlineSpan] {
    var scanner = CommonMarkInlines(bytes: content, options: options)
    scanner.run()
    return scanner.spans
  }

  private init(bytes: [UInt8], options: InlineOptions) {
    self.bytes = bytes
    self.options = options
  }

  private mutating func run() {
    var offset = 0
    let count = bytes.count
    while offset < count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"):
        offset += offset + 1 < count && isASCIIPunctuation(bytes[offset + 1]) ? 2 : 1
      case UInt8(ascii: "`"):
        offset = scanCodeSpan(at: offset)
      case UInt8(ascii: "<"):
        offset = scanMarkup(at: offset)
      case UInt8(ascii: "!"):
        if byte(offset + 1) == UInt8(ascii: "["), byte(offset + 2) != UInt8(ascii: "^") {
          push(at: offset, isImage: true)
          offset += 2
        } else {
          offset += 1
        }
      case UInt8(ascii: "["):
        push(at: offset, isImage: false)
        offset += 1
      case UInt8(ascii: "]"):
        offset = close(at: offset)
      default:
        offset += 1
      }
    }
    if !spans.indices.dropFirst().allSatisfy({ spans[$0 - 1].range < spans[$0].range }) {
      spans.sort { $0.range < $1.range }
    }
  }

  private func byte(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func push(at offset: Int, isImage: Bool) {
    if !brackets.isEmpty { brackets[brackets.count - 1].isFollowedByBracket = true }
    brackets.append(Bracket(start: offset, textStart: offset + (isImage ? 2 : 1), isImage: isImage))
  }

  private mutating func scanCodeSpan(at offset: Int) -> Int {
    let (end, ticks) = codeSpans.scan(bytes, at: offset)
    guard let end else { return offset + ticks }
    let inner = ByteRange(offset + ticks, end - ticks)
    spans.append(InlineSpan(kind: .codeSpan, range: ByteRange(offset, end), text: inner, label: inner))
    return end
  }

  private mutating func scanMarkup(at offset: Int) -> Int {
    if let end = LinkSyntax.autolinkEnd(bytes, at: offset) {
      let inner = ByteRange(offset + 1, end - 1)
      spans.append(InlineSpan(kind: .autolink, range: ByteRange(offset, end), text: inner, label: inner))
      return end
    }
    if let end = markup.end(bytes, at: offset) {
      let inner = ByteRange(offset + 1, end - 1)
      spans.append(InlineSpan(kind: .rawHTML, range: ByteRange(offset, end), text: inner, label: inner))
      return end
    }
    return offset + 1
  }

  /// Handles the `]` at `offset`; returns where to go on.
  private mutating func close(at offset: Int) -> Int {
    guard let opener = brackets.popLast() else { return offset + 1 }
    guard opener.isActive else { return offset + 1 }
    let text = ByteRange(opener.textStart, offset)
    let behind = offset + 1

    if byte(behind) == UInt8(ascii: "("), let target = LinkSyntax.target(bytes, at: behind) {
      return append(.inlineLink, opener, text: text, label: target.destination, end: target.end)
    }
    let following = byte(behind) == UInt8(ascii: "[") ? LinkSyntax.label(bytes, at: behind) : nil
    if let following, !following.label.isEmpty {
      guard LinkSyntax.isUsableLabel(bytes, following.label) else { return behind }
      return append(.fullReference, opener, text: text, label: following.label, end: following.end)
    }
    guard !opener.isFollowedByBracket, LinkSyntax.isUsableLabel(bytes, text),
      !LinkSyntax.containsBracket(bytes, text)
    else { return behind }
    if options.isFootnote(bytes, text), !opener.isImage {
      let span = InlineSpan(
        kind: .footnoteReference,
        range: ByteRange(opener.start, behind),
        text: text,
        label: text
      )
      spans.append(span)
      return behind
    }
    if options.isCitation(bytes, text) { return behind }
    let kind: InlineSpan.Kind = following == nil ? .shortcutReference : .collapsedReference
    return append(kind, opener, text: text, label: text, end: following?.end ?? behind)
  }

  private mutating func append(
    _ kind: InlineSpan.Kind,
    _ opener: Bracket,
    text: ByteRange,
    label: ByteRange,
    end: Int
  ) -> Int {
    spans.append(
      InlineSpan(
        kind: kind,
        isImage: opener.isImage,
        range: ByteRange(opener.start, end),
        text: text,
        label: label
      )
    )
    if !opener.isImage {
      // Links do not nest: the brackets around this one open no link any more.
      for index in brackets.indices.reversed() where !brackets[index].isImage {
        if !brackets[index].isActive { break }
        brackets[index].isActive = false
      }
    }
    return end
  }
}
