import SourceText

/// How a list that people sorted is sorted, and what is out of order in it.
struct AlphabeticalOrder {
  /// The way of sorting that the list follows best.
  let order: AlphabeticalKey
  /// The indices of the titles to move so that the rest is in order, as few as can be, in order: of two that are
  /// swapped, the lower one.
  let misplaced: [Int]

  private let keys: [[UInt8]]
  /// The indices of the others.
  private let kept: [Int]

  init(of titles: [String]) {
    var best: (order: AlphabeticalKey, keys: [[UInt8]], kept: [Int]) = (.wordByWord, [], [])
    let folded = titles.map { AlphabeticalKey.foldedBytes($0.utf8) }
    for order in AlphabeticalKey.allCases {
      let keys = folded.map { order.key(ofFolded: $0) }
      let kept = Self.isInOrder(keys) ? Array(keys.indices) : Self.longestRun(in: keys)
      if kept.count > best.kept.count || best.keys.isEmpty { best = (order, keys, kept) }
      if kept.count == titles.count { break }
    }
    (order, keys, kept) = best
    var next = 0
    misplaced = titles.indices.filter { index in
      while next < best.kept.count, best.kept[next] < index { next += 1 }
      return next == best.kept.count || best.kept[next] != index
    }
  }

  /// Whether titles, given by their places in a text, are in order in one of the ways that people sort.
  static func isSorted(_ titles: some Collection<ByteRange>, in text: SourceText) -> Bool {
    if titles.count < 2 { return true }
    let bytes = text.bytes
    return AlphabeticalKey.allCases.contains { order in
      zip(titles, titles.dropFirst()).allSatisfy { !order.precedes(bytes[$1.indices], bytes[$0.indices]) }
    }
  }

  /// The index of the title in order that a title ought to stand before; nil where it belongs to the end.
  func successor(of title: String) -> Int? {
    let key = order.key(of: title)
    let place = kept.partitioningIndex { key.lexicographicallyPrecedes(keys[$0]) }
    return place < kept.count ? kept[place] : nil
  }

  private static func isInOrder(_ keys: [[UInt8]]) -> Bool {
    zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) }
  }

  /// The indices of the longest run of keys that are in order; of several, the one that begins with the first keys.
  private static func longestRun(in keys: [[UInt8]]) -> [Int] {
    let lengths = lengthsOfRuns(keys) { !$1.lexicographicallyPrecedes($0) }
    let rests = Array(lengthsOfRuns(keys.reversed()) { !$0.lexicographicallyPrecedes($1) }.reversed())
    let longest = lengths.max() ?? 0
    var run: [Int] = []
    for index in keys.indices where lengths[index] == run.count + 1 && rests[index] == longest - run.count {
      if let last = run.last, keys[index].lexicographicallyPrecedes(keys[last]) { continue }
      run.append(index)
    }
    return run
  }

  /// For each key, how long the longest ordered run of keys is that ends with it (patience sorting).
  private static func lengthsOfRuns(_ keys: [[UInt8]], _ isOrdered: ([UInt8], [UInt8]) -> Bool) -> [Int] {
    /// By length: the index of the key that the best run of that length ends with.
    var ends: [Int] = []
    var lengths: [Int] = []
    lengths.reserveCapacity(keys.count)
    for index in keys.indices {
      let place = ends.partitioningIndex { !isOrdered(keys[$0], keys[index]) }
      if place == ends.count { ends.append(index) } else { ends[place] = index }
      lengths.append(place + 1)
    }
    return lengths
  }
}
