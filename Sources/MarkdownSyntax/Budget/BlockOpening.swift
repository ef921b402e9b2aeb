/// How lines open blocks, read from the first byte behind the indentation (CommonMark 0.31, sections 4 and 5).
enum BlockOpening {
  /// A list marker: its width, and whether it may stand in the middle of a paragraph.
  struct ListMarker {
    var width: Int
    var mayInterruptParagraph: Bool
  }

  /// Reads a bullet or an ordinal.
  static func listMarker(_ page: Span<UInt8>, at start: Int, to end: Int) -> ListMarker? {
    var next = start
    var number = 0
    while next < end, next - start < 9, page[next] >= UInt8(ascii: "0"), page[next] <= UInt8(ascii: "9") {
      number = number * 10 + Int(page[next] - UInt8(ascii: "0"))
      next += 1
    }
    guard next < end else { return nil }
    if next > start {
      guard page[next] == UInt8(ascii: ".") || page[next] == UInt8(ascii: ")") else { return nil }
    } else {
      guard page[next] == UInt8(ascii: "-") || page[next] == UInt8(ascii: "*") || page[next] == UInt8(ascii: "+") else {
        return nil
      }
      number = 1
    }
    next += 1
    guard next == end || isBlank(page[next]) else { return nil }
    return ListMarker(
      width: next - start,
      mayInterruptParagraph: number == 1 && !isBlankRest(page, from: next, to: end)
    )
  }

  /// Whether the line is `#` to `######` and a blank or nothing.
  static func isHeading(_ page: Span<UInt8>, at start: Int, to end: Int) -> Bool {
    let count = run(of: UInt8(ascii: "#"), page, from: start, to: end)
    return count >= 1 && count <= 6 && (start + count == end || isBlank(page[start + count]))
  }

  /// Whether the line underlines a paragraph as a heading.
  static func isSetextUnderline(_ page: Span<UInt8>, at start: Int, to end: Int) -> Bool {
    guard page[start] == UInt8(ascii: "=") || page[start] == UInt8(ascii: "-") else { return false }
    return isBlankRest(page, from: start + run(of: page[start], page, from: start, to: end), to: end)
  }

  /// Whether the line is three or more `*`, `-` or `_` and blanks.
  static func isThematicBreak(_ page: Span<UInt8>, at start: Int, to end: Int) -> Bool {
    let mark = page[start]
    guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") else { return false }
    var count = 0
    for offset in start..<end {
      if page[offset] == mark {
        count += 1
      } else if !isBlank(page[offset]) {
        return false
      }
    }
    return count >= 3
  }

  /// The length of the fence that the line opens, or nil.
  static func fence(_ page: Span<UInt8>, at start: Int, to end: Int) -> Int? {
    let mark = page[start]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let count = run(of: mark, page, from: start, to: end)
    guard count >= 3 else { return nil }
    if mark == UInt8(ascii: "`") {
      for offset in start + count..<end where page[offset] == mark { return nil }
    }
    return count
  }

  /// Whether the line closes a fence of `length` marks.
  static func closesFence(_ page: Span<UInt8>, at start: Int, to end: Int, mark: UInt8, length: Int) -> Bool {
    let count = run(of: mark, page, from: start, to: end)
    return count >= length && isBlankRest(page, from: start + count, to: end)
  }

  /// The number of columns if the line is a table's delimiter row, such as `|:-|-:|`.
  static func delimiterColumns(_ page: Span<UInt8>, at start: Int, to end: Int) -> Int? {
    var next = start
    if page[next] == UInt8(ascii: "|") { next += 1 }
    var columns = 0
    while true {
      next = afterBlanks(page, from: next, to: end)
      if next == end { return columns > 0 ? columns : nil }
      if page[next] == UInt8(ascii: ":") { next += 1 }
      let dashes = run(of: UInt8(ascii: "-"), page, from: next, to: end)
      guard dashes > 0 else { return nil }
      next += dashes
      if next < end, page[next] == UInt8(ascii: ":") { next += 1 }
      next = afterBlanks(page, from: next, to: end)
      columns += 1
      if next == end { return columns }
      guard page[next] == UInt8(ascii: "|") else { return nil }
      next += 1
    }
  }

  /// The number of cells of a line, were it a table's row.
  static func cells(_ page: Span<UInt8>, at start: Int, to end: Int) -> Int {
    var next = start
    if next < end, page[next] == UInt8(ascii: "|") { next = afterBlanks(page, from: next + 1, to: end) }
    var cells = 0
    while next < end {
      cells += 1
      while next < end, page[next] != UInt8(ascii: "|") || page[next - 1] == UInt8(ascii: "\\") { next += 1 }
      if next < end { next = afterBlanks(page, from: next + 1, to: end) }
    }
    return cells
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == .space || byte == .tab }

  static func isBlankRest(_ page: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    afterBlanks(page, from: start, to: end) == end
  }

  static func afterBlanks(_ page: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var next = start
    while next < end, isBlank(page[next]) { next += 1 }
    return next
  }

  private static func run(of mark: UInt8, _ page: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var next = start
    while next < end, page[next] == mark { next += 1 }
    return next - start
  }
}
