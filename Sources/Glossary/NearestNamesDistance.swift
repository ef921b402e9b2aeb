/// Damerau-Levenshtein distance in its restricted form: no letter is edited twice. Given up at a bound.
struct EditDistance {
  private let source: [UInt32]
  private var twoRowsAgo: [Int]
  private var rowAgo: [Int]
  private var row: [Int]

  init(_ source: FoldedName) {
    self.init(source.scalars)
  }

  init(_ source: [UInt32]) {
    self.source = source
    // A row has a cell for each prefix of the source.
    row = Array(repeating: 0, count: source.count + 1)
    rowAgo = row
    twoRowsAgo = row
  }

  /// The distance from the source, or nil if it is more than `bound`.
  mutating func distance(to target: [UInt32], atMost bound: Int) -> Int? {
    guard abs(source.count - target.count) <= bound else { return nil }
    if source.isEmpty || target.isEmpty { return max(source.count, target.count) }
    // Cells farther than `bound` from the diagonal cannot be on a path that is short enough.
    let tooFar = bound + 1
    for column in row.indices { rowAgo[column] = min(column, tooFar) }
    var bestAgo = 0
    for line in target.indices {
      let first = max(1, line + 1 - bound)
      let last = min(source.count, line + 1 + bound)
      row[first - 1] = first == 1 ? min(line + 1, tooFar) : tooFar
      var best = row[first - 1]
      for column in first...last {
        let letter = source[column - 1]
        var cost = rowAgo[column - 1] + (letter == target[line] ? 0 : 1)
        cost = min(cost, row[column - 1] + 1)
        if column < line + 1 + bound { cost = min(cost, rowAgo[column] + 1) }
        if line > 0, column > 1, letter == target[line - 1], source[column - 2] == target[line] {
          cost = min(cost, twoRowsAgo[column - 2] + 1)
        }
        cost = min(cost, tooFar)
        row[column] = cost
        best = min(best, cost)
      }
      // A swap reaches over one row, so a row that is too far ends it only together with the row before.
      if best > bound, bestAgo >= bound { return nil }
      bestAgo = best
      swap(&twoRowsAgo, &rowAgo)
      swap(&rowAgo, &row)
    }
    let distance = rowAgo[source.count]
    return distance <= bound ? distance : nil
  }
}
