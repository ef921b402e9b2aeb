import SourceText

/// `{#id .class key=value}`, with or without a colon behind the brace.
enum AttributeList {
  /// Splits a heading's content into its text and the id in the attribute list at its end.
  ///
  /// - Parameter isIDAlone: Whether nothing but `{#id}` counts, as in kramdown.
  static func split(_ bytes: [UInt8], _ content: ByteRange, isIDAlone: Bool = false) -> (text: ByteRange, id: String?)?
  {
    let trimmed = LinkSyntax.trimmed(bytes, content)
    guard trimmed.count > 3, bytes[trimmed.upperBound - 1] == UInt8(ascii: "}"),
      let open = bytes[trimmed.indices].lastIndex(of: UInt8(ascii: "{")), open > trimmed.lowerBound,
      isASCIIWhitespace(bytes[open - 1])
    else { return nil }
    let list = ByteRange(open + 1, trimmed.upperBound - 1)
    if isIDAlone, bytes[open + 1] != UInt8(ascii: "#") || bytes[list.indices].contains(where: isASCIIWhitespace) {
      return nil
    }
    guard let first = bytes[list.indices].first,
      first == UInt8(ascii: ":") || first == UInt8(ascii: "#") || first == UInt8(ascii: ".")
        || isASCIIWhitespace(first) || bytes[list.indices].contains(UInt8(ascii: "="))
    else { return nil }
    return (LinkSyntax.trimmed(bytes, ByteRange(trimmed.lowerBound, open)), id(bytes, list))
  }

  /// The id that an attribute list between its braces sets; the last one wins.
  static func id(_ bytes: [UInt8], _ list: ByteRange) -> String? {
    let words = bytes[list.indices].split(whereSeparator: isASCIIWhitespace)
    for word in words.reversed() {
      var word = word
      if word.first == UInt8(ascii: ":") { word = word.dropFirst() }
      if word.first == UInt8(ascii: "#"), word.count > 1 { return String(decoding: word.dropFirst(), as: UTF8.self) }
      if word.starts(with: "id=".utf8) {
        let value = word.dropFirst(3).filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        if !value.isEmpty { return String(decoding: value, as: UTF8.self) }
      }
    }
    return nil
  }
}
