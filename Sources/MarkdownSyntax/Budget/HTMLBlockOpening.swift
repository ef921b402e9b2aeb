/// How lines open and close raw HTML blocks (CommonMark 0.31, section 4.6, with the tag names of cmark-gfm 0.29).
enum HTMLBlockOpening: UInt8 {
  case literalElement = 1
  case comment
  case instruction
  case declaration
  case characterData
  case blockElement
  case anyElement

  /// The kind of block that the `<` at `start` opens.
  init?(_ page: Span<UInt8>, at start: Int, to end: Int, interruptsParagraph: Bool) {
    guard start + 1 < end, page[start] == UInt8(ascii: "<") else { return nil }
    switch page[start + 1] {
    case UInt8(ascii: "?"): self = .instruction
    case UInt8(ascii: "!"):
      if Self.matches(page, start + 2, end, "--") {
        self = .comment
      } else if Self.matches(page, start + 2, end, "[CDATA[") {
        self = .characterData
      } else if start + 2 < end, page[start + 2] >= UInt8(ascii: "A"), page[start + 2] <= UInt8(ascii: "Z") {
        self = .declaration
      } else {
        return nil
      }
    default:
      let isClosing = page[start + 1] == UInt8(ascii: "/")
      let nameStart = start + (isClosing ? 2 : 1)
      var nameEnd = nameStart
      while nameEnd < end, Self.isLetterOrDigit(page[nameEnd]) { nameEnd += 1 }
      guard nameEnd > nameStart, !Self.isDigit(page[nameStart]) else { return nil }
      let isDelimited = nameEnd == end || BlockOpening.isBlank(page[nameEnd]) || page[nameEnd] == UInt8(ascii: ">")
      if !isClosing, isDelimited, Self.name(page, nameStart, nameEnd, isIn: Self.literalElements) {
        self = .literalElement
      } else if isDelimited || Self.matches(page, nameEnd, end, "/>"),
        Self.name(page, nameStart, nameEnd, isIn: Self.blockElements)
      {
        self = .blockElement
      } else if !interruptsParagraph, let tagEnd = Self.tagEnd(page, from: nameEnd, to: end, isClosing: isClosing),
        BlockOpening.isBlankRest(page, from: tagEnd, to: end)
      {
        self = .anyElement
      } else {
        return nil
      }
    }
  }

  /// Whether a line that is not blank holds the block's end.
  func ends(in page: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    switch self {
    case .comment: Self.contains(page, start, end, "-->")
    case .instruction: Self.contains(page, start, end, "?>")
    case .declaration: Self.contains(page, start, end, ">")
    case .characterData: Self.contains(page, start, end, "]]>")
    case .literalElement: Self.literalElements.contains { Self.contains(page, start, end, "</\($0)>") }
    case .blockElement, .anyElement: false
    }
  }

  /// Whether a blank line ends the block.
  var endsAtBlankLine: Bool { self == .blockElement || self == .anyElement }

  private static let literalElements: Set<String> = ["script", "pre", "style"]

  private static let blockElements = Set(
    """
    address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt \
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link \
    main menu menuitem nav noframes ol optgroup option p param section source title summary table tbody td tfoot th \
    thead title tr track ul
    """.split(separator: " ").map(String.init)
  )

  private static func name(_ page: Span<UInt8>, _ start: Int, _ end: Int, isIn names: Set<String>) -> Bool {
    guard end - start <= 10 else { return false }
    var name = ""
    for offset in start..<end { name.unicodeScalars.append(Unicode.Scalar(page[offset] | 0x20)) }
    return names.contains(name)
  }

  /// The offset behind the `>` of a whole tag whose name ends at `start`.
  private static func tagEnd(_ page: Span<UInt8>, from start: Int, to end: Int, isClosing: Bool) -> Int? {
    var next = start
    while next < end, isNameByte(page[next]), page[next] != UInt8(ascii: ":"), page[next] != UInt8(ascii: "_"),
      page[next] != UInt8(ascii: ".")
    {
      next += 1
    }
    if isClosing {
      next = BlockOpening.afterBlanks(page, from: next, to: end)
      return next < end && page[next] == UInt8(ascii: ">") ? next + 1 : nil
    }
    while true {
      let attribute = BlockOpening.afterBlanks(page, from: next, to: end)
      guard attribute < end else { return nil }
      if page[attribute] == UInt8(ascii: ">") { return attribute + 1 }
      if page[attribute] == UInt8(ascii: "/") { return matches(page, attribute, end, "/>") ? attribute + 2 : nil }
      guard attribute > next, isNameByte(page[attribute]), !isDigit(page[attribute]) else { return nil }
      next = attribute
      while next < end, isNameByte(page[next]) { next += 1 }
      let equals = BlockOpening.afterBlanks(page, from: next, to: end)
      guard equals < end, page[equals] == UInt8(ascii: "=") else { continue }
      guard let valueEnd = valueEnd(page, from: equals + 1, to: end) else { return nil }
      next = valueEnd
    }
  }

  private static func valueEnd(_ page: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    let value = BlockOpening.afterBlanks(page, from: start, to: end)
    guard value < end else { return nil }
    let quote = page[value]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      for offset in value + 1..<end where page[offset] == quote { return offset + 1 }
      return nil
    }
    var next = value
    while next < end, !BlockOpening.isBlank(page[next]), page[next] != UInt8(ascii: ">") {
      if matches(page, next, end, "\"") || matches(page, next, end, "'") || matches(page, next, end, "=")
        || matches(page, next, end, "<") || matches(page, next, end, "`")
      {
        return nil
      }
      next += 1
    }
    return next > value ? next : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: ".")
  }

  /// Whether `text`, all in lower case but for `[CDATA[`, stands at `offset`.
  private static func matches(_ page: Span<UInt8>, _ offset: Int, _ end: Int, _ text: String) -> Bool {
    guard offset + text.utf8.count <= end else { return false }
    var next = offset
    for byte in text.utf8 {
      guard page[next] == byte || (isLetterOrDigit(byte) && page[next] | 0x20 == byte) else { return false }
      next += 1
    }
    return true
  }

  private static func contains(_ page: Span<UInt8>, _ start: Int, _ end: Int, _ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    for offset in start..<end where page[offset] == first && matches(page, offset, end, text) { return true }
    return false
  }
}
