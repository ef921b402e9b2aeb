extension EventParser {
  /// Reads `[…]` or `{…}`.
  mutating func readFlowCollection(_ properties: Properties?) throws(EventProblem) {
    let start = at
    let isMapping = peek() == UInt8(ascii: "{")
    let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    try enter()
    emit(isMapping ? .mappingStart : .sequenceStart, start..<start + 1, properties)
    at += 1
    while true {
      try skipInFlow()
      if peek() == closing { break }
      if at == end { throw EventProblem("the text ends inside a “[” or “{”", at: at) }
      if isAtMarker { throw unclosed(from: start) }
      if isMapping { try readFlowPair() } else { try readFlowItem() }
      try skipInFlow()
      if peek() == UInt8(ascii: ",") {
        at += 1
      } else if peek() != closing {
        throw unclosed(from: start)
      }
    }
    at += 1
    emit(.collectionEnd, at - 1..<at)
    depth -= 1
  }

  private func unclosed(from start: Int) -> EventProblem {
    let bracket = text[start] == UInt8(ascii: "{") ? "{" : "["
    return EventProblem("this “\(bracket)” is not closed, or a “,” is missing after it", at: start)
  }

  private mutating func readFlowPair() throws(EventProblem) {
    if isFlowEntry(UInt8(ascii: "?")) {
      at += 1
      try skipInFlow()
    }
    try readFlowNode()
    try readFlowValue()
  }

  /// Reads an item of a list, which may be a single pair `key: value` without braces.
  private mutating func readFlowItem() throws(EventProblem) {
    let first = events.count
    let start = at
    let isExplicit = isFlowEntry(UInt8(ascii: "?"))
    if isExplicit {
      at += 1
      try skipInFlow()
    }
    try readFlowNode()
    try skipInFlow()
    guard isExplicit || peek() == UInt8(ascii: ":") else { return }
    try enter()
    events.insert(Event(kind: .mappingStart, properties: nil, start: start, end: start), at: first)
    try readFlowValue()
    emit(.collectionEnd, at..<at)
    depth -= 1
  }

  private mutating func readFlowValue() throws(EventProblem) {
    try skipInFlow()
    guard peek() == UInt8(ascii: ":") else { return emit(.scalar("", isPlain: true), at..<at) }
    at += 1
    try skipInFlow()
    try readFlowNode(mayBeEmpty: true)
  }

  private mutating func readFlowNode(mayBeEmpty: Bool = false) throws(EventProblem) {
    let properties = try readProperties()
    let propertiesEnd = at
    if properties != nil { try skipInFlow() }
    switch peek() {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0:
      guard mayBeEmpty || properties != nil else { throw EventProblem("a value is missing", at: at) }
      emit(.scalar("", isPlain: true), propertiesEnd..<propertiesEnd, properties)
    case UInt8(ascii: ":") where isFlowEntry(UInt8(ascii: ":")):
      emit(.scalar("", isPlain: true), at..<at, properties)
    case UInt8(ascii: "*"): try readAlias()
    case UInt8(ascii: "["), UInt8(ascii: "{"): try readFlowCollection(properties)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try readQuoted(properties)
    default:
      try readPlainLine(properties, isInFlow: true)
      try continuePlain(events.count - 1, parent: -1, isInFlow: true)
    }
  }

  private func isFlowEntry(_ indicator: UInt8) -> Bool {
    peek() == indicator && (isBlankOrEnd(peek(1)) || isFlowIndicator(peek(1)))
  }

  private mutating func skipInFlow() throws(EventProblem) {
    try skipToContent(isInFlow: true)
  }
}
