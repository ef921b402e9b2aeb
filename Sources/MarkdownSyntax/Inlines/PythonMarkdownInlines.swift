import SourceText

/// Finds what Python-Markdown (MkDocs) makes of the inline content of one leaf block.
///
/// Python-Markdown runs one pattern after the other over the whole text: code spans, escapes, footnotes, full
/// references, inline links, images, shortcut references, autolinks, HTML. What a pattern has read is hidden from
/// those after it, except that the text of a link is read by those patterns that come after the link's own.
package enum PythonMarkdownInlines {
  package struct Options: Hashable, Sendable {
    /// `[^1]` is a footnote (the `footnotes` extension).
    package var hasFootnotes = true
    /// `[text][id]` and `[Heading][]` without a definition are left to the autorefs plugin, which takes them all.
    package var hasAutorefs = false
    /// What a backslash escapes beside Python-Markdown's own `` \`*_{}[]()>#+-.! ``: extensions add to it, and
    /// tables, which are always on in MkDocs, add `|`.
    package var escapable: Set<UInt8> = [UInt8(ascii: "|")]

    package init() {}

    /// Whether a backslash escapes a byte.
    func isEscapable(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "!"):
        true
      default: escapable.contains(byte)
      }
    }
  }

  /// Every construct of one leaf block, sorted by start, outer ones first; offsets count from the content's first
  /// byte.
  ///
  /// Tags, code spans and links must not be masked in `content`: Python-Markdown looks for references in the
  /// attributes of inline tags. The time taken is linear in the content's length, but for a bounded budget.
  package static func scan(_ content: [UInt8], options: Options = Options()) -> [InlineSpan] {
    var scanner = PythonMarkdownScanner(content, options: options)
    return scanner.scan()
  }
}

/// The state of one scan: the text, in which what has been read is overwritten by a filler, and its brackets.
struct PythonMarkdownScanner {
  /// Stands for what has been read. No pattern matches it, and no definition's label contains it.
  static let filler: UInt8 = 0x01

  enum Bracket: UInt8 { case opening, closing, hidden }

  var bytes: [UInt8]
  let options: PythonMarkdownInlines.Options
  var spans: [InlineSpan] = []

  /// Runs of backticks.
  var tickRuns: [Range<Int>] = []
  var backslashes: [Int] = []
  /// Offsets of `<`, which tell whether autolinks and tags need be looked for.
  var angles: [Int] = []
  /// The offsets of the brackets that code spans, escapes and footnotes leave, and what is left of them.
  var brackets: [Int] = []
  var bracketKinds: [Bracket] = []
  /// For an opening bracket the index of its closing one in the current pass, or -1.
  var partners: [Int] = []
  var retries: [Retry] = []
  var shadows: [Shadow] = []
  var isOverwritten = false
  /// Steps left for those patterns that may read far ahead in vain.
  var budget: Int

  init(_ content: [UInt8], options: PythonMarkdownInlines.Options) {
    self.options = options
    budget = 1_000_000 + 16 * content.count
    bytes = []
    var index = 0
    let count = content.count
    let span = content.span
    while index < count {
      switch span[index] {
      case UInt8(ascii: "["), UInt8(ascii: "]"): brackets.append(index)
      case UInt8(ascii: "\\"): backslashes.append(index)
      case UInt8(ascii: "<"): angles.append(index)
      case UInt8(ascii: "`"):
        let start = index
        while index + 1 < count, span[index + 1] == UInt8(ascii: "`") { index += 1 }
        tickRuns.append(start..<index + 1)
      default: break
      }
      index += 1
    }
    guard !(brackets.isEmpty && angles.isEmpty && tickRuns.isEmpty) else { return }
    bytes = content
  }

  mutating func scan() -> [InlineSpan] {
    guard !bytes.isEmpty else { return [] }
    if !tickRuns.isEmpty { readCodeSpans() }
    if !backslashes.isEmpty { hideEscapes() }
    if isOverwritten { brackets.removeAll { bytes[$0] == Self.filler } }
    bracketKinds = brackets.map { bytes[$0] == UInt8(ascii: "[") ? .opening : .closing }
    partners = Array(repeating: -1, count: brackets.count)
    if options.hasFootnotes { readFootnotes() }
    run(from: .reference, in: Part(bytes: 0..<bytes.count, brackets: 0..<brackets.count, isReferenceText: false))
    removeShadowedRetries()
    spans.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    return spans
  }

  /// Hides bytes from the patterns that follow.
  mutating func overwrite(_ range: Range<Int>) {
    isOverwritten = true
    for index in range { bytes[index] = Self.filler }
  }

  private mutating func hideEscapes() {
    var next = 0
    for start in backslashes where start >= next && bytes[start] == UInt8(ascii: "\\") {
      next = start + 2
      guard next <= bytes.count, options.isEscapable(bytes[start + 1]) else { continue }
      overwrite(start..<next)
    }
  }

  /// Reads `[^id]`, up to the next closing bracket.
  private mutating func readFootnotes() {
    var opening = 0
    while opening < brackets.count {
      let start = brackets[opening]
      guard bracketKinds[opening] == .opening, start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "^"),
        let closing = nextClosing(after: opening, before: brackets.count)
      else {
        opening += 1
        continue
      }
      let end = brackets[closing] + 1
      let label = ByteRange(start + 2, end - 1)
      spans.append(InlineSpan(kind: .footnoteReference, range: ByteRange(start, end), text: label, label: label))
      hide(brackets: opening...closing, bytes: start..<end)
      opening = closing + 1
    }
  }

  /// The index of the first closing bracket behind the bracket `index`.
  func nextClosing(after index: Int, before end: Int) -> Int? {
    var next = index + 1
    while next < end {
      if bracketKinds[next] == .closing { return next }
      next += 1
    }
    return nil
  }

  /// Hides a link from the patterns that follow.
  mutating func hide(brackets indices: ClosedRange<Int>, bytes range: Range<Int>) {
    for index in indices { bracketKinds[index] = .hidden }
    // Only the patterns for autolinks and tags look at bytes that are not brackets.
    if !angles.isEmpty { overwrite(range) }
  }
}
