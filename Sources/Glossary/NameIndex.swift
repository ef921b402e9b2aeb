/// Finds the entries that a label names, tier by tier.
///
/// A value: a copy is a snapshot, and costs nothing until one of the two changes. Only the names of tiers 1 to 4
/// are stored, as fingerprints; plurals, singulars and hyphenation are worked out from the label that is asked for.
package struct NameIndex: Sendable {
  /// How labels are compared. Names are read as the shown text of a reference that has no blanks at its ends.
  package let matching: LabelMatching
  private var byKey = NameIndexTable<ByKey>()
  private var byOwner = NameIndexTable<ByOwner>()

  package init(matching: LabelMatching = .commonMark) {
    self.matching = matching
  }

  /// The number of stored names.
  package var nameCount: Int { byKey.count }

  /// Makes `names` the names of `owner`, in place of those it had; returns whether anything changed.
  ///
  /// Where nothing changed nothing is copied, so this may be called for every entry of an edited page.
  @discardableResult
  package mutating func setNames(_ names: [EntryName], of owner: EntryHandle) -> Bool {
    let new = postings(of: names, owner: owner)
    let old = postings(of: owner)
    if new == old { return false }
    for posting in old where !new.contains(posting) { remove(posting) }
    for posting in new where !old.contains(posting) { insert(posting) }
    return true
  }

  /// Adds names to those that `owner` has.
  package mutating func insert(_ names: [EntryName], of owner: EntryHandle) {
    for posting in postings(of: names, owner: owner) { insert(posting) }
  }

  /// What an index stores for the names of some owners.
  package struct Batch: Sendable {
    fileprivate var postings: [NamePosting] = []
  }

  /// Reads names as the index stores them: the costly half of adding many, which may be done on many threads.
  package func batch(_ names: some Sequence<(owner: EntryHandle, names: [EntryName])>) -> Batch {
    var batch = Batch()
    for (owner, names) in names { batch.postings += postings(of: names, owner: owner) }
    return batch
  }

  /// Makes these the names of an index that has none yet; no owner may be in two of the batches.
  package mutating func load(_ batches: [Batch]) {
    var postings: [NamePosting] = []
    postings.reserveCapacity(batches.reduce(0) { $0 + $1.postings.count })
    for batch in batches { postings += batch.postings }
    byKey = NameIndexTable(postings)
    byOwner = NameIndexTable(postings)
  }

  /// Forgets all names of `owner`.
  package mutating func remove(_ owner: EntryHandle) {
    for posting in postings(of: owner) { remove(posting) }
  }

  private mutating func insert(_ posting: NamePosting) {
    byKey.insert(posting)
    byOwner.insert(posting)
  }

  private mutating func remove(_ posting: NamePosting) {
    byKey.remove(posting)
    byOwner.remove(posting)
  }

  /// What the index stores for these names: each key once, with its lowest tier, in the order of `ByOwner`.
  private func postings(of names: [EntryName], owner: EntryHandle) -> [NamePosting] {
    var postings: [NamePosting] = []
    postings.reserveCapacity(names.count)
    for name in names {
      let key = LabelKey(trimmed(name.name), matching: matching, use: .shownText)
      if key != .none { postings.append(NamePosting(key: key, tier: name.tier, owner: owner)) }
    }
    postings.sort(by: ByOwner.precedes)
    var unique: [NamePosting] = []
    unique.reserveCapacity(postings.count)
    for posting in postings where unique.last?.hasKey(of: posting) != true { unique.append(posting) }
    return unique
  }

  /// A name without white space at its ends, which no author means, but which some generators count.
  private func trimmed(_ name: String) -> String {
    var scalars = Substring(name).unicodeScalars
    guard let first = scalars.first, let last = scalars.last, first.isWhiteSpace || last.isWhiteSpace else {
      return name
    }
    scalars = scalars.drop(while: \.isWhiteSpace)
    while let last = scalars.last, last.isWhiteSpace { scalars.removeLast() }
    return String(scalars)
  }

  private func postings(of owner: EntryHandle) -> [NamePosting] {
    let position = ByOwner.position(owner: owner.rawValue)
    var postings: [NamePosting] = []
    byOwner.forEach(at: position, from: { ByOwner.position($0) < position }) { posting in
      guard posting.owner == owner.rawValue else { return false }
      postings.append(posting)
      return true
    }
    return postings
  }
}

extension NameIndex: Equatable {
  /// Whether both answer alike: the same names of the same owners, however they came to be there.
  package static func == (left: NameIndex, right: NameIndex) -> Bool {
    left.matching == right.matching && left.byKey.count == right.byKey.count
      && left.byKey.postings.elementsEqual(right.byKey.postings)
  }
}

// MARK: Lookup

extension NameIndex {
  /// The entries that a label names, or nil if none does. The label is given as the UTF-8 bytes between its brackets.
  package func lookup(_ label: Span<UInt8>, use: LabelUse = .shownText) -> NameMatch? {
    let key = LabelKey(label, matching: matching, use: use)
    if key == .none { return nil }
    return lookup(key) ?? lookupInflected(Label.normalized(label, matching: matching, use: use), key)
  }

  package func lookup(_ label: String, use: LabelUse = .shownText) -> NameMatch? {
    lookup(label.utf8.span, use: use)
  }

  /// The entries that have the name with this key, in tiers 1 to 4 alone.
  package func lookup(_ key: LabelKey) -> NameMatch? {
    var found = DecidingTier()
    forEachPosting(of: key) { if $0.isExactly(key) { found.add($0.entry, tier: $0.tier) } }
    return found.match
  }

  private func lookupInflected(_ label: [UInt8], _ key: LabelKey) -> NameMatch? {
    let singulars = EnglishInflection.singulars(ofNormalized: label).map { LabelKey(normalized: $0.span) }
    var found = DecidingTier()
    for key in singulars {
      forEachPosting(of: key) { if $0.isExactly(key) { found.add($0.entry, tier: $0.tier + 4) } }
    }
    if let match = found.match { return match }
    for plural in EnglishInflection.plurals(ofNormalized: label) {
      let key = LabelKey(normalized: plural.span)
      forEachPosting(of: key) { if $0.isExactly(key) { found.add($0.entry, tier: 9) } }
    }
    if let match = found.match { return match }
    // Within tier 10 a given name still comes before a derived one: "Drop Out" is Dropout, no Dropout Function.
    for (inflected, key) in ([key] + singulars).enumerated() where key.joined != LabelKey.none.joined {
      forEachPosting(of: key) { found.add($0.entry, tier: $0.tier + (inflected > 0 ? 4 : 0)) }
    }
    return found.match.map { NameMatch(tier: 10, entries: $0.entries) }
  }

  /// The entries that a lookup may find: those with a name that differs from the label in no more than number, hyphens,
  /// blanks and apostrophes, each once and in no order.
  package func candidates(for label: String, use: LabelUse = .shownText) -> [EntryHandle] {
    let key = LabelKey(label, matching: matching, use: use)
    if key == .none { return [] }
    let normalized = Label.normalized(label.utf8.span, matching: matching, use: use)
    let inflected =
      EnglishInflection.singulars(ofNormalized: normalized) + EnglishInflection.plurals(ofNormalized: normalized)
    var found: Set<EntryHandle> = []
    for key in [key] + inflected.map({ LabelKey(normalized: $0.span) }) {
      forEachPosting(of: key) { found.insert($0.entry) }
    }
    return Array(found)
  }

  /// The postings that agree with a key but for hyphens, blanks and apostrophes.
  private func forEachPosting(of key: LabelKey, _ body: (NamePosting) -> Void) {
    byKey.forEach(at: UInt32(truncatingIfNeeded: key.joined >> 32), from: { $0.joined < key.joined }) { posting in
      guard posting.joined == key.joined else { return false }
      body(posting)
      return true
    }
  }
}

/// The entries of the lowest tier seen so far.
private struct DecidingTier {
  private var tier = Int.max
  private var entries: [EntryHandle] = []

  mutating func add(_ entry: EntryHandle, tier: Int) {
    if tier > self.tier { return }
    if tier < self.tier {
      self.tier = tier
      entries.removeAll(keepingCapacity: true)
    }
    entries.append(entry)
  }

  /// Each entry once, however many of its names were found.
  var match: NameMatch? {
    guard entries.count > 1 else { return entries.isEmpty ? nil : NameMatch(tier: tier, entries: entries) }
    var sorted = entries.sorted()
    var count = 1
    for index in sorted.indices.dropFirst() where sorted[index] != sorted[count - 1] {
      sorted[count] = sorted[index]
      count += 1
    }
    sorted.removeSubrange(count...)
    return NameMatch(tier: tier, entries: sorted)
  }
}
