/// What stands in the text, in order, with byte offsets from the start of the whole text.
struct Event {
  enum Kind: Equatable {
    case scalar(String, isPlain: Bool)
    case alias(String)
    case sequenceStart
    case mappingStart
    case collectionEnd
  }

  var kind: Kind
  var properties: Properties?
  var start: Int
  var end: Int
}

/// What may stand before a value: `&anchor` and `!tag`.
struct Properties {
  var anchor: String?
  /// With its handle replaced by what the handle stands for.
  var tag: String?
  var start: Int
  var end: Int
}

/// Why the text cannot be read on, and where.
struct EventProblem: Error {
  var message: String
  var offset: Int

  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
