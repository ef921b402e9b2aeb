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
    let (window, isPlain) = Self.window(text, content, around: marked.lowerBound, limit: limit)
    self.line = line + 1
    if isPlain {
      let mark = marked.lowerBound - window.lowerBound..<min(marked.upperBound, window.upperBound) - window.lowerBound
      let shown = Self.shown(of: window.count, around: mark, limit: limit)
      let isCutBefore = window.lowerBound + shown.lowerBound > content.lowerBound
      let isCutBehind = window.lowerBound + shown.upperBound < content.upperBound
      let range = ByteRange(window.lowerBound + shown.lowerBound, window.lowerBound + shown.upperBound)
      self.text = (isCutBefore ? "…" : "") + text[range] + (isCutBehind ? "…" : "")
      indent = (isCutBefore ? 1 : 0) + mark.lowerBound - shown.lowerBound
      width = max(1, mark.clamped(to: shown).count)
      return
    }
    let cells = Cells(text, window, marked)
    let shown = cells.shown(within: limit)
    let isCutBefore = window.lowerBound > content.lowerBound || shown.lowerBound > 0
    let isCutBehind = window.upperBound < content.upperBound || shown.upperBound < cells.all.count
    let shownMark = cells.marked.clamped(to: shown)
    self.text = (isCutBefore ? "…" : "") + cells.text(shown, of: text) + (isCutBehind ? "…" : "")
    indent = (isCutBefore ? 1 : 0) + cells.width(shown.lowerBound..<shownMark.lowerBound)
    width = max(1, cells.width(shownMark))
  }

  /// Which of some columns to show: all that fit, else those around the mark. ``Cells`` does the same where characters
  /// are not a column each.
  private static func shown(of count: Int, around mark: Range<Int>, limit: Int) -> Range<Int> {
    if count <= limit { return 0..<count }
    // Two columns for the signs that something is left out.
    var room = limit - 2
    var end = min(mark.upperBound, mark.lowerBound + room)
    room -= end - mark.lowerBound
    let before = min(mark.lowerBound, max(room / 2, room - (count - end)))
    room -= before
    end = min(count, end + room)
    return mark.lowerBound - before..<end
  }

  /// The part of a line that is enough to fill the columns on either side of an offset.
  private static func window(
    _ text: SourceText,
    _ line: ByteRange,
    around offset: Int,
    limit: Int
  ) -> (range: ByteRange, isPlain: Bool) {
    let plain = ByteRange(max(line.lowerBound, offset - limit), min(line.upperBound, offset + limit))
    if text.slice(plain).allSatisfy(DisplayText.isPlain),
      plain.upperBound == line.upperBound
        || text.bytes[plain.upperBound] < 0x80
    {
      return (plain, true)
    }
    // A scalar takes four bytes at most, and few are combining marks.
    let wide = ByteRange(
      text.scalarBoundary(atOrBefore: max(line.lowerBound, offset - 4 * limit)),
      text.scalarBoundary(atOrBefore: min(line.upperBound, offset + 4 * limit))
    )
    return (wide, false)
  }
}

/// A part of a line as the columns of a terminal.
private struct Cells {
  struct Cell {
    var range: ByteRange
    var width: Int
    /// What is shown where that is not the text itself.
    var written: String?
  }

  private(set) var all: [Cell] = []
  /// The cells that hold a byte of the marked range; empty where that is.
  private(set) var marked = 0..<0
  private var column = 0

  init(_ text: SourceText, _ window: ByteRange, _ range: ByteRange) {
    let bytes = text.bytes.span
    all.reserveCapacity(window.count)
    var offset = window.lowerBound
    while offset < window.upperBound {
      let start = offset
      while offset < window.upperBound, !Self.isPlain(bytes, offset, before: window.upperBound) { offset += 1 }
      if start < offset { appendCharacters(of: text, ByteRange(start, offset)) }
      while offset < window.upperBound, Self.isPlain(bytes, offset, before: window.upperBound) {
        all.append(Cell(range: ByteRange(offset, offset + 1), width: 1))
        column += 1
        offset += 1
      }
    }
    let first = all.firstIndex { $0.range.upperBound > range.lowerBound } ?? all.count
    let end = all[first...].firstIndex { $0.range.lowerBound >= range.upperBound } ?? all.count
    marked = first..<(range.isEmpty ? first : end)
  }

  /// Whether the byte is a character by itself: printable, and no mark follows that combines with it.
  private static func isPlain(_ bytes: Span<UInt8>, _ offset: Int, before end: Int) -> Bool {
    guard DisplayText.isPlain(bytes[offset]) else { return false }
    return offset + 1 == end || bytes[offset + 1] < 0x80
  }

  private mutating func appendCharacters(of text: SourceText, _ range: ByteRange) {
    var offset = range.lowerBound
    for character in text[range] {
      var (written, width) = DisplayText.cell(character)
      if character == "\t" {
        width = 4 - column % 4
        written = String(repeating: " ", count: width)
      }
      let end = offset + character.utf8.count
      all.append(Cell(range: ByteRange(offset, end), width: width, written: written))
      column += width
      offset = end
    }
  }

  /// What a terminal shows for some cells.
  func text(_ cells: Range<Int>, of text: SourceText) -> String {
    var shown: [UInt8] = []
    for cell in all[cells] {
      if let written = cell.written {
        shown.append(written)
      } else {
        shown.append(contentsOf: text.slice(cell.range))
      }
    }
    return String(decoding: shown, as: UTF8.self)
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
