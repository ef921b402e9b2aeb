import SourceText

/// Finds what kramdown's GFM parser (Jekyll) makes of the inline content of one leaf block.
///
/// kramdown reads from the left, and each construct as it comes, one within the other. A bracket is tried as a link
/// to where its brackets balance; if that fails, or if its label has no definition, the bracket is text and reading
/// goes on behind it.
package enum KramdownInlines {
  /// Every construct of one leaf block, sorted by start, outer ones first; offsets count from the content's first
  /// byte.
  ///
  /// Tags, code spans and links must not be masked in `content`: an HTML element that kramdown does not know hides
  /// the references within it. The time taken is linear in the content's length, but for a bounded budget; past it
  /// nothing more is found.
  package static func scan(_ content: Span<UInt8>) -> [InlineSpan] {
    var scanner = KramdownScanner(content)
    return scanner.scan()
  }
}

/// The state of one scan.
struct KramdownScanner {
  /// What is being filled: the leaf block itself or a construct within it.
  struct Frame {
    /// What ends the construct.
    enum Stop {
      case end
      /// Brackets that balance.
      case bracket
      case delimiter(UInt8, count: Int)
      case closingTag(name: Range<Int>, ignoresCase: Bool)
    }

    var stop = Stop.end
    /// Reading ends here even though the text goes on.
    var limit = Int.max
    var isEmphasis = false
    var isWithinEmphasis = false
    var isWithinStrong = false
    var isWithinLink = false
    /// Only tags are looked for: an HTML element whose content is raw.
    var isRaw = false
    /// The content of the HTML element that this is.
    var hasRawContent = false
    var depth = 0

    /// Brackets that are open, for `Stop.bracket`.
    var openBrackets = 1
    var images = 0
    var hasChildren = false
    /// Whether the last child is text, which no attribute list can be given to.
    var endsInText = true

    mutating func addText() { (hasChildren, endsInText) = (true, true) }
    mutating func addElement() { (hasChildren, endsInText) = (true, false) }

    /// A frame for a construct within this one.
    func inner(_ stop: Stop) -> Frame {
      var frame = self
      frame.stop = stop
      frame.limit = Int.max
      frame.isEmphasis = false
      (frame.isRaw, frame.hasRawContent) = (false, false)
      frame.depth = depth + 1
      (frame.openBrackets, frame.images, frame.hasChildren, frame.endsInText) = (1, 0, false, true)
      return frame
    }
  }

  static let depthLimit = 64

  let bytes: [UInt8]
  /// The part of the text that is read: the whole, or what strikes through.
  var start = 0
  var end: Int
  var position = 0
  var spans: [InlineSpan] = []
  /// Set while the inside of a reference is read again, as if it had no definition.
  var isRetrying = false
  /// Where the spans begin that have been made.
  var seenStarts: Set<Int> = []
  /// The offset of the last `]`, behind which no bracket needs to be tried.
  let lastClosing: Int
  var budget: Int

  /// Whether a reference has a definition; nil while all that can have one are taken to have one.
  var isDefined: ((InlineSpan) -> Bool)?
  /// What a heading's text does not show, or shows as it is, if that is asked for.
  var marks: [(role: HeadingTextBuilder.Role, range: Range<Int>)] = []
  var collectsMarks = false

  init(_ content: Span<UInt8>) {
    var hasSpecial = false
    for index in content.indices {
      switch content[index] {
      case UInt8(ascii: "]"), UInt8(ascii: "`"), UInt8(ascii: "<"): hasSpecial = true
      default: break
      }
    }
    var copy: [UInt8] = []
    if hasSpecial {
      copy.reserveCapacity(content.count)
      for index in content.indices { copy.append(content[index]) }
    }
    self.init(copy)
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
    budget = 1_000_000 + 32 * bytes.count
    lastClosing = bytes.lastIndex(of: UInt8(ascii: "]")) ?? -1
  }

  mutating func scan() -> [InlineSpan] {
    guard !bytes.isEmpty else { return [] }
    var frame = Frame()
    _ = readSpans(&frame)
    readRetries()
    spans.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    return spans
  }

  /// Reads the inside of each reference as it is read when it has no definition.
  private mutating func readRetries() {
    isRetrying = true
    for span in spans { seenStarts.insert(span.range.lowerBound) }
    var next = 0
    while next < spans.count, budget > 0 {
      let span = spans[next]
      next += 1
      guard span.isReferenceOrImage, !span.isUndefinable else { continue }
      let inside = span.text.lowerBound..<span.range.upperBound
      guard bytes[inside].contains(UInt8(ascii: "[")) else { continue }
      position = inside.lowerBound
      var frame = Frame()
      frame.limit = inside.upperBound
      _ = readSpans(&frame)
    }
  }

  /// Adds a span; on a second reading only if it is new.
  mutating func append(_ span: InlineSpan) {
    var span = span
    if isRetrying {
      guard seenStarts.insert(span.range.lowerBound).inserted else { return }
      span.isRetry = true
    }
    spans.append(span)
  }

  mutating func mark(_ role: HeadingTextBuilder.Role, _ range: Range<Int>) {
    if collectsMarks, !range.isEmpty { marks.append((role, range)) }
  }

  /// Marks all of a construct but its text as hidden.
  mutating func markDelimiters(of range: Range<Int>, around text: Range<Int>) {
    mark(.hidden, range.lowerBound..<text.lowerBound)
    mark(.hidden, text.upperBound..<range.upperBound)
  }

  /// Forgets what was found in a construct that turned out to be none.
  mutating func forget(spansFrom spanCount: Int, marksFrom markCount: Int) {
    if !isRetrying { spans.removeSubrange(spanCount...) }
    marks.removeSubrange(markCount...)
  }

  mutating func append(_ kind: InlineSpan.Kind, _ range: Range<Int>, text: Range<Int>) {
    append(InlineSpan(kind: kind, range: ByteRange(range), text: ByteRange(text), label: ByteRange(text)))
  }

  // MARK: The loop

  /// Reads constructs until the frame's stop is met; true if it was met, with `position` on it.
  mutating func readSpans(_ frame: inout Frame) -> Bool {
    while position < min(end, frame.limit) {
      guard spend(1) else { return false }
      let byte = bytes[position]
      if isAtStop(&frame) { return true }
      if frame.isRaw {
        if byte == UInt8(ascii: "<") { readAngle(&frame) } else { readText(1, &frame) }
        continue
      }
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "!"): readBracket(&frame)
      case UInt8(ascii: "*"), UInt8(ascii: "_"): readEmphasis(&frame)
      case UInt8(ascii: "`"): readCodeSpan(&frame)
      case UInt8(ascii: "<"): readAngle(&frame)
      case UInt8(ascii: "\\"): readBackslash(&frame)
      case UInt8(ascii: "$"): readMath(&frame)
      case UInt8(ascii: "{"): readExtension(&frame)
      case UInt8(ascii: "~"): readStrikethrough(&frame)
      case UInt8(ascii: " ") where self.byte(at: position + 1) == UInt8(ascii: ">"): readBlank(&frame)
      default: readText(1, &frame)
      }
    }
    return false
  }

  mutating func readText(_ count: Int, _ frame: inout Frame) {
    position += count
    frame.addText()
  }

  private mutating func isAtStop(_ frame: inout Frame) -> Bool {
    let byte = bytes[position]
    switch frame.stop {
    case .end: return false
    case .bracket:
      if byte == UInt8(ascii: "]") {
        frame.openBrackets -= 1
      } else if byte == UInt8(ascii: "[")
        || (byte == UInt8(ascii: "!") && self.byte(at: position + 1) == UInt8(ascii: "["))
      {
        frame.openBrackets += 1
      } else {
        return false
      }
      return frame.openBrackets == frame.images
    case .delimiter(let delimiter, let count): return isAtClosing(delimiter, count: count, frame)
    case .closingTag(let name, let ignoresCase):
      return byte == UInt8(ascii: "<") && closingTagEnd(name: name, ignoresCase: ignoresCase) != nil
    }
  }

  // MARK: Simple constructs

  private mutating func readCodeSpan(_ frame: inout Frame) {
    let opening = position
    while byte(at: position) == UInt8(ascii: "`") { position += 1 }
    let length = position - opening
    let content = position
    let isLoose =
      length == 1 && (opening == start || isWhiteSpace(bytes[opening - 1])) && isWhiteSpace(byte(at: content))
    guard !isLoose, let closing = find(UInt8(ascii: "`"), count: length, from: content) else {
      frame.addText()
      return
    }
    var text = content..<closing
    if length > 1 {
      if byte(at: content) == UInt8(ascii: " "), content < closing { text = content + 1..<closing }
      if text.upperBound > text.lowerBound, bytes[text.upperBound - 1] == UInt8(ascii: " ") {
        text = text.lowerBound..<text.upperBound - 1
      }
    }
    position = closing + length
    append(.codeSpan, opening..<position, text: text)
    markDelimiters(of: opening..<position, around: text)
    mark(.literal, text)
    frame.addElement()
  }

  private mutating func readBackslash(_ frame: inout Frame) {
    let next = byte(at: position + 1)
    if next == UInt8(ascii: "<") || next == UInt8(ascii: ">"), byte(at: position + 2) == next {
      position += 3
      frame.addElement()
      return
    }
    guard Self.isEscapable(next) else { return readText(1, &frame) }
    mark(.hidden, position..<position + 1)
    mark(.literal, position + 1..<position + 2)
    readText(2, &frame)
  }

  static func isEscapable(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
      UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "|"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Reads a blank before `>`; together with `>>` it is a guillemet, which no id shows.
  private mutating func readBlank(_ frame: inout Frame) {
    guard byte(at: position + 2) == UInt8(ascii: ">") else { return readText(1, &frame) }
    mark(.hidden, position..<position + 3)
    position += 3
    frame.addElement()
  }

  private mutating func readMath(_ frame: inout Frame) {
    guard byte(at: position + 1) == UInt8(ascii: "$"),
      let closing = find(UInt8(ascii: "$"), count: 2, from: position + 2)
    else { return readText(1, &frame) }
    markDelimiters(of: position..<closing + 2, around: position + 2..<closing)
    mark(.literal, position + 2..<closing)
    position = closing + 2
    frame.addElement()
  }

  private mutating func readStrikethrough(_ frame: inout Frame) {
    let first = byte(at: position + 2)
    guard byte(at: position + 1) == UInt8(ascii: "~"), position + 2 < end, !isWhiteSpace(first),
      first != UInt8(ascii: "~")
    else { return readText(1, &frame) }
    var last = position + 2
    while last + 2 < end, spend(1) {
      if bytes[last + 1] == UInt8(ascii: "~"), bytes[last + 2] == UInt8(ascii: "~"), bytes[last] != UInt8(ascii: "~"),
        !isWhiteSpace(bytes[last])
      {
        break
      }
      last += 1
    }
    guard last + 2 < end, frame.depth < Self.depthLimit, budget > 0 else { return readText(1, &frame) }
    markDelimiters(of: position..<last + 3, around: position + 2..<last + 1)
    let outer = (start, end)
    (start, end) = (position + 2, last + 1)
    position = start
    var inner = Frame()
    inner.depth = frame.depth + 1
    _ = readSpans(&inner)
    (start, end) = outer
    position = last + 3
    frame.addElement()
  }

  // MARK: Bytes

  /// The byte at an offset, or 0 behind the end.
  func byte(at index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The offset of the first place where a byte stands `count` times.
  mutating func find(_ wanted: UInt8, count: Int, from start: Int) -> Int? {
    var run = 0
    var index = start
    while index < end {
      guard spend(1) else { return nil }
      run = bytes[index] == wanted ? run + 1 : 0
      index += 1
      if run == count { return index - count }
    }
    return nil
  }

  /// Takes steps from the budget; false when none are left.
  mutating func spend(_ steps: Int) -> Bool {
    budget -= steps
    return budget > 0
  }
}

extension InlineSpan {
  /// Whether this is looked up among the definitions.
  var isReferenceOrImage: Bool {
    switch kind {
    case .shortcutReference, .collapsedReference, .fullReference: true
    case .inlineLink, .autolink, .codeSpan, .rawHTML, .footnoteReference: false
    }
  }
}
