import SourceText

/// The inline constructs, beyond CommonMark's own, that are no references.
struct InlineOptions {
  var hasFootnotes = false
  var hasCitations = false

  /// Whether the text between two brackets is a footnote's: `^1`.
  func isFootnote(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    hasFootnotes && text.count > 1 && bytes[text.lowerBound] == UInt8(ascii: "^")
  }

  /// Whether a construct is a citation, which looks like a reference.
  func isCitation(_ bytes: [UInt8], _ span: InlineSpan) -> Bool {
    hasCitations && span.kind == .shortcutReference && isCitation(bytes, span.text)
  }

  /// Whether the text between two brackets cites: `@key`, `-@key`, `see @key; @other`.
  func isCitation(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    guard hasCitations, let sign = bytes[text.indices].firstIndex(of: UInt8(ascii: "@")) else { return false }
    let before = sign > text.lowerBound ? bytes[sign - 1] : UInt8(ascii: " ")
    let after = sign + 1 < text.upperBound ? bytes[sign + 1] : UInt8(ascii: " ")
    let isKey = isASCIIAlphanumeric(after) || after == UInt8(ascii: "_") || after == UInt8(ascii: "{")
    return isKey && (sign == text.lowerBound || before == UInt8(ascii: "-") && sign == text.lowerBound + 1)
  }
}

func isASCIIAlphanumeric(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isASCIIDigit(byte) }

func isASCIILetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

func isASCIIDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Blank, tab, and the line and page ends that CommonMark's grammar takes as white space.
func isASCIIWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
