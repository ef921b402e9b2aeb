internal import LibYAML

/// What the parser saw next, with byte offsets from the start of the whole text.
struct Event {
  enum Kind: Equatable {
    case scalar(String, isPlain: Bool)
    case alias(String)
    case sequenceStart
    case mappingStart
    case collectionEnd
  }

  var kind: Kind
  var anchor: String?
  var tag: String?
  var start: Int
  var end: Int
}

struct EventProblem {
  var message: String
  var offset: Int

  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// Gives the events of the first document to `take`, until it returns a problem or the document ends.
///
/// This is the one function of the package that talks to libyaml. It is called without a wrapper: Swift's usual one
/// brings all of Foundation into the executable, refuses a mapping with a repeated key (real site configurations have
/// them), and recurses as deep as its input asks.
func readEvents(of text: [UInt8], in range: Range<Int>, _ take: (Event) -> EventProblem?) -> EventProblem? {
  unsafe text.withUnsafeBufferPointer { buffer in
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { unsafe parser.deallocate() }
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      return EventProblem("the YAML parser had no memory", at: range.lowerBound)
    }
    defer { unsafe yaml_parser_delete(parser) }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, buffer.baseAddress.map { unsafe $0 + range.lowerBound }, range.count)

    var offsets = ByteOffsets(text: text, range: range)
    while true {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &event) == 1 else {
        return unsafe problem(of: parser.pointee, in: text, range, &offsets)
      }
      defer { unsafe yaml_event_delete(&event) }
      let type = unsafe event.type
      if type == YAML_DOCUMENT_END_EVENT || type == YAML_STREAM_END_EVENT { return nil }
      guard let next = unsafe read(event, &offsets) else { continue }
      if let problem = take(next) { return problem }
    }
  }
}

private func read(_ event: yaml_event_t, _ offsets: inout ByteOffsets) -> Event? {
  let kind: Event.Kind
  var anchor: String?
  var tag: String?
  switch unsafe event.type {
  case YAML_SCALAR_EVENT:
    let scalar = unsafe event.data.scalar
    let value = unsafe String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
      as: UTF8.self
    )
    kind = unsafe .scalar(value, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    unsafe (anchor, tag) = (string(scalar.anchor), string(scalar.tag))
  case YAML_ALIAS_EVENT:
    kind = unsafe .alias(string(event.data.alias.anchor) ?? "")
  case YAML_SEQUENCE_START_EVENT:
    kind = .sequenceStart
    unsafe (anchor, tag) = (string(event.data.sequence_start.anchor), string(event.data.sequence_start.tag))
  case YAML_MAPPING_START_EVENT:
    kind = .mappingStart
    unsafe (anchor, tag) = (string(event.data.mapping_start.anchor), string(event.data.mapping_start.tag))
  case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
    kind = .collectionEnd
  default:
    return nil
  }
  let start = unsafe offsets.offset(ofCharacter: event.start_mark.index)
  let end = unsafe offsets.offset(ofCharacter: event.end_mark.index)
  return Event(kind: kind, anchor: anchor, tag: tag == "!" ? nil : tag, start: start, end: end)
}

private func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
  unsafe pointer.map { unsafe String(cString: $0) }
}

private func problem(
  of parser: yaml_parser_t,
  in text: [UInt8],
  _ range: Range<Int>,
  _ offsets: inout ByteOffsets
) -> EventProblem {
  let words = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "the YAML is not valid"
  let context = unsafe parser.context.map { unsafe String(cString: $0) }
  // The reader counts bytes, the scanner characters.
  let isReaders = unsafe parser.error == YAML_READER_ERROR
  let place =
    unsafe isReaders
    ? min(range.lowerBound + Int(clamping: parser.problem_offset), range.upperBound)
    : offsets.offset(ofCharacter: parser.problem_mark.index)
  let (message, isAtContext) = plainWords(words, context, at: place < range.upperBound ? text[place] : nil)
  let start = unsafe isAtContext ? offsets.offset(ofCharacter: parser.context_mark.index) : place
  return EventProblem(message, at: start)
}

/// Turns libyaml's character counts into byte offsets; asking in rising order costs one pass in all.
private struct ByteOffsets {
  private let text: [UInt8]
  private let range: Range<Int>
  private let isASCII: Bool
  private var offset: Int
  private var character = 0

  init(text: [UInt8], range: Range<Int>) {
    self.text = text
    self.range = range
    isASCII = text[range].allSatisfy { $0 < 0x80 }
    offset = range.lowerBound
  }

  mutating func offset(ofCharacter wanted: Int) -> Int {
    if isASCII { return min(range.lowerBound + wanted, range.upperBound) }
    while character > wanted, offset > range.lowerBound {
      offset -= 1
      if text[offset] & 0xC0 != 0x80 { character -= 1 }
    }
    while character < wanted, offset < range.upperBound {
      offset += 1
      if offset == range.upperBound || text[offset] & 0xC0 != 0x80 { character += 1 }
    }
    return offset
  }
}
