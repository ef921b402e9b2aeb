import SourceText

extension PythonMarkdownScanner {
  /// Python-Markdown's patterns that read brackets and angle brackets, in the order they run in.
  enum Pattern: Int, CaseIterable {
    case reference, autoref, link, imageLink, imageReference, shortcut, imageShortcut, autolink, mail, html
  }

  /// What a pattern is run over: the whole content or the text of a link.
  struct Part {
    var bytes: Range<Int>
    var brackets: Range<Int>
    /// Whether this is the text of a reference, which is a link only if that has a definition.
    var isReferenceText: Bool
    /// The number of links that it is inside of.
    var depth = 0
  }

  /// One of the shortcuts that a full reference without a definition leaves.
  struct Retry {
    /// Its index in `spans`.
    var span: Int
    var depth: Int
  }

  /// Brackets whose text no definition can have; no shortcut is looked for in them.
  struct Shadow {
    var range: Range<Int>
    var depth: Int
  }

  mutating func run(from first: Pattern, in part: Part) {
    guard !(part.brackets.isEmpty && angles.isEmpty) else { return }
    for pattern in Pattern.allCases where pattern.rawValue >= first.rawValue {
      switch pattern {
      case .reference: readReferences(pattern, in: part)
      case .autoref: if options.hasAutorefs { readReferences(pattern, in: part) }
      case .imageReference: readReferences(pattern, in: part)
      case .link, .imageLink: readInlineLinks(pattern, in: part)
      case .shortcut, .imageShortcut: readShortcuts(pattern, in: part)
      case .autolink: if !angles.isEmpty { readAutolinks(in: part) }
      case .mail: if !angles.isEmpty { readMailAutolinks(in: part) }
      case .html: if !angles.isEmpty { readTags(in: part) }
      }
    }
  }

  /// An opening bracket that a pattern may begin with, and the bracket that balances it.
  private struct Pair {
    var opening: Int
    var closing: Int
    /// The offset of the bracket, or of the `!` before it.
    var start: Int
    var text: Range<Int>
  }

  /// The next balanced pair at or behind the bracket `index`, which is moved behind its opening bracket.
  private func nextPair(_ index: inout Int, isImage: Bool, in part: Part) -> Pair? {
    while index < part.brackets.upperBound {
      let opening = index
      index += 1
      guard bracketKinds[opening] == .opening, partners[opening] >= 0 else { continue }
      let position = brackets[opening]
      let followsMark = position > part.bytes.lowerBound && bytes[position - 1] == UInt8(ascii: "!")
      guard followsMark == isImage else { continue }
      let closing = partners[opening]
      return Pair(
        opening: opening,
        closing: closing,
        start: isImage ? position - 1 : position,
        text: position + 1..<brackets[closing]
      )
    }
    return nil
  }

  /// Balances the brackets of a part. What a pattern then takes away lies before all it has yet to read, so the pairs
  /// hold for the whole pass.
  private mutating func balance(_ part: Part) {
    var open: [Int] = []
    for index in part.brackets {
      switch bracketKinds[index] {
      case .opening:
        partners[index] = -1
        open.append(index)
      case .closing: if let opening = open.popLast() { partners[opening] = index }
      case .hidden: break
      }
    }
  }

  /// Whether a definition may have this label: it holds no bracket and nothing that has been read.
  private func isDefinable(_ label: Range<Int>, brackets indices: Range<Int>) -> Bool {
    indices.isEmpty && !(isOverwritten && label.contains { bytes[$0] == Self.filler })
  }

  // MARK: Full and collapsed references

  private mutating func readReferences(_ pattern: Pattern, in part: Part) {
    balance(part)
    let isImage = pattern == .imageReference
    var index = part.brackets.lowerBound
    while let pair = nextPair(&index, isImage: isImage, in: part) {
      let second = pair.closing + 1
      guard second < part.brackets.upperBound, bracketKinds[second] == .opening,
        isLabelBracket(at: brackets[second], behind: pair.text.upperBound + 1),
        let closing = nextClosing(after: second, before: part.brackets.upperBound)
      else { continue }
      let end = brackets[closing] + 1
      index = closing + 1
      let isCollapsed = brackets[second] + 2 == end
      let label = isCollapsed ? pair.text : brackets[second] + 1..<end - 1
      let inner = isCollapsed ? pair.opening + 1..<pair.closing : second + 1..<closing
      let definable = isDefinable(label, brackets: inner)
      var span = InlineSpan(
        kind: isCollapsed ? .collapsedReference : .fullReference,
        isImage: isImage,
        range: ByteRange(pair.start, end),
        text: ByteRange(pair.text),
        label: ByteRange(label)
      )
      span.isInReferenceText = part.isReferenceText
      if pattern == .autoref {
        // The plugin slugifies a collapsed label, whatever is in it; a full one must be plain.
        guard isCollapsed || inner.allSatisfy({ bracketKinds[$0] != .hidden }), isCollapsed || !hasFiller(label)
        else { continue }
      } else if !definable {
        if pattern == .reference, options.hasAutorefs { continue }
        span.isUndefinable = true
      }
      if !isBlank(label) { spans.append(span) }
      guard definable || pattern == .autoref else { continue }
      if !isImage {
        let text = Part(
          bytes: pair.text,
          brackets: pair.opening + 1..<pair.closing,
          isReferenceText: part.isReferenceText || !options.hasAutorefs,
          depth: part.depth + 1
        )
        if let next = Pattern(rawValue: pattern.rawValue + 1) { run(from: next, in: text) }
      }
      if !isCollapsed, isImage || !options.hasAutorefs {
        addRetries(of: pair, labelBrackets: second...closing, in: part)
      }
      hide(brackets: pair.opening...closing, bytes: pair.start..<end)
    }
  }

  /// Whether a label is empty or white space only. Python-Markdown looks it up, but it is nobody's name.
  private func isBlank(_ label: Range<Int>) -> Bool {
    PythonWhiteSpace.skip(from: label.lowerBound, to: label.upperBound, in: bytes) == label.upperBound
  }

  private func hasFiller(_ range: Range<Int>) -> Bool {
    isOverwritten && range.contains { bytes[$0] == Self.filler }
  }

  /// Whether the bracket at `position` follows `end` directly or behind one white space character.
  private func isLabelBracket(at position: Int, behind end: Int) -> Bool {
    position == end || position - end == PythonWhiteSpace.length(at: end, in: bytes)
  }

  /// What later patterns make of a full reference that has no definition: two shortcuts.
  private mutating func addRetries(of pair: Pair, labelBrackets: ClosedRange<Int>, in part: Part) {
    let isImage = pair.start < brackets[pair.opening]
    let inner = pair.opening + 1..<pair.closing
    var first = InlineSpan(
      kind: .shortcutReference,
      isImage: isImage,
      range: ByteRange(pair.start, pair.text.upperBound + 1),
      text: ByteRange(pair.text),
      label: ByteRange(pair.text)
    )
    first.isRetry = true
    first.isUndefinable = !isDefinable(pair.text, brackets: inner)
    first.isInReferenceText = part.isReferenceText
    if !isBlank(pair.text) { append(retry: first, in: part) }

    let start = brackets[labelBrackets.lowerBound]
    let end = brackets[labelBrackets.upperBound] + 1
    let label = ByteRange(start + 1, end - 1)
    var second = InlineSpan(kind: .shortcutReference, range: ByteRange(start, end), text: label, label: label)
    if !isImage, let destination = destination(at: end, in: part) {
      second.kind = .inlineLink
      second.range = ByteRange(start, destination.end)
      second.label = ByteRange(destination.target)
    }
    second.isRetry = true
    second.isInReferenceText = part.isReferenceText
    append(retry: second, in: part)
  }

  private mutating func append(retry span: InlineSpan, in part: Part) {
    if span.kind == .shortcutReference, !span.isImage { retries.append(Retry(span: spans.count, depth: part.depth)) }
    spans.append(span)
  }

  /// Takes away the retries that stand within brackets that no definition can have: shortcuts are not looked for
  /// in them.
  mutating func removeShadowedRetries() {
    guard !retries.isEmpty, !shadows.isEmpty else { return }
    shadows.sort { ($0.depth, $0.range.lowerBound) < ($1.depth, $1.range.lowerBound) }
    var shadowed: Set<Int> = []
    for retry in retries {
      let start = spans[retry.span].range.lowerBound
      let next = shadows.partitioningIndex { ($0.depth, $0.range.lowerBound) > (retry.depth, start) }
      guard next > 0 else { continue }
      let shadow = shadows[next - 1]
      if shadow.depth == retry.depth, shadow.range.contains(start) { shadowed.insert(retry.span) }
    }
    guard !shadowed.isEmpty else { return }
    spans = spans.indices.filter { !shadowed.contains($0) }.map { spans[$0] }
  }

  // MARK: Inline links

  private mutating func readInlineLinks(_ pattern: Pattern, in part: Part) {
    balance(part)
    let isImage = pattern == .imageLink
    var index = part.brackets.lowerBound
    while let pair = nextPair(&index, isImage: isImage, in: part) {
      guard let destination = destination(at: pair.text.upperBound + 1, in: part) else { continue }
      var span = InlineSpan(
        kind: .inlineLink,
        isImage: isImage,
        range: ByteRange(pair.start, destination.end),
        text: ByteRange(pair.text),
        label: ByteRange(destination.target)
      )
      span.isInReferenceText = part.isReferenceText
      spans.append(span)
      if !isImage {
        let text = Part(
          bytes: pair.text,
          brackets: pair.opening + 1..<pair.closing,
          isReferenceText: part.isReferenceText,
          depth: part.depth + 1
        )
        run(from: .imageLink, in: text)
      }
      var last = pair.closing
      while last + 1 < part.brackets.upperBound, brackets[last + 1] < destination.end { last += 1 }
      hide(brackets: pair.opening...last, bytes: pair.start..<destination.end)
      index = last + 1
    }
  }

  // MARK: Shortcut references

  private mutating func readShortcuts(_ pattern: Pattern, in part: Part) {
    balance(part)
    let isImage = pattern == .imageShortcut
    var index = part.brackets.lowerBound
    while let pair = nextPair(&index, isImage: isImage, in: part) {
      index = pair.closing + 1
      guard !isBlank(pair.text) else { continue }
      let inner = pair.opening + 1..<pair.closing
      let range = pair.start..<pair.text.upperBound + 1
      let label = ByteRange(pair.text)
      var span = InlineSpan(
        kind: .shortcutReference,
        isImage: isImage,
        range: ByteRange(range),
        text: label,
        label: label
      )
      span.isInReferenceText = part.isReferenceText
      span.isUndefinable = !isDefinable(pair.text, brackets: inner)
      spans.append(span)
      guard !span.isUndefinable else {
        if !isImage { shadows.append(Shadow(range: range, depth: part.depth)) }
        continue
      }
      if !isImage {
        let text = Part(
          bytes: pair.text,
          brackets: inner,
          isReferenceText: part.isReferenceText,
          depth: part.depth + 1
        )
        run(from: .imageShortcut, in: text)
      }
      hide(brackets: pair.opening...pair.closing, bytes: range)
    }
  }
}
