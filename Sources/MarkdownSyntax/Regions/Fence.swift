import SourceText

/// A run of three or more backticks or tildes, perhaps behind the markers of quotes and list items.
struct Fence {
  var sign: UInt8
  var start: Int
  var end: Int
  /// Where its line's information begins.
  var lineEnd: Int
  /// Whether nothing but blanks and `>` stands before it.
  var isBare: Bool
  var isQuoted: Bool

  var count: Int { end - start }

  init?(_ content: ByteRange, _ bytes: [UInt8]) {
    start = Self.behindMarkers(content, bytes)
    guard start < content.upperBound else { return nil }
    sign = bytes[start]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    end = start
    while end < content.upperBound, bytes[end] == sign { end += 1 }
    lineEnd = content.upperBound
    isBare = bytes[content.lowerBound..<start].allSatisfy { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: " ") }
    isQuoted = bytes[content.lowerBound..<start].contains(UInt8(ascii: ">"))
    guard end - start >= 3 else { return nil }
  }

  /// The offset behind the markers of quotes and list items that a line's content begins with.
  private static func behindMarkers(_ content: ByteRange, _ bytes: [UInt8]) -> Int {
    var offset = content.lowerBound
    let end = content.upperBound
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"): offset += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard offset + 1 < end, bytes[offset + 1] == UInt8(ascii: " ") else { return offset }
        offset += 2
      case let byte where isASCIIDigit(byte):
        var behind = offset
        while behind < end, isASCIIDigit(bytes[behind]), behind - offset < 9 { behind += 1 }
        guard behind + 1 < end, bytes[behind] == UInt8(ascii: ".") || bytes[behind] == UInt8(ascii: ")"),
          bytes[behind + 1] == UInt8(ascii: " ")
        else { return offset }
        offset = behind + 2
      default: return offset
      }
    }
    return offset
  }
}
