/// What differs between two lists of lines: few changes, found in a time that hardly grows faster than the lists.
///
/// Lines that stand once in each list are paired first, as many as keep their order; what lies between them is compared
/// line by line where it is small, and replaced as a whole where it is not.
package enum LineDifference {
  /// Lines that give way to others.
  package struct Change: Hashable {
    package var old: Range<Int>
    package var new: Range<Int>
  }

  /// The changes in order; no two of them touch.
  package static func changes(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Change] {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let comparison = Comparison(old: old.map(number), new: new.map(number), distinct: numbers.count)
    return joined(comparison.run())
  }

  private static func joined(_ changes: [Change]) -> [Change] {
    var joined: [Change] = []
    for change in changes.sorted(by: { ($0.old.lowerBound, $0.new.lowerBound) < ($1.old.lowerBound, $1.new.lowerBound) }
    ) {
      if let last = joined.last, last.old.upperBound == change.old.lowerBound,
        last.new.upperBound == change.new.lowerBound
      {
        joined[joined.count - 1].old = last.old.lowerBound..<change.old.upperBound
        joined[joined.count - 1].new = last.new.lowerBound..<change.new.upperBound
      } else {
        joined.append(change)
      }
    }
    return joined
  }
}

/// Two lists of lines, as numbers that are equal where the lines are.
private struct Comparison {
  let old: [Int]
  let new: [Int]
  let distinct: Int

  /// The number of pairs of lines up to which a stretch is compared line by line.
  private static let pairLimit = 1 << 20

  func run() -> [LineDifference.Change] {
    var changes: [LineDifference.Change] = []
    // For each line, where it stands in a stretch: not yet met, at one place, or at several.
    var seenOld = [Int32](repeating: -1, count: distinct)
    var seenNew = seenOld
    var open = [LineDifference.Change(old: old.indices, new: new.indices)]
    while let whole = open.popLast() {
      let stretch = trimmed(whole)
      if stretch.old.isEmpty || stretch.new.isEmpty {
        if !stretch.old.isEmpty || !stretch.new.isEmpty { changes.append(stretch) }
        continue
      }
      let pairs = uniquePairs(in: stretch, &seenOld, &seenNew)
      if pairs.isEmpty {
        changes += stretch.old.count * stretch.new.count <= Self.pairLimit ? compared(stretch) : [stretch]
        continue
      }
      var (nextOld, nextNew) = (stretch.old.lowerBound, stretch.new.lowerBound)
      for pair in pairs {
        open.append(LineDifference.Change(old: nextOld..<pair.old, new: nextNew..<pair.new))
        (nextOld, nextNew) = (pair.old + 1, pair.new + 1)
      }
      open.append(LineDifference.Change(old: nextOld..<stretch.old.upperBound, new: nextNew..<stretch.new.upperBound))
    }
    return changes
  }

  /// A stretch without the lines at both ends that are the same.
  private func trimmed(_ stretch: LineDifference.Change) -> LineDifference.Change {
    var (lowOld, lowNew) = (stretch.old.lowerBound, stretch.new.lowerBound)
    var (highOld, highNew) = (stretch.old.upperBound, stretch.new.upperBound)
    while lowOld < highOld, lowNew < highNew, old[lowOld] == new[lowNew] {
      lowOld += 1
      lowNew += 1
    }
    while lowOld < highOld, lowNew < highNew, old[highOld - 1] == new[highNew - 1] {
      highOld -= 1
      highNew -= 1
    }
    return LineDifference.Change(old: lowOld..<highOld, new: lowNew..<highNew)
  }

  /// The lines that stand once in both halves of a stretch, as many of them as stand in one order.
  private func uniquePairs(
    in stretch: LineDifference.Change,
    _ seenOld: inout [Int32],
    _ seenNew: inout [Int32]
  ) -> [(old: Int, new: Int)] {
    func count(_ lines: [Int], _ range: Range<Int>, _ seen: inout [Int32]) {
      for index in range { seen[lines[index]] = seen[lines[index]] == -1 ? Int32(clamping: index) : -2 }
    }
    count(old, stretch.old, &seenOld)
    count(new, stretch.new, &seenNew)
    let common = stretch.old.filter { seenOld[old[$0]] >= 0 && seenNew[old[$0]] >= 0 }
    let targets = common.map { Int(seenNew[old[$0]]) }
    for index in stretch.old { seenOld[old[index]] = -1 }
    for index in stretch.new { seenNew[new[index]] = -1 }
    return longestRise(targets).map { (old: common[$0], new: targets[$0]) }
  }

  /// The indices of a longest rising part of a list.
  private func longestRise(_ list: [Int]) -> [Int] {
    var tails: [Int] = []
    var previous = [Int](repeating: -1, count: list.count)
    for index in list.indices {
      let place = tails.partitioningIndex { list[$0] >= list[index] }
      if place > 0 { previous[index] = tails[place - 1] }
      if place == tails.count { tails.append(index) } else { tails[place] = index }
    }
    var rise: [Int] = []
    var next = tails.last ?? -1
    while next >= 0 {
      rise.append(next)
      next = previous[next]
    }
    return rise.reversed()
  }

  /// The changes that leave the longest common part of a small stretch.
  private func compared(_ stretch: LineDifference.Change) -> [LineDifference.Change] {
    let width = stretch.new.count + 1
    // The length of the longest common part of what follows, for each pair of places.
    var lengths = [Int32](repeating: 0, count: (stretch.old.count + 1) * width)
    for row in stride(from: stretch.old.count - 1, through: 0, by: -1) {
      for column in stride(from: stretch.new.count - 1, through: 0, by: -1) {
        let isSame = old[stretch.old.lowerBound + row] == new[stretch.new.lowerBound + column]
        lengths[row * width + column] =
          isSame
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var changes: [LineDifference.Change] = []
    var (row, column) = (0, 0)
    var (startRow, startColumn) = (0, 0)
    func close() {
      guard startRow < row || startColumn < column else { return }
      let oldStart = stretch.old.lowerBound
      let newStart = stretch.new.lowerBound
      changes.append(
        LineDifference.Change(
          old: oldStart + startRow..<oldStart + row,
          new: newStart + startColumn..<newStart + column
        )
      )
    }
    while row < stretch.old.count, column < stretch.new.count {
      if old[stretch.old.lowerBound + row] == new[stretch.new.lowerBound + column] {
        close()
        row += 1
        column += 1
        (startRow, startColumn) = (row, column)
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    (row, column) = (stretch.old.count, stretch.new.count)
    close()
    return changes
  }
}

extension SourceText {
  /// The edits that make another text of this one: whole lines, and none of those that stay.
  package func edits(to new: SourceText) -> [TextEdit] {
    func lines(_ text: SourceText) -> [ArraySlice<UInt8>] {
      (0..<text.lines.count).map { text.slice(text.lines.range(of: $0)) }
    }
    return LineDifference.changes(from: lines(self), to: lines(new)).map { change in
      func range(_ numbers: Range<Int>, _ text: SourceText) -> ByteRange {
        func start(_ line: Int) -> Int { line < text.lines.count ? text.lines.start(of: line) : text.count }
        return ByteRange(start(numbers.lowerBound), start(numbers.upperBound))
      }
      return TextEdit(range(change.old, self), new[range(change.new, new)])
    }
  }
}
