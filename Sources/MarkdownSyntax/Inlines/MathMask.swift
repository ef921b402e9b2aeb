package import SourceText

/// Hides mathematics from the scanners: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`.
///
/// A `$` opens only where no blank follows it, and closes only where none stands before it, so that sums of money
/// stay prose. Code spans win over mathematics.
package enum MathMask {
  static func apply(to content: inout [UInt8], dialect: MarkdownDialect) {
    for range in ranges(in: content, dialect: dialect) {
      for offset in range.indices { content[offset] = UInt8(ascii: "x") }
    }
  }

  /// The mathematics in the content of a leaf, delimiters included.
  package static func ranges(in bytes: [UInt8], dialect: MarkdownDialect) -> [ByteRange] {
    guard dialect.hasInlineMath || dialect.hasBlockMath,
      bytes.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\") })
    else { return [] }
    var ranges: [ByteRange] = []
    var codeSpans = CodeSpanScanner()
    var hasNoClosing: Set<UInt8> = []
    var offset = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "`"):
        let (end, ticks) = codeSpans.scan(bytes, at: offset)
        offset = end ?? offset + ticks
      case UInt8(ascii: "\\"):
        if let end = bracketedEnd(bytes, at: offset, dialect: dialect, unclosed: &hasNoClosing) {
          ranges.append(ByteRange(offset, end))
          offset = end
        } else {
          offset += 2
        }
      case UInt8(ascii: "$"):
        if let end = dollarEnd(bytes, at: offset, dialect: dialect) {
          ranges.append(ByteRange(offset, end))
          offset = end
        } else {
          // Where `$$` is no mathematics, its second sign begins none.
          offset += !dialect.hasBlockMath && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "$") ? 2 : 1
        }
      default: offset += 1
      }
    }
    return ranges
  }

  /// The offset behind `\)` or `\]` for a `\(` or `\[` at `offset`.
  private static func bracketedEnd(
    _ bytes: [UInt8],
    at offset: Int,
    dialect: MarkdownDialect,
    unclosed: inout Set<UInt8>
  ) -> Int? {
    guard offset + 1 < bytes.count else { return nil }
    let closer: UInt8
    switch bytes[offset + 1] {
    case UInt8(ascii: "(") where dialect.hasInlineMath: closer = UInt8(ascii: ")")
    case UInt8(ascii: "[") where dialect.hasInlineMath && offset == 0: closer = UInt8(ascii: "]")
    default: return nil
    }
    if unclosed.contains(closer) { return nil }
    var position = offset + 2
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        if bytes[position + 1] == closer {
          // `\[…\]` stands alone; elsewhere `\[` is an escaped bracket.
          let isAlone = LinkSyntax.skipWhitespace(bytes, from: position + 2) == bytes.count
          return closer == UInt8(ascii: ")") || isAlone ? position + 2 : nil
        }
        position += 2
      } else {
        position += 1
      }
    }
    unclosed.insert(closer)
    return nil
  }

  /// The offset behind the `$` or `$$` that closes the one at `offset`.
  private static func dollarEnd(_ bytes: [UInt8], at offset: Int, dialect: MarkdownDialect) -> Int? {
    let isDouble = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "$")
    guard isDouble ? dialect.hasBlockMath : dialect.hasInlineMath else { return nil }
    let start = offset + (isDouble ? 2 : 1)
    guard start < bytes.count, isDouble || !isASCIIWhitespace(bytes[start]) else { return nil }
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "$"):
        guard isDouble else {
          guard position > start, !isASCIIWhitespace(bytes[position - 1]) else { return nil }
          return position + 1
        }
        if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "$") { return position + 2 }
        position += 1
      default: position += 1
      }
    }
    return nil
  }
}
