import Glossary

/// A name that was found, with what decides its rank.
struct FoundName: Sendable {
  var name: OfferedName
  var match: FuzzyMatch
  /// How many references have it as their label.
  var uses: Int
}

extension CompletionIndex {
  /// The names that fit a query best, best first.
  ///
  /// Letters that are scattered over a name count only where little else is found.
  func search(_ query: FuzzyQuery, limit: Int) -> (names: [FoundName], isComplete: Bool) {
    var best = BestNames(limit: limit)
    for (rank, index) in order.enumerated() {
      pages[index]?.forEachMatch(query, atStart: true) { name, match in best.add(rank, index, name, match, self) }
    }
    // A letter or two begin so many names that those in which they begin another word need not be looked at.
    if best.count < limit {
      best = BestNames(limit: limit)
      for (rank, index) in order.enumerated() {
        pages[index]?.forEachMatch(query, atStart: false) { name, match in best.add(rank, index, name, match, self) }
      }
    }
    if best.count < 10 {
      for (rank, index) in order.enumerated() {
        pages[index]?.forEachSubsequence(query) { name, match in best.add(rank, index, name, match, self) }
      }
    }
    let names = best.sorted().compactMap { candidate -> FoundName? in
      guard let name = pages[Int(candidate.page)]?.names[Int(candidate.name)] else { return nil }
      return FoundName(name: name, match: candidate.match, uses: Int(candidate.uses))
    }
    return (names, best.count <= limit)
  }
}

/// The best of many names, without keeping the others.
private struct BestNames {
  struct Candidate {
    var match: FuzzyMatch
    var uses: Int32
    var length: Int32
    /// The page's place in the order of paths.
    var rank: Int32
    var page: Int32
    var name: Int32

    static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
      if left.match != right.match { return left.match < right.match }
      if left.uses != right.uses { return left.uses > right.uses }
      if left.length != right.length { return left.length < right.length }
      return (left.rank, left.name) < (right.rank, right.name)
    }
  }

  let limit: Int
  /// How many names were added, kept or not.
  private(set) var count = 0
  private var kept: [Candidate] = []
  private var worst: Candidate?

  init(limit: Int) { self.limit = max(1, limit) }

  mutating func add(_ rank: Int, _ page: Int, _ name: Int, _ match: FuzzyMatch, _ index: CompletionIndex) {
    guard let found = index.pages[page]?.names[name] else { return }
    count += 1
    let candidate = Candidate(
      match: match,
      uses: Int32(clamping: index.uses(of: found.key)),
      length: found.folded.upperBound - found.folded.lowerBound,
      rank: Int32(clamping: rank),
      page: Int32(clamping: page),
      name: Int32(clamping: name)
    )
    if let worst, !Candidate.precedes(candidate, worst) { return }
    kept.append(candidate)
    guard kept.count >= limit * 2 else { return }
    kept.sort(by: Candidate.precedes)
    kept.removeLast(kept.count - limit)
    worst = kept.last
  }

  func sorted() -> ArraySlice<Candidate> { kept.sorted(by: Candidate.precedes).prefix(limit) }
}
