extension KramdownScanner {
  /// Reads what begins with `<`: an autolink, a tag with what it encloses, a comment, or a guillemet.
  mutating func readAngle(_ frame: inout Frame) {
    let opening = position
    if !frame.isRaw, let linkEnd = autolinkEnd() {
      position = linkEnd
      append(.autolink, opening..<linkEnd, text: opening + 1..<linkEnd - 1)
      let shown = opening + (bytes[opening + 1..<linkEnd].starts(with: "mailto:".utf8) ? 8 : 1)
      markDelimiters(of: opening..<linkEnd, around: shown..<linkEnd - 1)
      mark(.literal, shown..<linkEnd - 1)
      frame.addElement()
    } else if let commentEnd = commentEnd() {
      position = commentEnd
      append(.rawHTML, opening..<commentEnd, text: opening + 1..<commentEnd - 1)
      mark(.hidden, opening..<commentEnd)
      frame.addElement()
    } else if let tagEnd = anyClosingTagEnd() {
      position = tagEnd
      append(.rawHTML, opening..<tagEnd, text: opening + 1..<tagEnd - 1)
      frame.addText()
    } else if let tag = tag() {
      readElement(tag, &frame)
    } else {
      readGuillemet(&frame)
    }
  }

  /// Reads `<<`, which no id shows, not even the blank that follows.
  private mutating func readGuillemet(_ frame: inout Frame) {
    guard !frame.isRaw, byte(at: position + 1) == UInt8(ascii: "<") else { return readText(1, &frame) }
    let length = byte(at: position + 2) == UInt8(ascii: " ") ? 3 : 2
    mark(.hidden, position..<position + length)
    position += length
    frame.addElement()
  }

  // MARK: Autolinks

  private mutating func autolinkEnd() -> Int? {
    for scheme in ["mailto:", "https:", "http:", "ftps:", "ftp:"] as [StaticString]
    where follows(scheme, at: position + 1) {
      var index = position + 2 + scheme.utf8CodeUnitCount
      while index < end, bytes[index] != UInt8(ascii: "\n"), spend(1) {
        if bytes[index] == UInt8(ascii: ">") { return index + 1 }
        index += 1
      }
    }
    var index = position + 1
    let name = index
    while isMailByte(byte(at: index)), spend(1) { index += 1 }
    guard index > name, byte(at: index) == UInt8(ascii: "@") else { return nil }
    let host = index + 1
    index = host
    while isMailByte(byte(at: index)), spend(1) { index += 1 }
    return index > host && byte(at: index) == UInt8(ascii: ">") ? index + 1 : nil
  }

  private func isMailByte(_ byte: UInt8) -> Bool {
    Self.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  private func follows(_ literal: StaticString, at index: Int) -> Bool {
    var position = index
    for expected in literal.description.utf8 {
      if byte(at: position) != expected { return false }
      position += 1
    }
    return true
  }

  // MARK: Tags

  private struct Tag {
    var name: Range<Int>
    /// The value of the attribute `markdown`.
    var markdown: Range<Int>?
    var isClosed = false
    var end: Int
  }

  private mutating func readElement(_ tag: Tag, _ frame: inout Frame) {
    let opening = position
    position = tag.end
    append(.rawHTML, opening..<tag.end, text: opening + 1..<tag.end - 1)
    let name = String(decoding: bytes[tag.name], as: UTF8.self)
    let known = KramdownHTML.known(name)
    // kramdown takes the tag of a block for text, and goes on reading behind it.
    if known == .block { return frame.addText() }
    frame.addElement()
    mark(.hidden, opening..<tag.end)
    guard !tag.isClosed, known != .empty, frame.depth < Self.depthLimit else { return }
    var parses = known == .span && !frame.hasRawContent
    if let markdown = tag.markdown {
      switch String(decoding: bytes[markdown], as: UTF8.self) {
      case "0": parses = false
      case "1": parses = known == .span
      case "span": parses = true
      default: break
      }
    }
    var inner = frame.inner(.closingTag(name: tag.name, ignoresCase: known != .unknown))
    (inner.isRaw, inner.hasRawContent) = (!parses, !parses)
    let isClosed = readSpans(&inner)
    if !parses { mark(.literal, tag.end..<(isClosed ? position : end)) }
    if isClosed, let closing = closingTagEnd(name: tag.name, ignoresCase: known != .unknown) {
      append(.rawHTML, position..<closing, text: position + 1..<closing - 1)
      mark(.hidden, position..<closing)
      position = closing
    } else {
      // An element that nothing closes takes the rest.
      position = end
    }
  }

  private mutating func commentEnd() -> Int? {
    guard follows("<!--", at: position) else { return nil }
    var index = position + 4
    while index + 2 < end, spend(1) {
      if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] == UInt8(ascii: ">")
      {
        return index + 3
      }
      index += 1
    }
    return nil
  }

  private func anyClosingTagEnd() -> Int? {
    guard byte(at: position + 1) == UInt8(ascii: "/"), let nameEnd = nameEnd(at: position + 2) else { return nil }
    return angleEnd(at: nameEnd)
  }

  /// The offset behind `</name>` at `position`.
  func closingTagEnd(name: Range<Int>, ignoresCase: Bool) -> Int? {
    guard byte(at: position + 1) == UInt8(ascii: "/") else { return nil }
    var index = position + 2
    for wanted in bytes[name] {
      let actual = byte(at: index)
      guard actual == wanted || (ignoresCase && actual.isASCIILetter && actual | 0x20 == wanted | 0x20) else {
        return nil
      }
      index += 1
    }
    return angleEnd(at: index)
  }

  /// The offset behind a `>` that stands at `index` or behind white space.
  private func angleEnd(at index: Int) -> Int? {
    var index = index
    while isWhiteSpace(byte(at: index)) { index += 1 }
    return byte(at: index) == UInt8(ascii: ">") ? index + 1 : nil
  }

  private func nameEnd(at start: Int) -> Int? {
    guard var index = plainNameEnd(at: start) else { return nil }
    if byte(at: index) == UInt8(ascii: ":"), let second = plainNameEnd(at: index + 1) { index = second }
    return index
  }

  private func plainNameEnd(at start: Int) -> Int? {
    let first = byte(at: start)
    guard first.isASCIILetter || first == UInt8(ascii: "_") || first >= 0x80 else { return nil }
    var index = start + 1
    while isMailByte(byte(at: index)) { index += 1 }
    return index
  }

  private mutating func tag() -> Tag? {
    let nameStart = position + 1
    guard let nameEnd = nameEnd(at: nameStart), spend(nameEnd - nameStart) else { return nil }
    var tag = Tag(name: nameStart..<nameEnd, end: nameEnd)
    var index = nameEnd
    while isWhiteSpace(byte(at: index)) {
      var next = index
      while isWhiteSpace(byte(at: next)) { next += 1 }
      guard let attributeEnd = self.nameEnd(at: next), spend(attributeEnd - index) else { break }
      let attribute = next..<attributeEnd
      index = attributeEnd
      next = index
      while isWhiteSpace(byte(at: next)) { next += 1 }
      guard byte(at: next) == UInt8(ascii: "=") else { continue }
      next += 1
      while isWhiteSpace(byte(at: next)) { next += 1 }
      guard let value = attributeValue(at: next) else { continue }
      if bytes[attribute].elementsEqual("markdown".utf8) { tag.markdown = value.text }
      index = value.end
    }
    while isWhiteSpace(byte(at: index)) { index += 1 }
    if byte(at: index) == UInt8(ascii: "/") {
      tag.isClosed = true
      index += 1
    }
    guard byte(at: index) == UInt8(ascii: ">") else { return nil }
    tag.end = index + 1
    return tag
  }

  private mutating func attributeValue(at start: Int) -> (text: Range<Int>, end: Int)? {
    let quote = byte(at: start)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      var index = start
      while Self.isWord(byte(at: index)) || byte(at: index) >= 0x80 { index += 1 }
      return index > start ? (start..<index, index) : nil
    }
    var index = start + 1
    while index < end {
      guard spend(1) else { return nil }
      if bytes[index] == quote { return (start + 1..<index, index + 1) }
      index += 1
    }
    return nil
  }

  // MARK: Extensions

  /// Reads `{:attribute list}` behind an element, `{::comment}…{:/}` and `{::nomarkdown}…{:/}`.
  mutating func readExtension(_ frame: inout Frame) {
    guard byte(at: position + 1) == UInt8(ascii: ":"), let close = attributeListEnd(from: position + 2) else {
      return readText(1, &frame)
    }
    switch byte(at: position + 2) {
    case UInt8(ascii: ":"):
      guard let extensionEnd = extensionEnd(startTagEnd: close) else { return readText(1, &frame) }
      mark(.hidden, position..<extensionEnd)
      position = extensionEnd
      frame.addElement()
    case UInt8(ascii: "/"): readText(1, &frame)
    default:
      guard frame.hasChildren, !frame.endsInText, close > position + 3 else { return readText(1, &frame) }
      mark(.hidden, position..<close)
      position = close
    }
  }

  /// The offset behind the next `}` that no backslash escapes.
  private mutating func attributeListEnd(from start: Int) -> Int? {
    var index = start
    while index < end, spend(1) {
      if bytes[index] == UInt8(ascii: "}") { return index + 1 }
      index += bytes[index] == UInt8(ascii: "\\") && byte(at: index + 1) == UInt8(ascii: "}") ? 2 : 1
    }
    return nil
  }

  private mutating func extensionEnd(startTagEnd: Int) -> Int? {
    let name = position + 3
    var index = name
    while Self.isWord(byte(at: index)) { index += 1 }
    let isKnown = ["comment", "nomarkdown", "options"].contains { bytes[name..<index].elementsEqual($0.utf8) }
    guard isKnown, index + 1 == startTagEnd || isWhiteSpace(byte(at: index)) || byte(at: index) == UInt8(ascii: "/")
    else {
      return nil
    }
    if bytes[startTagEnd - 2] == UInt8(ascii: "/") { return startTagEnd }
    var stop = startTagEnd
    while stop + 3 < end, spend(1) {
      if follows("{:/", at: stop) {
        var close = stop + 3
        if bytes[close...].starts(with: bytes[name..<index]) { close += index - name }
        if byte(at: close) == UInt8(ascii: "}") { return close + 1 }
      }
      stop += 1
    }
    return nil
  }
}

/// What kramdown knows about the names of HTML elements.
enum KramdownHTML {
  enum Element { case block, span, raw, empty, unknown }

  /// kramdown's view of an element within a paragraph.
  static func known(_ name: String) -> Element {
    let name = name.lowercased()
    if blocks.contains(name) { return .block }
    if empty.contains(name) { return .empty }
    if spans.contains(name) { return .span }
    return raw.contains(name) ? .raw : .unknown
  }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "applet", "body", "blockquote", "caption", "col", "colgroup", "dd", "div", "dl",
    "dt", "fieldset", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "head", "iframe", "legend", "menu", "li", "main", "map", "nav", "ol", "optgroup", "p", "pre", "section",
    "summary", "table", "tbody", "td", "th", "thead", "tfoot", "tr", "ul",
  ]
  /// Elements without content.
  private static let empty: Set<String> = [
    "area", "base", "br", "command", "embed", "img", "input", "keygen", "link", "meta", "param", "source", "track",
    "wbr",
  ]
  /// Elements whose content is Markdown.
  private static let spans: Set<String> = [
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "del", "details", "dfn", "em", "figure", "i", "ins",
    "label", "noscript", "object", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "select", "small", "span", "strong",
    "sub", "sup", "tt",
  ]
  /// Elements whose content is raw, as it is in all elements that kramdown does not know.
  private static let raw: Set<String> = [
    "code", "kbd", "mark", "math", "option", "samp", "script", "style", "textarea", "u", "var",
  ]
}
