import SourceText

extension PythonMarkdownScanner {
  /// Reads `<scheme://address>`.
  mutating func readAutolinks(in part: Part) {
    readAngles(in: part) { scanner, start, end in
      guard let close = scanner.closingAngle(from: start + 1, before: end) else { return nil }
      var index = start + 1
      guard index < close, scanner.bytes[index].isASCIILetter else { return nil }
      while index < close, scanner.bytes[index].isSchemeByte { index += 1 }
      guard index + 2 < end, scanner.bytes[index] == UInt8(ascii: ":"),
        scanner.bytes[index + 1] == UInt8(ascii: "/"), scanner.bytes[index + 2] == UInt8(ascii: "/")
      else { return nil }
      return (.autolink, close + 1)
    }
  }

  /// Reads `<name@host>`.
  mutating func readMailAutolinks(in part: Part) {
    readAngles(in: part) { scanner, start, end in
      guard let close = scanner.closingAngle(from: start + 1, before: end) else { return nil }
      var at = -1
      for index in start + 1..<close {
        switch scanner.bytes[index] {
        case UInt8(ascii: " "): return nil
        case UInt8(ascii: "@"): at = index
        default: break
        }
      }
      guard at > start + 1, at + 1 < close, !scanner.bytes[start + 1..<at].contains(UInt8(ascii: "!")) else {
        return nil
      }
      return (.autolink, close + 1)
    }
  }

  /// Reads inline tags, comments, processing instructions and CDATA sections.
  mutating func readTags(in part: Part) {
    readAngles(in: part) { scanner, start, end in
      scanner.tagEnd(at: start, before: end).map { (.rawHTML, $0) }
    }
  }

  /// Tries to read something at each `<` of a part and hides what was read.
  private mutating func readAngles(
    in part: Part,
    _ read: (inout PythonMarkdownScanner, Int, Int) -> (InlineSpan.Kind, Int)?
  ) {
    var next = part.bytes.lowerBound
    var index = angles.partitioningIndex { $0 >= part.bytes.lowerBound }
    while index < angles.count, angles[index] < part.bytes.upperBound {
      let start = angles[index]
      index += 1
      guard start >= next, bytes[start] == UInt8(ascii: "<"),
        let (kind, end) = read(&self, start, part.bytes.upperBound)
      else { continue }
      let text = ByteRange(start + 1, end - 1)
      var span = InlineSpan(kind: kind, range: ByteRange(start, end), text: text, label: text)
      span.isInReferenceText = part.isReferenceText
      spans.append(span)
      overwrite(start..<end)
      next = end
    }
  }

  /// The offset of the next `>`, with no `<` before it.
  private mutating func closingAngle(from start: Int, before end: Int) -> Int? {
    var index = start
    while index < end {
      guard spend(1) else { return nil }
      if bytes[index] == UInt8(ascii: ">") { return index }
      if bytes[index] == UInt8(ascii: "<") { return nil }
      index += 1
    }
    return nil
  }

  private mutating func tagEnd(at start: Int, before end: Int) -> Int? {
    guard start + 1 < end else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "!"):
      if matches("!--", at: start + 1, before: end) {
        return sectionEnd(from: start + 4, opening: "<!--", closing: "-->", before: end)
      }
      guard matches("![CDATA[", at: start + 1, before: end) else { return nil }
      return sectionEnd(from: start + 9, opening: "<![CDATA[", closing: "]]>", before: end)
    case UInt8(ascii: "?"): return sectionEnd(from: start + 2, opening: "<?", closing: "?>", before: end)
    default: return elementEnd(at: start + 1, before: end)
    }
  }

  /// The offset behind `closing`, unless `opening` comes first.
  private mutating func sectionEnd(
    from start: Int,
    opening: StaticString,
    closing: StaticString,
    before end: Int
  ) -> Int? {
    var index = start
    while index < end {
      guard spend(1) else { return nil }
      if matches(closing, at: index, before: end) { return index + closing.utf8CodeUnitCount }
      if matches(opening, at: index, before: end) { return nil }
      index += 1
    }
    return nil
  }

  private func matches(_ literal: StaticString, at index: Int, before end: Int) -> Bool {
    guard index + literal.utf8CodeUnitCount <= end else { return false }
    var position = index
    for byte in literal.description.utf8 {
      if bytes[position] != byte { return false }
      position += 1
    }
    return true
  }

  /// The offset behind an opening or closing tag whose name (or slash) stands at `start`.
  private mutating func elementEnd(at start: Int, before end: Int) -> Int? {
    var index = start
    if index < end, bytes[index] == UInt8(ascii: "/") { index += 1 }
    guard index < end, bytes[index].isASCIILetter else { return nil }
    index += 1
    index = skip(from: index, before: end, excluding: "\"'<>@")
    while true {
      let name = PythonWhiteSpace.skip(from: index, to: end, in: bytes)
      let afterName = name > index ? skip(from: name, before: end, excluding: "\"'=<>") : name
      guard afterName > name, spend(afterName - index) else { break }
      index = afterName
      let equals = PythonWhiteSpace.skip(from: index, to: end, in: bytes)
      guard equals < end, bytes[equals] == UInt8(ascii: "=") else { continue }
      let value = PythonWhiteSpace.skip(from: equals + 1, to: end, in: bytes)
      if let afterValue = attributeValueEnd(at: value, before: end) { index = afterValue }
    }
    index = PythonWhiteSpace.skip(from: index, to: end, in: bytes)
    if index < end, bytes[index] == UInt8(ascii: "/") { index += 1 }
    return index < end && bytes[index] == UInt8(ascii: ">") ? index + 1 : nil
  }

  private mutating func attributeValueEnd(at start: Int, before end: Int) -> Int? {
    guard start < end else { return nil }
    let quote = bytes[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let index = skip(from: start, before: end, excluding: "\"'=<>")
      return index > start ? index : nil
    }
    var index = start + 1
    while index < end {
      guard spend(1) else { return nil }
      if bytes[index] == quote { return index + 1 }
      index += 1
    }
    return nil
  }

  /// The offset of the first white space or excluded byte.
  private func skip(from start: Int, before end: Int, excluding excluded: StaticString) -> Int {
    var index = start
    let stops = excluded.description.utf8
    while index < end, PythonWhiteSpace.length(at: index, in: bytes) == 0, !stops.contains(bytes[index]) { index += 1 }
    return index
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

  fileprivate var isSchemeByte: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
  }
}
