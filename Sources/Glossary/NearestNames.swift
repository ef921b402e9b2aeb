/// A name that a label may have been meant to be.
package struct NearestName: Hashable, Sendable {
  /// The name as its entry has it, its white space collapsed.
  package var name: String
  package var entry: EntryHandle
  /// The number of letters added, left out, changed or swapped with their neighbour, case aside.
  package var distance: Int

  package init(name: String, entry: EntryHandle, distance: Int) {
    self.name = name
    self.entry = entry
    self.distance = distance
  }
}

/// "Did you mean": finds the names that a label is a misspelling of, among all names of a workspace.
///
/// A value that shares what a copy does not change. A query looks at the names of about the label's length alone, and
/// of these it measures only those made of nearly the same letters.
package struct NearestNames: Sendable {
  /// By the number of scalars of the folded name.
  private var buckets: [NearestNamesBucket] = []

  package init() {}

  /// Names of more scalars than this are not suggested.
  package static let lengthLimit = 120

  /// The largest distance at which a name is near a label of so many scalars.
  package static func bound(forLength length: Int) -> Int {
    switch length {
    case ..<4: 0
    case ..<8: 1
    case ..<16: 2
    default: 3
    }
  }

  /// Adds names. A name that is added twice must be removed twice.
  package mutating func insert(_ names: [EntryName], of entry: EntryHandle) {
    for name in names {
      let stored = StoredName(name.name)
      guard stored.isSuggested else { continue }
      while buckets.count <= stored.count { buckets.append(NearestNamesBucket()) }
      buckets[stored.count].insert(stored, of: entry)
    }
  }

  /// Forgets names that were inserted for the same entry.
  package mutating func remove(_ names: [EntryName], of entry: EntryHandle) {
    for name in names {
      let stored = StoredName(name.name)
      if stored.isSuggested, stored.count < buckets.count { buckets[stored.count].remove(stored, of: entry) }
    }
  }

  /// The names nearest to a label, the best first: at most `limit`, and each entry once.
  package func nearest(to label: String, limit: Int = 3) -> [NearestName] {
    let label = FoldedName(label)
    guard label.isSuggested, limit > 0 else { return [] }
    let bound = Self.bound(forLength: label.count)
    var found: [NearestCandidate] = []
    var measure = EditDistance(label)
    for length in max(label.count - bound, 1)...(label.count + bound) where length < buckets.count {
      buckets[length].search(label, bound: bound, &measure, into: &found)
    }
    found.sort(by: NearestCandidate.isBetter)
    var names: [NearestName] = []
    var known: Set<[UInt8]> = []
    for candidate in found where names.count < limit {
      guard !names.contains(where: { $0.entry == candidate.entry }), known.insert(candidate.folded).inserted else {
        continue
      }
      names.append(candidate.name)
    }
    return names
  }
}

/// A name within the bound, and what ranks it.
struct NearestCandidate {
  let text: ArraySlice<UInt8>
  let folded: [UInt8]
  let entry: EntryHandle
  let distance: Int
  let sharedPrefix: Int

  var name: NearestName {
    NearestName(name: String(decoding: text, as: UTF8.self), entry: entry, distance: distance)
  }

  /// Nearer names first, then those that begin alike for longer, since people mistype beginnings least.
  static func isBetter(_ left: NearestCandidate, _ right: NearestCandidate) -> Bool {
    if left.distance != right.distance { return left.distance < right.distance }
    if left.sharedPrefix != right.sharedPrefix { return left.sharedPrefix > right.sharedPrefix }
    if left.folded != right.folded { return left.folded.lexicographicallyPrecedes(right.folded) }
    return left.entry < right.entry
  }
}

/// A label with what the search compares.
struct FoldedName {
  let folded: [UInt8]
  let scalars: [UInt32]
  let letters: LetterSet

  var count: Int { scalars.count }
  var isSuggested: Bool { !scalars.isEmpty && count <= NearestNames.lengthLimit }

  init(_ name: String) {
    folded = Label.normalized(CollapsedName.bytes(of: name).span)
    scalars = Self.scalars(of: folded[...])
    letters = LetterSet(scalars)
  }

  static func scalars(of utf8: ArraySlice<UInt8>) -> [UInt32] {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.map { UInt32($0) } }
    return String(decoding: utf8, as: UTF8.self).unicodeScalars.map(\.value)
  }
}

/// A name with what is stored of it.
struct StoredName {
  /// The name as it is written, its white space collapsed.
  let text: [UInt8]
  let letters: LetterSet
  /// The number of scalars of the folded name.
  let count: Int

  var isSuggested: Bool { count > 0 && count <= NearestNames.lengthLimit }

  init(_ name: String) {
    let text = CollapsedName.bytes(of: name)
    self.text = text
    if text.allSatisfy({ $0 < 0x80 }) {
      letters = LetterSet(text.lazy.map { UInt32($0 &- 0x41 < 26 ? $0 | 0x20 : $0) })
      count = text.count
    } else {
      let scalars = FoldedName.scalars(of: Label.normalized(text.span)[...])
      letters = LetterSet(scalars)
      count = scalars.count
    }
  }
}

private enum CollapsedName {
  /// A name's bytes, each run of white space one blank, and none at the ends.
  static func bytes(of name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      if byte != 0x20, byte &- 0x09 >= 5 {
        bytes.append(byte)
      } else if let last = bytes.last, last != 0x20 {
        bytes.append(0x20)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return bytes
  }
}

/// Which letters a name has once, and which twice: one edit adds at most one member and takes at most one away.
struct LetterSet: Hashable {
  private(set) var bits: UInt64 = 0

  init(_ scalars: some Sequence<UInt32>) {
    for scalar in scalars {
      let letter = scalar &- 0x61
      if letter < 26 {
        let once = UInt64(1) << UInt64(letter)
        bits |= bits & once == 0 ? once : once << 26
      } else if scalar != 0x20 {
        bits |= UInt64(1) << UInt64(52 + scalar % 12)
      }
    }
  }

  init(bits: UInt64) { self.bits = bits }

  /// Whether so many edits may lead from one to the other.
  func isWithin(_ bound: Int, of other: LetterSet) -> Bool {
    var missing = bits & ~other.bits
    var added = other.bits & ~bits
    for _ in 0..<bound {
      missing &= missing &- 1
      added &= added &- 1
    }
    return missing | added == 0
  }

  /// Whether more edits than so many lead to each of four others.
  func isFar(fromAllOf others: SIMD4<UInt64>, _ bound: Int) -> Bool {
    let own = SIMD4(repeating: bits)
    var missing = own & ~others
    var added = others & ~own
    for _ in 0..<bound {
      missing &= missing &- 1
      added &= added &- 1
    }
    let rest = missing | added
    return rest[0] != 0 && rest[1] != 0 && rest[2] != 0 && rest[3] != 0
  }
}
