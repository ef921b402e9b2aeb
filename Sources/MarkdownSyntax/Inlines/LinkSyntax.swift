import SourceText

/// The parts of links and link definitions, each read from a given offset (CommonMark 0.31, sections 4.7, 6.3, 6.5).
enum LinkSyntax {
  /// The longest label that matches anything, in bytes; libcmark-gfm's own bound.
  static let longestLabel = 1000

  private static let deepestParentheses = 32

  /// The label in brackets that opens at `offset`, trimmed, and the offset behind its `]`.
  static func label(_ bytes: [UInt8], at offset: Int) -> (label: ByteRange, end: Int)? {
    var position = offset + 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"):
        return (trimmed(bytes, ByteRange(offset + 1, position)), position + 1)
      case UInt8(ascii: "\\"):
        position += position + 1 < bytes.count && isASCIIPunctuation(bytes[position + 1]) ? 2 : 1
      default: position += 1
      }
      if position - offset - 1 > longestLabel { return nil }
    }
    return nil
  }

  /// Whether a label can match: it is not too long and holds more than white space.
  static func isUsableLabel(_ bytes: [UInt8], _ label: ByteRange) -> Bool {
    label.count <= longestLabel && bytes[label.indices].contains { !isASCIIWhitespace($0) }
  }

  /// Whether a label holds a bracket that no backslash escapes, as brackets in code or tags are; nothing defines it.
  static func containsBracket(_ bytes: [UInt8], _ label: ByteRange) -> Bool {
    var offset = label.lowerBound
    while offset < label.upperBound {
      switch bytes[offset] {
      case UInt8(ascii: "["), UInt8(ascii: "]"): return true
      case UInt8(ascii: "\\"): offset += 2
      default: offset += 1
      }
    }
    return false
  }

  /// What stands in parentheses behind a link's text: the destination without its angle brackets, and the offset
  /// behind the closing parenthesis.
  static func target(_ bytes: [UInt8], at offset: Int) -> (destination: ByteRange, end: Int)? {
    let start = skipWhitespace(bytes, from: offset + 1)
    guard let destination = destination(bytes, at: start) else { return nil }
    let titleStart = skipWhitespace(bytes, from: destination.end)
    var end = titleStart
    if titleStart > destination.end, let titleEnd = titleEnd(bytes, at: titleStart) {
      end = skipWhitespace(bytes, from: titleEnd)
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ")") else { return nil }
    return (destination.range, end + 1)
  }

  /// A link destination, in angle brackets or bare with balanced parentheses; a bare one may be empty.
  static func destination(_ bytes: [UInt8], at offset: Int) -> (range: ByteRange, end: Int)? {
    var position = offset
    if position < bytes.count, bytes[position] == UInt8(ascii: "<") {
      position += 1
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: ">"): return (ByteRange(offset + 1, position), position + 1)
        case UInt8(ascii: "<"), UInt8(ascii: "\n"): return nil
        case UInt8(ascii: "\\"): position += 2
        default: position += 1
        }
      }
      return nil
    }
    var depth = 0
    scan: while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\") where position + 1 < bytes.count && isASCIIPunctuation(bytes[position + 1]):
        position += 2
      case UInt8(ascii: "("):
        depth += 1
        position += 1
        if depth > deepestParentheses { return nil }
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
        position += 1
      case let byte where isASCIIWhitespace(byte):
        if position == offset { return nil }
        break scan
      default:
        position += 1
      }
    }
    return (ByteRange(offset, position), position)
  }

  /// The offset behind the link title that begins at `offset`.
  static func titleEnd(_ bytes: [UInt8], at offset: Int) -> Int? {
    guard offset < bytes.count else { return nil }
    let closer: UInt8
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closer = bytes[offset]
    case UInt8(ascii: "("): closer = UInt8(ascii: ")")
    default: return nil
    }
    var position = offset + 1
    // cmark matches the longest title, and takes an escaped closer for the end where no other follows.
    var escapedEnd: Int?
    while position < bytes.count {
      switch bytes[position] {
      case closer: return position + 1
      case UInt8(ascii: "(") where closer == UInt8(ascii: ")"): return escapedEnd
      case UInt8(ascii: "\\") where position + 1 < bytes.count && isASCIIPunctuation(bytes[position + 1]):
        if bytes[position + 1] == closer { escapedEnd = position + 2 }
        position += 2
      default: position += 1
      }
    }
    return escapedEnd
  }

  /// The offset behind the `>` of an autolink that opens at `offset`.
  static func autolinkEnd(_ bytes: [UInt8], at offset: Int) -> Int? {
    var position = offset + 1
    guard position < bytes.count else { return nil }
    if isASCIILetter(bytes[position]) {
      while position < bytes.count, isSchemeByte(bytes[position]) { position += 1 }
      let length = position - offset - 1
      if (2...32).contains(length), position < bytes.count, bytes[position] == UInt8(ascii: ":") {
        while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: "<") {
          if bytes[position] == UInt8(ascii: ">") { return position + 1 }
          position += 1
        }
      }
    }
    return emailEnd(bytes, from: offset + 1)
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    isASCIIAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  private static func emailEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position < bytes.count, isMailboxByte(bytes[position]) { position += 1 }
    guard position > start, position < bytes.count, bytes[position] == UInt8(ascii: "@") else { return nil }
    while position < bytes.count, bytes[position] == UInt8(ascii: "@") || bytes[position] == UInt8(ascii: ".") {
      let domain = position + 1
      position = domain
      while position < bytes.count, isASCIIAlphanumeric(bytes[position]) || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      let length = position - domain
      guard (1...63).contains(length), bytes[domain] != UInt8(ascii: "-"), bytes[position - 1] != UInt8(ascii: "-")
      else {
        return nil
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: ">") { return position + 1 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return nil }
    }
    return nil
  }

  private static func isMailboxByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: "["),
      UInt8(ascii: "\\"), UInt8(ascii: "]"):
      false
    default: (0x21...0x7E).contains(byte)
    }
  }

  static func skipWhitespace(_ bytes: [UInt8], from offset: Int) -> Int {
    var position = offset
    while position < bytes.count, isASCIIWhitespace(bytes[position]) { position += 1 }
    return position
  }

  static func trimmed(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isASCIIWhitespace(bytes[lower]) { lower += 1 }
    while upper > lower, isASCIIWhitespace(bytes[upper - 1]) { upper -= 1 }
    return ByteRange(lower, upper)
  }
}
