import SourceText

/// Which lines open and close fenced code, as each generator sees it.
struct FenceRules {
  /// What a line behind the opening one is to the block.
  enum Role { case content, closes, breaks }

  let fences: MarkdownDialect.Fences

  /// Whether the generator takes this run for an opening fence.
  func opens(_ fence: Fence, line: Int, in page: Preparation) -> Bool {
    let bytes = page.text.bytes
    let end = page.text.lastNonBlank(from: fence.end, to: fence.lineEnd)
    let start = page.text.firstNonBlank(from: fence.end, to: end)
    let information = bytes[start..<max(start, end)]
    switch fences {
    case .commonMark: return true
    case .kramdown: return !information.contains(where: isASCIIWhitespace)
    case .fencedCode:
      return fence.start == page.text.lines.start(of: line) && Self.isPythonInformation(information, hasOptions: false)
    case .superfences: return fence.isBare && Self.isPythonInformation(information, hasOptions: true)
    }
  }

  /// The line with which a fence that is none for the generator ends a code span, since no blank line comes before it.
  func paragraphEnd(of fence: Fence, line: Int, in page: Preparation) -> Int? {
    guard fences == .fencedCode, fence.start > page.text.lines.start(of: line) else { return nil }
    for next in line + 1..<max(line + 1, page.text.lines.count) {
      let content = page.trimmedLine(next)
      if content.isEmpty { return nil }
      if let other = Fence(content, page.text.bytes), other.sign == fence.sign, other.count == fence.count {
        return next
      }
    }
    return nil
  }

  func role(of line: Int, in fence: Fence, openedOn opening: Int, in page: Preparation) -> Role {
    let bytes = page.text.bytes
    let range: ByteRange
    let start: Int
    switch fences {
    case .commonMark, .kramdown:
      range = page.line(line)
      start = bytes[range.indices].firstIndex { !isBlank($0) && $0 != UInt8(ascii: ">") } ?? range.upperBound
    case .fencedCode:
      range = ByteRange(page.text.lines.start(of: line), page.text.end(of: line))
      start = range.lowerBound
    case .superfences:
      range = ByteRange(page.text.lines.start(of: line), page.text.end(of: line))
      let prefix = bytes[page.text.lines.start(of: opening)..<fence.start]
      let isQuoted = prefix.contains(UInt8(ascii: ">"))
      guard let content = prefixEnd(range, bytes, columns: columns(prefix), isQuoted: isQuoted) else {
        return page.text.firstNonBlank(from: range.lowerBound, to: range.upperBound) == range.upperBound
          ? .content : .breaks
      }
      start = content
    }
    var end = start
    while end < range.upperBound, bytes[end] == fence.sign { end += 1 }
    let hasEnoughSigns =
      fences == .commonMark || fences == .kramdown ? end - start >= fence.count : end - start == fence.count
    guard hasEnoughSigns, page.text.firstNonBlank(from: end, to: range.upperBound) == range.upperBound else {
      return .content
    }
    return .closes
  }

  /// Python-Markdown's information: `{attributes}`, or `language`, or that with options like `title="x"` behind it.
  private static func isPythonInformation(_ information: ArraySlice<UInt8>, hasOptions: Bool) -> Bool {
    var rest = information
    if rest.first == UInt8(ascii: "{") { return rest.last == UInt8(ascii: "}") }
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
    let language = rest.prefix(while: isLanguageByte)
    rest = rest.dropFirst(language.count).drop(while: isBlank)
    if rest.isEmpty { return true }
    if hasOptions, rest.first == UInt8(ascii: "{") { return rest.last == UInt8(ascii: "}") }
    if !language.isEmpty, !isBlank(information[rest.startIndex - 1]) { return false }
    while let first = rest.first {
      guard isASCIILetter(first) else { return false }
      let name = rest.prefix { isASCIIAlphanumeric($0) || $0 == UInt8(ascii: "_") }
      let isKnown = Self.options.contains { name.elementsEqual($0.utf8) }
      guard hasOptions ? isKnown : name.elementsEqual("hl_lines".utf8) else { return false }
      rest = rest.dropFirst(name.count)
      guard rest.first == UInt8(ascii: "=") else {
        return false
      }
      rest = rest.dropFirst()
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let close = rest.dropFirst().firstIndex(of: quote)
      else { return false }
      rest = rest[(close + 1)...]
      if let next = rest.first, !isBlank(next) { return false }
      rest = rest.drop(while: isBlank)
    }
    return true
  }

  /// What superfences lets stand behind the language; it takes a fence with anything else for none.
  private static let options = ["hl_lines", "linenums", "title", "title_mode"]

  private static func isLanguageByte(_ byte: UInt8) -> Bool {
    isASCIIAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "#")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  /// The width of a line's indentation and quote marks in columns.
  func columns(_ prefix: ArraySlice<UInt8>) -> Int {
    prefix.reduce(0) { $1 == UInt8(ascii: "\t") ? ($0 / 4 + 1) * 4 : $0 + 1 }
  }

  /// The offset behind as much indentation as the opening line has, or nil where a line has less.
  private func prefixEnd(_ line: ByteRange, _ bytes: [UInt8], columns: Int, isQuoted: Bool) -> Int? {
    var column = 0
    var offset = line.lowerBound
    while column < columns {
      guard offset < line.upperBound else { return nil }
      let byte = bytes[offset]
      guard isBlank(byte) || (isQuoted && byte == UInt8(ascii: ">")) else { return nil }
      column = byte == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
      offset += 1
    }
    return offset
  }
}

/// Whether a byte is a blank or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
