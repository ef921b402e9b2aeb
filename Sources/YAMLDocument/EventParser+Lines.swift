extension EventParser {
  /// The byte some steps ahead; zero at the end of the text, which holds no zero itself.
  func peek(_ steps: Int = 0) -> UInt8 {
    at + steps < end ? text[at + steps] : 0
  }

  /// Where the current line ends, before its line break.
  var lineEnd: Int {
    var index = at
    while index < end, !isBreak(text[index]) { index += 1 }
    return index
  }

  /// True at `-`, `?` or `:` where blank space follows, which makes it an indicator.
  func isEntry(_ indicator: UInt8) -> Bool {
    peek() == indicator && isBlankOrEnd(peek(1))
  }

  /// True at `---` or `...`, which end a document.
  var isAtMarker: Bool { isMarker(UInt8(ascii: "-")) || isMarker(UInt8(ascii: ".")) }

  func isMarker(_ sign: UInt8) -> Bool {
    column == 0 && peek() == sign && peek(1) == sign && peek(2) == sign && isBlankOrEnd(peek(3))
  }

  mutating func skipBlanks() {
    while isBlank(peek()) { at += 1 }
  }

  /// Steps over one line break.
  mutating func skipBreak() {
    at += peek() == UInt8(ascii: "\r") && peek(1) == UInt8(ascii: "\n") ? 2 : 1
    lineStart = at
  }

  /// Steps over blanks, comments and line breaks to the next content, or to the end; returns true when that is on
  /// another line than before.
  @discardableResult
  mutating func skipToContent(isInFlow: Bool = false) throws(EventProblem) -> Bool {
    var isBelow = false
    while true {
      let blankStart = at
      skipBlanks()
      if peek() == UInt8(ascii: "#") { at = lineEnd }
      guard isBreak(peek()) else {
        let isIndentation = blankStart == lineStart
        if isIndentation, !isInFlow, at < end, let tab = text[blankStart..<at].firstIndex(of: UInt8(ascii: "\t")) {
          throw EventProblem("a tab cannot indent a line; use blanks", at: tab)
        }
        return isBelow
      }
      skipBreak()
      isBelow = true
    }
  }

  /// Reads `&anchor` and `!tag`, in either order, and the blanks between them.
  mutating func readProperties() throws(EventProblem) -> Properties? {
    var properties = Properties(anchor: nil, tag: nil, start: at, end: at)
    while true {
      switch peek() {
      case UInt8(ascii: "&") where properties.anchor == nil:
        let start = at
        at += 1
        properties.anchor = try readName(from: start, "an anchor without a name")
      case UInt8(ascii: "!") where properties.tag == nil:
        properties.tag = try readTag()
      default:
        return properties.anchor == nil && properties.tag == nil ? nil : properties
      }
      properties.end = at
      let valueStart = at
      skipBlanks()
      if peek() != UInt8(ascii: "&"), peek() != UInt8(ascii: "!") {
        at = valueStart
        // The caller has to see whether the value stands on the same line.
        return properties
      }
    }
  }

  mutating func readAlias() throws(EventProblem) {
    let start = at
    at += 1
    let name = try readName(from: start, "an alias without a name; put “*” in quotes")
    emit(.alias(name), start..<at)
  }

  private mutating func readName(from start: Int, _ message: String) throws(EventProblem) -> String {
    let nameStart = at
    while !isBlankOrEnd(peek()), !isFlowIndicator(peek()), !isEntry(UInt8(ascii: ":")) { at += 1 }
    if at == nameStart { throw EventProblem(message, at: start) }
    return String(decoding: text[nameStart..<at], as: UTF8.self)
  }

  /// Reads `!`, `!local`, `!!standard`, `!handle!x` or `!<whole>`.
  private mutating func readTag() throws(EventProblem) -> String {
    let start = at
    at += 1
    if peek() == UInt8(ascii: "<") {
      at += 1
      while !isBlankOrEnd(peek()), peek() != UInt8(ascii: ">") { at += 1 }
      guard peek() == UInt8(ascii: ">") else { throw EventProblem("this tag is not closed by “>”", at: start) }
      at += 1
      return decodingPercents(text[start + 2..<at - 1])
    }
    while !isBlankOrEnd(peek()), !isFlowIndicator(peek()) { at += 1 }
    let tag = text[start..<at]
    guard let handleEnd = tag.dropFirst().firstIndex(of: UInt8(ascii: "!")) else {
      return (tagHandles["!"] ?? "!") + decodingPercents(tag.dropFirst())
    }
    let handle = String(decoding: tag[...handleEnd], as: UTF8.self)
    guard let prefix = tagHandles[handle] else {
      throw EventProblem("the tag’s handle \(handle) is not declared", at: start)
    }
    return prefix + decodingPercents(tag[(handleEnd + 1)...])
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

func isBlankOrEnd(_ byte: UInt8) -> Bool { isBlank(byte) || isBreak(byte) || byte == 0 }

func isFlowIndicator(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): return true
  default: return false
  }
}

private func decodingPercents(_ bytes: ArraySlice<UInt8>) -> String {
  var result: [UInt8] = []
  var rest = bytes
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
      result.append(code)
      rest = rest.dropFirst(2)
    } else {
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
