/// Reads the first document of a text, by the rules of YAML 1.1 as PyYAML and libyaml apply them: those are what the
/// generators read their configuration with.
///
/// Indentation drives it: every block collection knows its column, and a line that begins further left ends it.
struct EventParser {
  let text: [UInt8]
  let end: Int
  let maximumDepth: Int
  /// The next byte to look at.
  var at: Int
  /// Where the line of `at` begins.
  var lineStart: Int
  var events: [Event] = []
  var depth = 0
  private(set) var tagHandles = ["!": "!", "!!": "tag:yaml.org,2002:"]

  init(text: [UInt8], range: Range<Int>, maximumDepth: Int) {
    self.text = text
    self.maximumDepth = maximumDepth
    at = range.lowerBound
    lineStart = range.lowerBound
    end = range.upperBound
  }

  /// The events of the document; none for a text without a value.
  mutating func parse() throws(EventProblem) -> [Event] {
    try skipToContent()
    try readDirectives()
    var isAfterMarker = false
    if isMarker(UInt8(ascii: "-")) {
      at += 3
      isAfterMarker = true
    }
    let isBelow = try skipToContent()
    if at == end || isAtMarker { return [] }
    // No collection may begin on the line of the marker.
    try readBlockNode(parent: -1, isAfterKey: isAfterMarker && !isBelow)
    try skipToContent()
    if at < end, !isAtMarker { throw misplaced() }
    return events
  }

  private mutating func readDirectives() throws(EventProblem) {
    if peek() != UInt8(ascii: "%") { return }
    while peek() == UInt8(ascii: "%"), column == 0 {
      let words = text[at..<lineEnd].split(whereSeparator: { isBlank($0) })
      if words.count >= 3, words[0].elementsEqual("%TAG".utf8) {
        let prefix = String(decoding: words[2], as: UTF8.self)
        tagHandles[String(decoding: words[1], as: UTF8.self)] = prefix
      }
      at = lineEnd
      try skipToContent()
    }
    if !isMarker(UInt8(ascii: "-")) {
      throw EventProblem("lines that begin with “%” must be followed by “---”", at: at)
    }
  }

  // MARK: Values

  /// Reads the value behind an indicator, on the same line or below.
  ///
  /// - Parameters:
  ///   - parent: the column of the collection that the value belongs to; -1 for the document.
  ///   - mayAlign: whether a list may stand at the parent's own column, as below a key.
  ///   - isAfterKey: whether the line holds a key already, so that no collection may begin on it.
  private mutating func readBlockNode(
    parent: Int,
    mayAlign: Bool = false,
    isAfterKey: Bool
  ) throws(EventProblem) {
    let indicatorEnd = at
    let isBelow = try skipToContent()
    guard hasValue(below: parent, mayAlign: mayAlign) else {
      return emit(.scalar("", isPlain: true), indicatorEnd..<indicatorEnd)
    }
    guard let properties = try readProperties() else {
      return try readBlockContent(parent, nil, nil, mayBegin: isBelow || !isAfterKey)
    }
    // Properties on the value's own line belong to its first key, if it is a mapping.
    if try !skipToContent(), at < end {
      return try readBlockContent(parent, nil, properties, mayBegin: isBelow || !isAfterKey)
    }
    guard hasValue(below: parent, mayAlign: mayAlign) else {
      return emit(.scalar("", isPlain: true), properties.end..<properties.end, properties)
    }
    let inner = try readProperties()
    skipBlanks()
    try readBlockContent(parent, properties, inner, mayBegin: true)
  }

  /// - Parameters:
  ///   - outer: properties of the whole value, from a line above.
  ///   - inner: properties on the same line.
  ///   - mayBegin: whether a block collection may begin here.
  private mutating func readBlockContent(
    _ parent: Int,
    _ outer: Properties?,
    _ inner: Properties?,
    mayBegin: Bool
  ) throws(EventProblem) {
    let start = inner?.start ?? at
    let column = start - lineStart
    if inner == nil, isEntry(UInt8(ascii: "-")) {
      guard mayBegin else { throw EventProblem("a list item cannot stand here", at: at) }
      return try readBlockSequence(column, outer)
    }
    if inner == nil, mayBegin, isEntry(UInt8(ascii: "?")) {
      return try readBlockMapping(column, outer, from: start, keyEvent: nil)
    }
    let first = events.count
    let line = lineStart
    let isPlain = try readInline(parent, inner)
    if lineStart == line {
      skipBlanks()
      if isEntry(UInt8(ascii: ":")) {
        guard mayBegin else { throw misplaced() }
        return try readBlockMapping(column, outer, from: start, keyEvent: first)
      }
    }
    if let outer {
      if inner != nil { throw EventProblem("a value cannot have an anchor or a tag twice", at: start) }
      events[first].properties = outer
    }
    if isPlain { try continuePlain(first, parent: parent) }
  }

  /// Reads a value that needs no indentation, or the first line of a plain one; returns true for the latter.
  private mutating func readInline(_ parent: Int, _ properties: Properties?) throws(EventProblem) -> Bool {
    switch peek() {
    case UInt8(ascii: "*"): try readAlias()
    case UInt8(ascii: "["), UInt8(ascii: "{"): try readFlowCollection(properties)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try readQuoted(properties)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): try readBlockScalar(parent, properties)
    default:
      try readPlainLine(properties)
      return true
    }
    return false
  }

  // MARK: Block collections

  private mutating func readBlockSequence(_ column: Int, _ properties: Properties?) throws(EventProblem) {
    try enter()
    emit(.sequenceStart, at..<at, properties)
    repeat {
      at += 1
      try readBlockNode(parent: column, isAfterKey: false)
    } while try isNextLine(of: column, "this line is not indented like the list around it")
      && isEntry(UInt8(ascii: "-"))
    emit(.collectionEnd, at..<at)
    depth -= 1
  }

  /// - Parameter keyEvent: the first event of the first key, when it is read already and `at` is at its colon.
  private mutating func readBlockMapping(
    _ column: Int,
    _ properties: Properties?,
    from start: Int,
    keyEvent: Int?
  ) throws(EventProblem) {
    try enter()
    let event = Event(kind: .mappingStart, properties: properties, start: properties?.start ?? start, end: start)
    events.insert(event, at: keyEvent ?? events.count)
    if keyEvent == nil { try readBlockPair(column) } else { try readMappingValue(column) }
    while try isNextLine(of: column, misindentedKey) { try readBlockPair(column) }
    emit(.collectionEnd, at..<at)
    depth -= 1
  }

  private mutating func readBlockPair(_ column: Int) throws(EventProblem) {
    if isEntry(UInt8(ascii: "-")) { throw EventProblem(misindentedKey, at: at) }
    guard isEntry(UInt8(ascii: "?")) else {
      try readKey()
      return try readMappingValue(column)
    }
    at += 1
    try readBlockNode(parent: column, mayAlign: true, isAfterKey: false)
    let keyEnd = at
    if try isNextLine(of: column, misindentedKey), isEntry(UInt8(ascii: ":")) {
      at += 1
      try readBlockNode(parent: column, mayAlign: true, isAfterKey: false)
    } else {
      emit(.scalar("", isPlain: true), keyEnd..<keyEnd)
    }
  }

  private mutating func readKey() throws(EventProblem) {
    let start = at
    let line = lineStart
    let properties = try readProperties()
    skipBlanks()
    if peek() == UInt8(ascii: "|") || peek() == UInt8(ascii: ">") { throw EventProblem("a key without “:”", at: start) }
    _ = try readInline(-1, properties)
    skipBlanks()
    if lineStart != line || !isEntry(UInt8(ascii: ":")) { throw EventProblem("a key without “:”", at: start) }
  }

  private mutating func readMappingValue(_ column: Int) throws(EventProblem) {
    at += 1
    try readBlockNode(parent: column, mayAlign: true, isAfterKey: true)
  }

  // MARK: Where we are

  var column: Int { at - lineStart }

  /// True when the next content begins a new line at a collection's column; throws when it stands elsewhere inside.
  private mutating func isNextLine(of column: Int, _ message: String) throws(EventProblem) -> Bool {
    try skipToContent()
    if at == end || isAtMarker { return false }
    if !text[lineStart..<at].allSatisfy(isBlank) { throw misplaced() }
    if self.column > column { throw EventProblem(message, at: at) }
    return self.column == column
  }

  private func hasValue(below parent: Int, mayAlign: Bool) -> Bool {
    if at == end || isAtMarker { return false }
    return column > parent || (mayAlign && column == parent && isEntry(UInt8(ascii: "-")))
  }

  /// Something stands where a value has ended or cannot begin.
  func misplaced() -> EventProblem {
    peek() == UInt8(ascii: ":")
      ? EventProblem("“:” cannot stand here; is a quote missing, or the indentation wrong?", at: at)
      : EventProblem("this cannot stand behind a value; is a quote or a comma missing?", at: at)
  }

  mutating func enter() throws(EventProblem) {
    depth += 1
    if depth > maximumDepth { throw EventProblem("values are nested too deep", at: at) }
  }

  mutating func emit(_ kind: Event.Kind, _ range: Range<Int>, _ properties: Properties? = nil) {
    let start = properties?.start ?? range.lowerBound
    events.append(Event(kind: kind, properties: properties, start: start, end: range.upperBound))
  }
}

private let misindentedKey = "this line is not indented like the keys around it"
