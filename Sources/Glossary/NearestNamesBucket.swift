/// The names of one length, in columns, so that the search runs over letter sets alone.
struct NearestNamesBucket: Sendable {
  private var letters: [UInt64] = []
  private var owners: [UInt32] = []
  /// Where each name ends in `text`.
  private var ends: [UInt32] = []
  private var text: [UInt8] = []

  mutating func insert(_ name: StoredName, of entry: EntryHandle) {
    guard text.count + name.text.count < Int(UInt32.max) else { return }
    text += name.text
    letters.append(name.letters.bits)
    owners.append(entry.rawValue)
    ends.append(UInt32(text.count))
  }

  mutating func remove(_ name: StoredName, of entry: EntryHandle) {
    guard let index = index(of: name, entry) else { return }
    let range = range(index)
    text.removeSubrange(range)
    letters.remove(at: index)
    owners.remove(at: index)
    ends.remove(at: index)
    for later in index..<ends.count { ends[later] -= UInt32(range.count) }
  }

  func search(
    _ label: FoldedName,
    bound: Int,
    _ measure: inout EditDistance,
    into found: inout [NearestCandidate]
  ) {
    var next = 0
    while next < letters.count {
      let start = next
      next = min(start + 4, letters.count)
      // Nearly all names are far, and vector instructions see that of four at once.
      if next == start + 4 {
        let four = SIMD4(letters[start], letters[start + 1], letters[start + 2], letters[start + 3])
        if label.letters.isFar(fromAllOf: four, bound) { continue }
      }
      for index in start..<next where LetterSet(bits: letters[index]).isWithin(bound, of: label.letters) {
        if let candidate = candidate(index, label, bound: bound, &measure) { found.append(candidate) }
      }
    }
  }

  private func candidate(
    _ index: Int,
    _ label: FoldedName,
    bound: Int,
    _ measure: inout EditDistance
  ) -> NearestCandidate? {
    let name = text[range(index)]
    let folded =
      name.allSatisfy { $0 < 0x80 }
      ? name.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } : Label.normalized(Array(name).span)
    guard let distance = measure.distance(to: FoldedName.scalars(of: folded[...]), atMost: bound) else { return nil }
    return NearestCandidate(
      text: name,
      folded: folded,
      entry: EntryHandle(owners[index]),
      distance: distance,
      sharedPrefix: zip(folded, label.folded).prefix { $0 == $1 }.count
    )
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  private func index(of name: StoredName, _ entry: EntryHandle) -> Int? {
    owners.indices.first { index in
      owners[index] == entry.rawValue && letters[index] == name.letters.bits && text[range(index)] == name.text[...]
    }
  }
}
