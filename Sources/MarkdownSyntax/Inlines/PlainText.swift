import SourceText

/// What a reader sees of inline content: without delimiters, escapes and tags.
enum PlainText {
  /// The text of a range of a leaf's content whose constructs are `spans`.
  static func render(_ bytes: [UInt8], _ range: ByteRange, spans: [InlineSpan]) -> String {
    guard bytes[range.indices].contains(where: isSpecial) else {
      return String(decoding: bytes[range.indices], as: UTF8.self)
    }
    var hidden = [Bool](repeating: false, count: bytes.count + 1)
    var literal = [Bool](repeating: false, count: bytes.count + 1)
    for span in spans where range.contains(span.range) {
      switch span.kind {
      case .rawHTML, .footnoteReference: hide(span.range.indices, &hidden)
      case .codeSpan:
        hide(span.range.lowerBound..<span.text.lowerBound, &hidden)
        hide(span.text.upperBound..<span.range.upperBound, &hidden)
        for offset in span.text.indices { literal[offset] = true }
      default:
        hide(span.range.lowerBound..<span.text.lowerBound, &hidden)
        hide(span.text.upperBound..<span.range.upperBound, &hidden)
      }
    }
    hideEmphasis(bytes, range, literal: literal, &hidden)
    var result: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      defer { offset += 1 }
      if hidden[offset] { continue }
      let byte = bytes[offset]
      if literal[offset] {
        result.append(byte)
      } else if byte == UInt8(ascii: "\\"), offset + 1 < range.upperBound, isASCIIPunctuation(bytes[offset + 1]) {
        offset += 1
        result.append(bytes[offset])
      } else if byte == UInt8(ascii: "&"), let (text, end) = CharacterReference.decode(bytes, at: offset) {
        result.append(contentsOf: text.utf8)
        offset = end - 1
      } else {
        result.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "\\"),
      UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  private static func hide(_ range: Range<Int>, _ hidden: inout [Bool]) {
    for offset in range { hidden[offset] = true }
  }

  /// Hides runs of `*` and `_` that open emphasis and have a run of their length to close it.
  private static func hideEmphasis(_ bytes: [UInt8], _ range: ByteRange, literal: [Bool], _ hidden: inout [Bool]) {
    var open: [Range<Int>] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\\") {
        offset += 2
        continue
      }
      guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_"), !hidden[offset], !literal[offset] else {
        offset += 1
        continue
      }
      var end = offset
      while end < range.upperBound, bytes[end] == byte { end += 1 }
      let before = offset > range.lowerBound ? bytes[offset - 1] : UInt8(ascii: " ")
      let after = end < range.upperBound ? bytes[end] : UInt8(ascii: " ")
      let isInWord = byte == UInt8(ascii: "_") && isWordByte(before) && isWordByte(after)
      let run = offset..<end
      if !isInWord, !isASCIIWhitespace(before),
        let opener = open.lastIndex(where: { bytes[$0.lowerBound] == byte && $0.count == run.count })
      {
        hide(open[opener], &hidden)
        hide(run, &hidden)
        open.removeSubrange(opener...)
      } else if !isInWord, !isASCIIWhitespace(after) {
        open.append(run)
      }
      offset = end
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { isASCIIAlphanumeric(byte) || byte >= 0x80 }
}
