/// A place in a line, in bytes and in columns; tab stops are four columns apart (CommonMark 0.31, section 2.2).
///
/// The column may lie within the tab at `offset`, where a container's prefix has used a part of it.
struct LinePlace {
  var offset: Int
  var column: Int
}

/// A block that puts a prefix before each of its lines.
struct Container {
  enum Prefix {
    case blockQuote
    /// Blanks: the content begins that many columns behind the parent's content.
    case listItem(indent: Int)
  }

  var prefix: Prefix

  /// The zero-based line on which the container begins, and the place behind its marker there.
  var firstLine: Int
  var contentStart: LinePlace
}

extension PreparedText {
  /// The place on a line behind the prefixes of `containers`.
  ///
  /// A prefix that is missing ends the search: the line is then a paragraph's lazy continuation.
  func contentStart(of line: Int, in containers: [Container]) -> LinePlace {
    var place = LinePlace(offset: start(of: line), column: 0)
    let end = end(of: line)
    for container in containers {
      if container.firstLine == line {
        place = container.contentStart
        continue
      }
      let text = indentation(at: place, to: end)
      switch container.prefix {
      case .blockQuote:
        guard text.column - place.column < 4, text.offset < end, bytes[text.offset] == UInt8(ascii: ">") else {
          return place
        }
        place = afterQuoteMarker(at: text, to: end)
      case .listItem(let indent):
        guard text.column - place.column >= indent else { return place }
        place = advanced(place, columns: indent, to: end)
      }
    }
    return place
  }

  /// The place of the first byte that is neither blank nor tab.
  func indentation(at place: LinePlace, to end: Int) -> LinePlace {
    var place = place
    while place.offset < end {
      if bytes[place.offset] == UInt8(ascii: " ") {
        place.column += 1
      } else if bytes[place.offset] == UInt8(ascii: "\t") {
        place.column += 4 - place.column % 4
      } else {
        break
      }
      place.offset += 1
    }
    return place
  }

  /// The place behind the `>` at `marker` and the one column of blank that belongs to it.
  func afterQuoteMarker(at marker: LinePlace, to end: Int) -> LinePlace {
    let behind = LinePlace(offset: marker.offset + 1, column: marker.column + 1)
    guard behind.offset < end, isBlank(bytes[behind.offset]) else { return behind }
    return advanced(behind, columns: 1, to: end)
  }

  /// The container that a list item makes whose marker stands at `marker`, `place` being where its parent's content
  /// begins on that line (CommonMark 0.31, section 5.2).
  func listItem(at marker: LinePlace, within place: LinePlace, line: Int) -> Container {
    let end = end(of: line)
    var behind = marker
    while behind.offset < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[behind.offset]) {
      behind.offset += 1
      behind.column += 1
    }
    behind.offset = min(behind.offset + 1, end)
    behind.column += 1
    let text = indentation(at: behind, to: end)
    let blanks = text.column - behind.column
    let width = blanks > 4 || blanks < 1 || text.offset == end ? 1 : blanks
    return Container(
      prefix: .listItem(indent: behind.column - place.column + width),
      firstLine: line,
      contentStart: advanced(behind, columns: min(width, blanks), to: end)
    )
  }

  /// The place so many columns behind another one, within a tab where a column of it is reached; never beyond `end`.
  func advanced(_ place: LinePlace, columns: Int, to end: Int) -> LinePlace {
    var place = place
    let target = place.column + columns
    while place.column < target, place.offset < end {
      let width = bytes[place.offset] == UInt8(ascii: "\t") ? 4 - place.column % 4 : 1
      if place.column + width > target {
        place.column = target
        return place
      }
      place.column += width
      place.offset += 1
    }
    return place
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
