import JSONRPC
import TestSupport

/// An editor's side of a document: the text as scalars, and positions found in the plainest way, by the specification's
/// words alone. Nothing here is shared with the server.
struct EditorModel: Hashable {
  private(set) var scalars: [Unicode.Scalar]
  let encoding: String

  init(_ text: String, encoding: String) {
    scalars = Array(text.unicodeScalars)
    self.encoding = encoding
  }

  var text: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  var count: Int { scalars.count }

  mutating func replace(_ range: Range<Int>, with text: String) {
    scalars.replaceSubrange(range, with: Array(text.unicodeScalars))
  }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch encoding {
    case "utf-8": UTF8.width(scalar)
    case "utf-16": UTF16.width(scalar)
    default: 1
    }
  }

  private func isBetweenReturnAndFeed(_ offset: Int) -> Bool {
    offset > 0 && offset < scalars.count && scalars[offset - 1] == "\r" && scalars[offset] == "\n"
  }

  /// Line and column of a place between scalars; nil between `\r` and `\n`, where there is no position.
  func position(_ offset: Int) -> (line: Int, column: Int, isAtEndOfLine: Bool)? {
    if isBetweenReturnAndFeed(offset) { return nil }
    var line = 0
    var column = 0
    for index in 0..<offset {
      switch scalars[index] {
      case "\r", "\n":
        if !isBetweenReturnAndFeed(index) { line += 1 }
        column = 0
      case let scalar: column += width(scalar)
      }
    }
    return (line, column, offset == scalars.count || scalars[offset] == "\r" || scalars[offset] == "\n")
  }

  /// Where each line begins.
  var lineStarts: [Int] {
    var starts = [0]
    var offset = 0
    while offset < scalars.count {
      let scalar = scalars[offset]
      offset += 1
      if scalar == "\n" || scalar == "\r" && !isBetweenReturnAndFeed(offset) { starts.append(offset) }
    }
    return starts
  }

  /// The place that a position names exactly; nil for what is not in the text.
  func offset(_ position: JSONValue?) -> Int? { offset(position, lineStarts) }

  private func offset(_ position: JSONValue?, _ lineStarts: [Int]) -> Int? {
    guard let line = position?["line"]?.asInteger, let column = position?["character"]?.asInteger,
      lineStarts.indices.contains(line)
    else { return nil }
    var offset = lineStarts[line]
    var columns = 0
    while columns < column {
      guard offset < scalars.count, scalars[offset] != "\n", scalars[offset] != "\r" else { return nil }
      columns += width(scalars[offset])
      offset += 1
    }
    return columns == column ? offset : nil
  }

  /// Applies edits as the specification asks: all are about the text before, none overlaps another, those at one place
  /// come in their order. Says what is wrong with them, if anything.
  mutating func apply(_ edits: [JSONValue]) -> String? {
    var places: [(range: Range<Int>, text: String)] = []
    let lines = lineStarts
    for edit in edits {
      guard let start = offset(edit["range"]?["start"], lines), let end = offset(edit["range"]?["end"], lines),
        start <= end, let text = edit["newText"]?.asString
      else { return "an edit that is not about the text: \(edit.text)" }
      places.append((start..<end, text))
    }
    var result: [Unicode.Scalar] = []
    var end = 0
    for (_, place) in places.enumerated().sorted(by: {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }) {
      guard place.range.lowerBound >= end else { return "edits overlap: \(edits.map(\.text))" }
      result += scalars[end..<place.range.lowerBound]
      result += Array(place.text.unicodeScalars)
      end = place.range.upperBound
    }
    scalars = result + scalars[end...]
    return nil
  }

  /// A random place that has a position.
  func place(_ random: inout SeededGenerator) -> (offset: Int, json: JSONValue) {
    while true {
      let offset = Int.random(in: 0...scalars.count, using: &random)
      guard let place = position(offset) else { continue }
      // The end of a line can be named by any column beyond it.
      let isFar = place.isAtEndOfLine && Int.random(in: 0..<6, using: &random) == 0
      return (offset, ["line": .integer(place.line), "character": .integer(isFar ? 0x7FFF_FFFF : place.column)])
    }
  }

  /// Changes the text at random; gives the change as the protocol's event.
  mutating func change(to text: String, _ random: inout SeededGenerator) -> JSONValue {
    if Int.random(in: 0..<25, using: &random) == 0 {
      scalars = Array(text.unicodeScalars)
      return ["text": .string(text)]
    }
    let first = place(&random)
    var second = place(&random)
    // Most edits insert, or take a little away.
    switch Int.random(in: 0..<4, using: &random) {
    case 0: break
    case 1: while abs(first.offset - second.offset) > 5 { second = place(&random) }
    default: second = first
    }
    let (start, end) = first.offset <= second.offset ? (first, second) : (second, first)
    replace(start.offset..<end.offset, with: text)
    return ["range": ["start": start.json, "end": end.json], "text": .string(text)]
  }
}
