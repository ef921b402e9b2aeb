import SourceText

/// The tag of raw HTML that opens with a `<` (HTML Living Standard, section 13.1.2).
struct HTMLTag {
  enum Form {
    case opening, closing, empty
    /// The text ends before the tag does.
    case cutOff
  }

  /// In lower case.
  private(set) var name: String
  private(set) var form: Form
  private(set) var range: ByteRange

  /// What stands behind the name, up to the tag's end.
  private var attributes: ByteRange

  /// The tag at `start`; none where another one begins before it ends.
  init?(in bytes: [UInt8], at start: Int) {
    let isClosing = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "/")
    let nameStart = start + (isClosing ? 2 : 1)
    guard nameStart < bytes.count, isASCIILetter(bytes[nameStart]) else { return nil }
    let nameEnd = bytes[nameStart...].firstIndex { !Self.isNameByte($0) } ?? bytes.count
    guard let close = Self.close(of: bytes, from: nameEnd) else { return nil }
    name = String(decoding: bytes[nameStart..<nameEnd].map { $0 | 0x20 }, as: UTF8.self)
    attributes = ByteRange(nameEnd, close)
    range = ByteRange(start, min(close + 1, bytes.count))
    if close == bytes.count {
      form = .cutOff
    } else if isClosing {
      form = .closing
    } else {
      form = bytes[close - 1] == UInt8(ascii: "/") ? .empty : .opening
    }
  }

  /// The offset of the `>` that ends a tag whose name ends at `start`, or the text's end.
  private static func close(of bytes: [UInt8], from start: Int) -> Int? {
    guard start == bytes.count || isASCIIWhitespace(bytes[start]) || isTagEnd(bytes[start]) else { return nil }
    var isBehindEquals = false
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: ">"): return offset
      case UInt8(ascii: "<"): return nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isBehindEquals { offset = bytes[(offset + 1)...].firstIndex(of: byte) ?? bytes.count }
      default: break
      }
      if !isASCIIWhitespace(byte) { isBehindEquals = byte == UInt8(ascii: "=") }
      offset += 1
    }
    return bytes.count
  }

  /// The value of an attribute without its quotes, empty where it has none; nil without the attribute.
  func value(of attribute: String, in bytes: [UInt8]) -> String? {
    var offset = attributes.lowerBound
    let end = attributes.upperBound
    while offset < end {
      let nameStart = offset
      while offset < end, !isASCIIWhitespace(bytes[offset]), bytes[offset] != UInt8(ascii: "=") { offset += 1 }
      let name = bytes[nameStart..<offset].map { $0 | 0x20 }
      while offset < end, isASCIIWhitespace(bytes[offset]) { offset += 1 }
      var value = ByteRange.empty(at: offset)
      if offset < end, bytes[offset] == UInt8(ascii: "=") {
        offset += 1
        while offset < end, isASCIIWhitespace(bytes[offset]) { offset += 1 }
        value = Self.value(in: bytes, at: offset, to: end)
        offset = value.upperBound + (value.lowerBound > offset ? 1 : 0)
      }
      if name.elementsEqual(attribute.utf8) { return String(decoding: bytes[value.indices], as: UTF8.self) }
    }
    return nil
  }

  private static func value(in bytes: [UInt8], at start: Int, to end: Int) -> ByteRange {
    if start < end, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'"),
      let quote = bytes[start + 1..<end].firstIndex(of: bytes[start])
    {
      return ByteRange(start + 1, quote)
    }
    return ByteRange(start, bytes[start..<end].firstIndex(where: isASCIIWhitespace) ?? end)
  }

  /// The offset behind the closing tag of the element that this tag opens, or the end of the text.
  func elementEnd(in bytes: [UInt8]) -> Int {
    // Scripts and styles hold no other tags.
    let holdsTags = name != "script" && name != "style"
    var hasNoCommentEnd = false
    var depth = 1
    var offset = range.upperBound
    while let open = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = open + 1
      if holdsTags, !hasNoCommentEnd, bytes[open...].starts(with: "<!--".utf8) {
        let close = HTMLComment.index(of: "-->", bytes, from: open + 4, to: bytes.count)
        hasNoCommentEnd = close == nil
        offset = close.map { $0 + 3 } ?? offset
      } else if isNamesake(in: bytes, at: open), let tag = HTMLTag(in: bytes, at: open) {
        switch tag.form {
        case .opening: if holdsTags { depth += 1 }
        case .closing: depth -= 1
        case .empty, .cutOff: break
        }
        offset = tag.range.upperBound
        if depth == 0 { return offset }
      }
    }
    return bytes.count
  }

  /// Whether a tag with this one's name may begin at a `<`.
  private func isNamesake(in bytes: [UInt8], at open: Int) -> Bool {
    let start = open + (open + 1 < bytes.count && bytes[open + 1] == UInt8(ascii: "/") ? 2 : 1)
    let end = start + name.utf8.count
    return end < bytes.count && !Self.isNameByte(bytes[end])
      && bytes[start..<end].lazy.map { $0 | 0x20 }.elementsEqual(name.utf8)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool { isASCIIAlphanumeric(byte) || byte == UInt8(ascii: "-") }

  private static func isTagEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") }
}
