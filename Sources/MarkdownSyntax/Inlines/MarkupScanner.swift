/// Finds the ends of raw HTML constructs (CommonMark 0.31, section 6.6, as libcmark-gfm 0.29 reads it).
///
/// Each kind of search that once ran to the content's end in vain is not repeated, so that a scan stays linear.
struct MarkupScanner {
  private var hasNoComment = false
  private var hasNoInstruction = false
  private var hasNoDeclaration = false
  private var hasNoCharacterData = false

  /// The offset behind the construct that opens with the `<` at `offset`.
  mutating func end(_ bytes: [UInt8], at offset: Int) -> Int? {
    guard offset + 1 < bytes.count else { return nil }
    switch bytes[offset + 1] {
    case UInt8(ascii: "/"): return closingTagEnd(bytes, from: offset + 2)
    case UInt8(ascii: "?"): return instructionEnd(bytes, from: offset + 2)
    case UInt8(ascii: "!"):
      if matches(bytes, offset + 2, "--") { return commentEnd(bytes, from: offset + 4) }
      if matches(bytes, offset + 2, "[CDATA[") { return characterDataEnd(bytes, from: offset + 9) }
      return declarationEnd(bytes, from: offset + 2)
    default: return openTagEnd(bytes, from: offset + 1)
    }
  }

  private func matches(_ bytes: [UInt8], _ offset: Int, _ text: String) -> Bool {
    guard offset + text.utf8.count <= bytes.count else { return false }
    return bytes[offset..<offset + text.utf8.count].elementsEqual(text.utf8)
  }

  private mutating func commentEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    if matches(bytes, start, "-->") { return start + 3 }
    if hasNoComment { return nil }
    var position = start
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard position < bytes.count, bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "-") else {
      return nil
    }
    position += 1
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "-") {
        position += 1
      } else if position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "-") {
        position += 2
      } else {
        return matches(bytes, position, "-->") ? position + 3 : nil
      }
    }
    hasNoComment = true
    return nil
  }

  private mutating func instructionEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    if hasNoInstruction { return nil }
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] != UInt8(ascii: "?") {
        position += 1
      } else if bytes[position + 1] == UInt8(ascii: ">") {
        return position + 2
      } else {
        position += 2
      }
    }
    hasNoInstruction = true
    return nil
  }

  private mutating func characterDataEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    if hasNoCharacterData { return nil }
    var position = start
    while position + 2 < bytes.count {
      if bytes[position] != UInt8(ascii: "]") {
        position += 1
      } else if bytes[position + 1] != UInt8(ascii: "]") {
        position += 2
      } else if bytes[position + 2] == UInt8(ascii: ">") {
        return position + 3
      } else {
        position += 3
      }
    }
    hasNoCharacterData = true
    return nil
  }

  private mutating func declarationEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    if hasNoDeclaration { return nil }
    var position = start
    while position < bytes.count, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[position]) { position += 1 }
    guard position > start, position < bytes.count, isASCIIWhitespace(bytes[position]) else { return nil }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: ">") { return position + 1 }
      position += 1
    }
    hasNoDeclaration = true
    return nil
  }

  private func closingTagEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard var position = tagNameEnd(bytes, from: start) else { return nil }
    position = LinkSyntax.skipWhitespace(bytes, from: position)
    return position < bytes.count && bytes[position] == UInt8(ascii: ">") ? position + 1 : nil
  }

  private func openTagEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard var position = tagNameEnd(bytes, from: start) else { return nil }
    while true {
      let next = LinkSyntax.skipWhitespace(bytes, from: position)
      guard next < bytes.count else { return nil }
      if bytes[next] == UInt8(ascii: ">") { return next + 1 }
      if bytes[next] == UInt8(ascii: "/") { return matches(bytes, next, "/>") ? next + 2 : nil }
      guard next > position, let end = attributeEnd(bytes, from: next) else { return nil }
      position = end
    }
  }

  private func tagNameEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count, isASCIILetter(bytes[start]) else { return nil }
    var position = start
    while position < bytes.count, isASCIIAlphanumeric(bytes[position]) || bytes[position] == UInt8(ascii: "-") {
      position += 1
    }
    return position
  }

  private func attributeEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard isAttributeNameStart(bytes[start]) else { return nil }
    var position = start + 1
    while position < bytes.count, isAttributeNameByte(bytes[position]) { position += 1 }
    let equals = LinkSyntax.skipWhitespace(bytes, from: position)
    guard equals < bytes.count, bytes[equals] == UInt8(ascii: "=") else { return position }
    let value = LinkSyntax.skipWhitespace(bytes, from: equals + 1)
    guard value < bytes.count else { return nil }
    if bytes[value] == UInt8(ascii: "\"") || bytes[value] == UInt8(ascii: "'") {
      var end = value + 1
      while end < bytes.count, bytes[end] != bytes[value] { end += 1 }
      return end < bytes.count ? end + 1 : nil
    }
    var end = value
    while end < bytes.count, isUnquotedValueByte(bytes[end]) { end += 1 }
    return end > value ? end : nil
  }

  private func isAttributeNameStart(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  private func isAttributeNameByte(_ byte: UInt8) -> Bool {
    isAttributeNameStart(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private func isUnquotedValueByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "`"), 0:
      false
    default: !isASCIIWhitespace(byte)
    }
  }
}
