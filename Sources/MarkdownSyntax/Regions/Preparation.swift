import SourceText

/// A page's text made ready for the block parser, and what was taken out of it.
struct Preparation {
  var text: PreparedText
  var regions: [Region] = []
  var tags: [TemplateTag] = []
  var abbreviations: [Abbreviation] = []
  /// Whether something was opened that nothing closes, so that it would take in what follows the page's end.
  var hasOpenEnd = false
  /// Where nothing was looked for, in order, since it is code, raw HTML, or raw to Liquid.
  var passedOver: [ByteRange] = []
  /// The extensions of kramdown that nothing closes any more.
  var unclosedExtensions: Set<String> = []
  /// The titles of block markers, which are prose.
  var titles: [ByteRange] = []
  /// The ids that attribute lists on lines of their own give, by the lines.
  var identifiers: [Int: String] = [:]

  init(_ source: SourceText) { text = PreparedText(source) }

  /// Takes a range out of the page: blanks, so that it parts blocks.
  mutating func blank(_ range: ByteRange, as kind: Region.Kind) {
    text.mask(range.indices, with: UInt8(ascii: " "))
    regions.append(Region(kind: kind, range: range))
  }

  /// Makes a range one word of no meaning, so that it stays part of its paragraph.
  mutating func fill(_ range: ByteRange, as kind: Region.Kind) {
    text.mask(range.indices, with: UInt8(ascii: "x"))
    regions.append(Region(kind: kind, range: range))
  }

  /// Makes the Markdown of a zero-based line begin at an offset, where it does not begin behind it already.
  mutating func skip(to offset: Int, on line: Int) {
    if text.skips.isEmpty { text.skips = [UInt32](repeating: 0, count: text.lines.count) }
    text.skips[line] = max(text.skips[line], UInt32(clamping: offset - text.lines.start(of: line)))
  }

  /// The indentation of a zero-based line in columns, what the line skips included.
  func indentation(of line: Int) -> Int {
    let place = LinePlace(offset: text.lines.start(of: line), column: 0)
    return text.indentation(at: place, to: text.end(of: line)).column
  }

  /// The content of a zero-based line behind what the line skips.
  func line(_ line: Int) -> ByteRange { ByteRange(text.start(of: line), text.end(of: line)) }

  /// The same without blanks at either end.
  func trimmedLine(_ line: Int) -> ByteRange {
    let range = self.line(line)
    let start = text.firstNonBlank(from: range.lowerBound, to: range.upperBound)
    return ByteRange(start, text.lastNonBlank(from: start, to: range.upperBound))
  }
}
