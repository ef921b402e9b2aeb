extension EventParser {
  // MARK: Plain scalars

  /// Reads the first line of a plain scalar.
  mutating func readPlainLine(_ properties: Properties?, isInFlow: Bool = false) throws(EventProblem) {
    let byte = peek()
    let mayBegin: Bool
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      mayBegin = !isBlankOrEnd(peek(1)) && !(isInFlow && isFlowIndicator(peek(1)))
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"):
      mayBegin = false
    default: mayBegin = true
    }
    if byte == UInt8(ascii: ":"), !mayBegin { throw misplaced() }
    guard mayBegin else {
      let sign = String(decoding: [byte], as: UTF8.self)
      throw EventProblem("a value cannot begin with “\(sign)”; put it in quotes", at: at)
    }
    let range = plainSegment(isInFlow: isInFlow)
    emit(.scalar(String(decoding: text[range], as: UTF8.self), isPlain: true), range, properties)
  }

  /// Adds the lines below to a plain scalar: those further right than its parent, up to a comment.
  mutating func continuePlain(_ event: Int, parent: Int, isInFlow: Bool = false) throws(EventProblem) {
    guard case .scalar(let first, _) = events[event].kind else { return }
    var lines = first
    while true {
      let (before, beforeLine) = (at, lineStart)
      skipBlanks()
      var breaks = 0
      while isBreak(peek()) {
        skipBreak()
        breaks += 1
        while peek() == UInt8(ascii: " ") { at += 1 }
        if isBlank(peek()), column <= parent, !isInFlow { break }
        skipBlanks()
      }
      let goesOn = breaks > 0 && at < end && column > parent && peek() != UInt8(ascii: "#") && !isAtMarker
      let segment = goesOn ? plainSegment(isInFlow: isInFlow) : at..<at
      guard !segment.isEmpty else {
        (at, lineStart) = (before, beforeLine)
        break
      }
      lines += breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)
      lines += String(decoding: text[segment], as: UTF8.self)
      events[event].end = segment.upperBound
    }
    events[event].kind = .scalar(lines, isPlain: true)
  }

  /// Steps over the part of a plain scalar on this line; its blanks at the end are not part of it.
  private mutating func plainSegment(isInFlow: Bool) -> Range<Int> {
    let start = at
    var segmentEnd = at
    while at < end {
      let byte = text[at]
      if isBreak(byte) { break }
      if byte == UInt8(ascii: ":"), isBlankOrEnd(peek(1)) || (isInFlow && isFlowIndicator(peek(1))) { break }
      if byte == UInt8(ascii: "#"), at > start, isBlank(text[at - 1]) { break }
      if isInFlow, isFlowIndicator(byte) { break }
      at += 1
      if !isBlank(byte) { segmentEnd = at }
    }
    at = segmentEnd
    return start..<segmentEnd
  }

  // MARK: Quoted scalars

  mutating func readQuoted(_ properties: Properties?) throws(EventProblem) {
    let start = at
    let quote = peek()
    var value: [UInt8] = []
    at += 1
    while true {
      let byte = peek()
      if at >= end || isAtMarker {
        throw EventProblem("this quote is never closed", at: start)
      } else if byte == quote {
        at += 1
        if quote == UInt8(ascii: "\"") || peek() != quote { break }
        value.append(quote)
        at += 1
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try readEscape(&value)
      } else if isBlank(byte) || isBreak(byte) {
        foldBlanks(into: &value)
      } else {
        value.append(byte)
        at += 1
      }
    }
    emit(.scalar(String(decoding: value, as: UTF8.self), isPlain: false), start..<at, properties)
  }

  /// Blanks around line breaks vanish; one break is a blank, and each further one a line end.
  private mutating func foldBlanks(into value: inout [UInt8]) {
    let blanks = at
    skipBlanks()
    guard isBreak(peek()) else {
      value += text[blanks..<at]
      return
    }
    let breaks = skipBreaks()
    if breaks == 1, at < end {
      value.append(UInt8(ascii: " "))
    } else {
      value += repeatElement(UInt8(ascii: "\n"), count: breaks - 1)
    }
  }

  /// Steps over line breaks and the blanks behind them, up to a document's marker.
  private mutating func skipBreaks() -> Int {
    var breaks = 0
    while isBreak(peek()) {
      skipBreak()
      breaks += 1
      if isAtMarker { break }
      skipBlanks()
    }
    return breaks
  }

  private mutating func readEscape(_ value: inout [UInt8]) throws(EventProblem) {
    let start = at
    let sign = peek(1)
    at += 2
    if isBreak(sign) {
      // The line goes on behind the next line's blanks.
      at -= 1
      let breaks = skipBreaks()
      value += repeatElement(UInt8(ascii: "\n"), count: breaks - 1)
      return
    }
    if let byte = simpleEscapes[sign] {
      value += byte
      return
    }
    let length = sign == UInt8(ascii: "x") ? 2 : sign == UInt8(ascii: "u") ? 4 : sign == UInt8(ascii: "U") ? 8 : 0
    guard length > 0 else {
      throw EventProblem("unknown escape after “\\”; use single quotes to keep a backslash", at: start)
    }
    let digits = text[min(at, end)..<min(at + length, end)]
    guard digits.count == length, digits.allSatisfy(isHexDigit),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
    else {
      throw EventProblem("this escape is not the code of a character", at: start)
    }
    value += Array(String(Character(scalar)).utf8)
    at += length
  }

  // MARK: Block scalars

  /// Reads `|` and `>` with the lines below.
  mutating func readBlockScalar(_ parent: Int, _ properties: Properties?) throws(EventProblem) {
    let start = at
    let isFolded = peek() == UInt8(ascii: ">")
    at += 1
    var chomping: UInt8?
    var increment: Int?
    while !isBlankOrEnd(peek()) {
      switch peek() {
      case UInt8(ascii: "+"), UInt8(ascii: "-"): chomping = peek()
      case UInt8(ascii: "1")...UInt8(ascii: "9"): increment = Int(peek() - UInt8(ascii: "0"))
      default: throw EventProblem("only 1–9, + and - may follow “|” and “>”", at: at)
      }
      at += 1
    }
    skipBlanks()
    if peek() == UInt8(ascii: "#") { at = lineEnd }
    guard isBlankOrEnd(peek()), !isBlank(peek()) else { throw misplaced() }
    if isBreak(peek()) { skipBreak() }

    let (value, valueEnd) = try readBlockLines(
      indentation: increment.map { max(parent, 0) + $0 },
      minimum: max(parent + 1, 1),
      isFolded: isFolded,
      chomping: chomping
    )
    emit(.scalar(String(decoding: value, as: UTF8.self), isPlain: false), start..<max(valueEnd, start + 1), properties)
  }

  private mutating func readBlockLines(
    indentation given: Int?,
    minimum: Int,
    isFolded: Bool,
    chomping: UInt8?
  ) throws(EventProblem) -> (value: [UInt8], end: Int) {
    var value: [UInt8] = []
    var valueEnd = at
    let indentation = given ?? blockIndentation(minimum)
    // Line ends that are not written yet: how many depends on what follows.
    var breaks = try skipEmptyLines(indentation)
    var isFirst = true
    var wasIndented = false
    while at < end, column == indentation, !isBreak(peek()) {
      let isIndented = isBlank(peek())
      if isFirst {
        value += repeatElement(UInt8(ascii: "\n"), count: breaks)
      } else if isFolded, !wasIndented, !isIndented {
        // Lines fold into one; empty lines between them stay.
        value += breaks == 1 ? [UInt8(ascii: " ")] : Array(repeating: UInt8(ascii: "\n"), count: breaks - 1)
      } else {
        value += repeatElement(UInt8(ascii: "\n"), count: breaks)
      }
      valueEnd = lineEnd
      value += text[at..<valueEnd]
      at = valueEnd
      (isFirst, wasIndented, breaks) = (false, isIndented, 0)
      if at < end {
        skipBreak()
        breaks = 1 + (try skipEmptyLines(indentation))
      }
    }
    switch chomping {
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "+"): value += repeatElement(UInt8(ascii: "\n"), count: breaks)
    default: value += repeatElement(UInt8(ascii: "\n"), count: isFirst ? 0 : min(breaks, 1))
    }
    return (value, valueEnd)
  }

  /// The column of the first line with text, or of the furthest blank line before it.
  private func blockIndentation(_ minimum: Int) -> Int {
    var index = at
    var widest = minimum
    while index < end {
      let start = index
      while index < end, text[index] == UInt8(ascii: " ") { index += 1 }
      widest = max(widest, index - start)
      guard index < end, isBreak(text[index]) else { break }
      index += 1
    }
    return widest
  }

  /// Steps over lines that hold nothing, and to the indentation of the next one; returns how many they were.
  private mutating func skipEmptyLines(_ indentation: Int) throws(EventProblem) -> Int {
    var count = 0
    while true {
      while column < indentation, peek() == UInt8(ascii: " ") { at += 1 }
      if column < indentation, peek() == UInt8(ascii: "\t") {
        throw EventProblem("a tab cannot indent a line; use blanks", at: at)
      }
      guard isBreak(peek()) else { return count }
      skipBreak()
      count += 1
    }
  }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
    UInt8(ascii: "A")...UInt8(ascii: "F"):
    return true
  default: return false
  }
}

private let simpleEscapes: [UInt8: [UInt8]] = [
  UInt8(ascii: "0"): [0], UInt8(ascii: "a"): [7], UInt8(ascii: "b"): [8], UInt8(ascii: "t"): [9],
  UInt8(ascii: "\t"): [9], UInt8(ascii: "n"): [10], UInt8(ascii: "v"): [11], UInt8(ascii: "f"): [12],
  UInt8(ascii: "r"): [13], UInt8(ascii: "e"): [27], UInt8(ascii: " "): [32], UInt8(ascii: "\""): [34],
  UInt8(ascii: "/"): [47], UInt8(ascii: "\\"): [92], UInt8(ascii: "N"): [0xC2, 0x85], UInt8(ascii: "_"): [0xC2, 0xA0],
  UInt8(ascii: "L"): [0xE2, 0x80, 0xA8], UInt8(ascii: "P"): [0xE2, 0x80, 0xA9],
]
