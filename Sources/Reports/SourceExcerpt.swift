import SourceText

/// The line that a problem stands on, cut to a width, with the columns to mark under it.
struct SourceExcerpt: Equatable {
  /// The line's number, from one.
  var line: Int
  /// What a terminal shows: tabs are blanks, control characters are written out.
  var text: String
  /// The columns before the mark.
  var indent: Int
  /// The columns of the mark, at least one.
  var width: Int

  /// The excerpt for a range; of one that spans lines, the first line. `limit` is the most columns to show.
  init(_ text: SourceText, _ range: ByteRange, limit: Int) {
    let start = text.scalarBoundary(atOrBefore: range.lowerBound)
    let line = text.lines.line(at: start)
    let content = text.lineContent(line)
    let marked = ByteRange(
      min(start, content.upperBound),
      min(max(start, range.upperBound), content.upperBound)
    )
    // Every column takes at least one byte, but for combining marks: four bytes for each are read at most.
    let window = ByteRange(
      text.scalarBoundary(atOrBefore: max(content.lowerBound, marked.lowerBound - 4 * limit)),
      text.scalarBoundary(atOrBefore: min(content.upperBound, marked.lowerBound + 8 * limit))
    )
    let cells = Cells(text, window, marked)
    let shown = cells.shown(within: limit)
    let isCutBefore = window.lowerBound > content.lowerBound || shown.lowerBound > 0
    let isCutBehind = window.upperBound < content.upperBound || shown.upperBound < cells.all.count
    let shownMark = cells.marked.clamped(to: shown)
    self.line = line + 1
    self.text =
      (isCutBefore ? "…" : "") + cells.all[shown].map(\.text).joined() + (isCutBehind ? "…" : "")
    indent = (isCutBefore ? 1 : 0) + cells.width(shown.lowerBound..<shownMark.lowerBound)
    width = max(1, cells.width(shownMark))
  }
}

/// A part of a line as the columns of a terminal.
private struct Cells {
  private(set) var all: [(text: String, width: Int)] = []
  /// The cells that hold a byte of the marked range; empty where that is.
  private(set) var marked = 0..<0

  init(_ text: SourceText, _ window: ByteRange, _ range: ByteRange) {
    var offset = window.lowerBound
    var column = 0
    var first: Int?
    var end = 0
    for character in text[window] {
      let next = offset + character.utf8.count
      if first == nil, next > range.lowerBound { first = all.count }
      if offset < range.upperBound { end = all.count + 1 }
      var cell = DisplayText.cell(character)
      if character == "\t" { cell = (String(repeating: " ", count: 4 - column % 4), 4 - column % 4) }
      all.append(cell)
      column += cell.width
      offset = next
    }
    let start = first ?? all.count
    marked = start..<(range.isEmpty ? start : max(start, end))
  }

  func width(_ cells: Range<Int>) -> Int {
    all[cells].reduce(0) { $0 + $1.width }
  }

  /// The cells to show: all that fit, else those around the mark.
  func shown(within limit: Int) -> Range<Int> {
    if width(all.indices) <= limit { return all.indices }
    // Two columns for the signs that something is left out.
    var room = limit - 2
    var end = marked.lowerBound
    while end < marked.upperBound, room >= all[end].width {
      room -= all[end].width
      end += 1
    }
    var start = marked.lowerBound
    let before = min(width(0..<start), max(room / 2, room - width(end..<all.count)))
    var used = 0
    while start > 0, used + all[start - 1].width <= before {
      start -= 1
      used += all[start].width
    }
    room -= used
    while end < all.count, room >= all[end].width {
      room -= all[end].width
      end += 1
    }
    return start..<end
  }
}
