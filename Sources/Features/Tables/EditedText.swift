import SourceText

/// A text while it is edited in several steps, with what that comes to for the text that it was at first.
struct EditedText {
  private enum Piece {
    case original(ByteRange)
    case inserted([UInt8])

    var count: Int {
      switch self {
      case .original(let range): range.count
      case .inserted(let bytes): bytes.count
      }
    }
  }

  let original: SourceText
  private var pieces: [Piece]

  init(_ text: SourceText) {
    original = text
    pieces = [.original(ByteRange(0, text.count))]
  }

  /// Takes edits of the present text; false, and nothing is changed, where they do not fit it.
  mutating func apply(_ edits: [TextEdit]) -> Bool {
    let ordered = edits.enumerated().sorted { ($0.element.range, $0.offset) < ($1.element.range, $1.offset) }
      .map(\.element)
    var result: [Piece] = []
    var rest = pieces[...]
    var position = 0
    for edit in ordered {
      guard edit.range.lowerBound >= position else { return false }
      guard Self.take(edit.range.lowerBound - position, from: &rest, into: &result) else { return false }
      var removed: [Piece] = []
      guard Self.take(edit.range.count, from: &rest, into: &removed) else { return false }
      if !edit.replacement.isEmpty { result.append(.inserted(Array(edit.replacement.utf8))) }
      position = edit.range.upperBound
    }
    pieces = result + rest
    return true
  }

  /// Moves so many bytes from the front of some pieces.
  private static func take(_ count: Int, from rest: inout ArraySlice<Piece>, into result: inout [Piece]) -> Bool {
    var count = count
    while count > 0 {
      guard let piece = rest.popFirst() else { return false }
      guard piece.count > count else {
        result.append(piece)
        count -= piece.count
        continue
      }
      switch piece {
      case .original(let range):
        result.append(.original(ByteRange(range.lowerBound, range.lowerBound + count)))
        rest.insert(.original(ByteRange(range.lowerBound + count, range.upperBound)), at: rest.startIndex)
      case .inserted(let bytes):
        result.append(.inserted(Array(bytes[..<count])))
        rest.insert(.inserted(Array(bytes[count...])), at: rest.startIndex)
      }
      count = 0
    }
    return true
  }

  /// Where a range of the present text was at first; what was inserted was nowhere, and is taken for the place there.
  func originalRange(of range: ByteRange) -> ByteRange {
    ByteRange(originalOffset(of: range.lowerBound), originalOffset(of: range.upperBound))
  }

  private func originalOffset(of offset: Int) -> Int {
    var start = 0
    var before = 0
    for piece in pieces {
      if case .original(let range) = piece {
        if offset - start <= range.count { return range.lowerBound + max(0, offset - start) }
        before = range.upperBound
      } else if offset - start < piece.count {
        return before
      }
      start += piece.count
    }
    return before
  }

  /// The edits that make the first text the present one.
  var edits: [TextEdit] {
    var edits: [TextEdit] = []
    var position = 0
    var inserted: [UInt8] = []
    func close(at end: Int) {
      if position < end || !inserted.isEmpty {
        edits.append(TextEdit(ByteRange(position, end), String(decoding: inserted, as: UTF8.self)))
      }
      inserted = []
    }
    for piece in pieces {
      switch piece {
      case .inserted(let bytes): inserted += bytes
      case .original(let range) where range.isEmpty: continue
      case .original(let range):
        close(at: range.lowerBound)
        position = range.upperBound
      }
    }
    close(at: original.count)
    return edits
  }
}
