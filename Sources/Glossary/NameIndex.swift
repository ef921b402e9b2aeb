/// Finds the entries that a label names, tier by tier.
///
/// A value: a copy is a snapshot, and costs nothing until one of the two changes. Only the names of tiers 1 to 4
/// are stored, as fingerprints; plurals, singulars and hyphens are worked out from the label that is asked for.
package struct NameIndex: Sendable {
  /// How labels are compared. Names are read as labels of definitions, since that is what they would become.
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
      let normal = Label.normalized(name.name.utf8.span, matching: matching, use: .definition)
      if normal.isEmpty { continue }
      postings.append(NamePosting(key: LabelKey(normalized: normal.span), tier: name.tier, owner: owner))
      if let joined = HyphenFold.folded(normal) {
        let key = LabelKey(normalized: joined.span).inOtherSpace
        postings.append(NamePosting(key: key, tier: name.tier, owner: owner))
      }
    }
    postings.sort(by: ByOwner.precedes)
    var unique: [NamePosting] = []
    unique.reserveCapacity(postings.count)
    for posting in postings where unique.last?.hasKey(of: posting) != true { unique.append(posting) }
    return unique
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
  /// The entries that a label names, or nil if none does.
  package func lookup(
    _ label: Span<UInt8>,
    use: LabelUse = .shownText
  ) -> NameMatch? {
    if let match = lookup(LabelKey(label, matching: matching, use: use)) { return match }
    let normal = Label.normalized(label, matching: matching, use: use)
    return normal.isEmpty ? nil : lookupInflected(normal)
  }

  package func lookup(_ label: String, use: LabelUse = .shownText) -> NameMatch? {
    lookup(label.utf8.span, use: use)
  }

  /// The entries that have the name with this key, in tiers 1 to 4 alone.
  package func lookup(_ key: LabelKey) -> NameMatch? {
    var found = Deciding()
    find(key, addingToTier: 0, in: &found)
    return found.match
  }

  private func lookupInflected(_ label: [UInt8]) -> NameMatch? {
    let singulars = EnglishInflection.singulars(ofNormalized: label)
    var found = Deciding()
    for singular in singulars {
      find(LabelKey(normalized: singular.span), addingToTier: 4, in: &found)
    }
    if let match = found.match { return match }
    for plural in EnglishInflection.plurals(ofNormalized: label) {
      find(LabelKey(normalized: plural.span), asTier: 9, in: &found)
    }
    if let match = found.match { return match }
    let folded = HyphenFold.folded(label)
    for form in [folded ?? label] + EnglishInflection.singulars(ofNormalized: folded ?? label) {
      let key = LabelKey(normalized: form.span)
      find(key.inOtherSpace, asTier: 10, in: &found)
      if folded != nil { find(key, asTier: 10, in: &found) }
    }
    return found.match
  }

  private func find(_ key: LabelKey, addingToTier base: Int = 0, asTier fixed: Int? = nil, in found: inout Deciding) {
    byKey.forEach(at: UInt32(truncatingIfNeeded: key.high >> 32), from: { $0.high < key.high }) { posting in
      guard posting.high == key.high else { return false }
      if posting.hasKey(key) { found.add(posting.entry, tier: fixed ?? posting.tier + base) }
      return true
    }
  }
}

/// The entries of the lowest tier seen so far.
private struct Deciding {
  private var tier = Int.max
  private var entries: [EntryHandle] = []

  mutating func add(_ entry: EntryHandle, tier: Int) {
    if tier > self.tier { return }
    if tier < self.tier {
      self.tier = tier
      entries.removeAll(keepingCapacity: true)
    }
    if !entries.contains(entry) { entries.append(entry) }
  }

  var match: NameMatch? { entries.isEmpty ? nil : NameMatch(tier: tier, entries: entries.sorted()) }
}
