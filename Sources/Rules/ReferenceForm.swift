import MarkdownSyntax
import SourceText

/// What the form of a reference says about its author's intent.
enum ReferenceForm {
  /// Whether the brackets can be nothing but a reference: `[text][Term]` and `[Term][]`.
  static func isExplicit(_ span: InlineSpan) -> Bool {
    switch span.kind {
    case .collapsedReference: true
    case .fullReference: !isJoined(span)
    default: false
    }
  }

  /// `[A] [B]`, which some generators read as one.
  static func isJoined(_ span: InlineSpan) -> Bool {
    span.kind == .fullReference && span.label.lowerBound - span.text.upperBound > 2
  }

  /// Whether a letter or digit stands directly before an offset, as in `array[index]`.
  static func follows(_ offset: Int, word text: SourceText) -> Bool {
    guard offset > 0 else { return false }
    let byte = text.bytes[offset - 1]
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
