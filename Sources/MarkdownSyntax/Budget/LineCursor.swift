/// A place in a line, counted in bytes and in columns, with tab stops of four columns (CommonMark section 2.2).
struct LineCursor {
  /// The offset in the page.
  private(set) var offset: Int
  /// Behind the last byte before the line ending.
  let end: Int
  /// The column at `offset`; further right when a tab is used up in part.
  private(set) var column = 0

  init(offset: Int, end: Int) {
    self.offset = offset
    self.end = end
  }

  /// The first byte that is no space or tab, and the number of columns up to it.
  func indentation(_ page: Span<UInt8>) -> (offset: Int, columns: Int) {
    var next = offset
    var reached = column
    while next < end {
      if page[next] == .space {
        reached += 1
      } else if page[next] == .tab {
        reached += 4 - reached % 4
      } else {
        break
      }
      next += 1
    }
    return (next, reached - column)
  }

  /// Moves over bytes that are no tabs.
  mutating func advance(to next: Int) {
    column += next - offset
    offset = next
  }

  /// Moves over up to `count` columns of spaces and tabs; a wide tab is used up in part.
  mutating func advance(columns count: Int, _ page: Span<UInt8>) {
    var left = count
    while left > 0, offset < end {
      if page[offset] == .tab {
        let width = 4 - column % 4
        column += min(left, width)
        if width <= left { offset += 1 }
        left -= width
      } else if page[offset] == .space {
        column += 1
        offset += 1
        left -= 1
      } else {
        return
      }
    }
  }
}

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
}
