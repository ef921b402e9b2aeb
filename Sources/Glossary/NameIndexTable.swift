import SourceText

/// One name of one entry, as the index stores it: 94 bits of the name's key, its tier and its owner.
struct NamePosting: Hashable, Sendable {
  let joined: UInt64
  /// 30 bits of the exact key, and the tier less one.
  let exactAndTier: UInt32
  let owner: UInt32

  init(key: LabelKey, tier: Int, owner: EntryHandle) {
    joined = key.joined
    exactAndTier = Self.exact(key) | UInt32(truncatingIfNeeded: min(max(tier, 1), 4) - 1)
    self.owner = owner.rawValue
  }

  var tier: Int { Int(exactAndTier & 3) + 1 }
  var entry: EntryHandle { EntryHandle(owner) }

  func isExactly(_ key: LabelKey) -> Bool { joined == key.joined && exactAndTier & ~3 == Self.exact(key) }

  func hasKey(of other: NamePosting) -> Bool {
    joined == other.joined && exactAndTier & ~3 == other.exactAndTier & ~3
  }

  private static func exact(_ key: LabelKey) -> UInt32 { UInt32(truncatingIfNeeded: key.exact) & ~3 }
}

/// An order of postings whose first 32 bits are spread evenly, so that they can choose the shard.
protocol PostingOrder {
  static func position(_ posting: NamePosting) -> UInt32
  static func precedes(_ left: NamePosting, _ right: NamePosting) -> Bool
}

enum ByKey: PostingOrder {
  static func position(_ posting: NamePosting) -> UInt32 { UInt32(truncatingIfNeeded: posting.joined >> 32) }

  static func precedes(_ left: NamePosting, _ right: NamePosting) -> Bool {
    if left.joined != right.joined { return left.joined < right.joined }
    if left.exactAndTier != right.exactAndTier { return left.exactAndTier < right.exactAndTier }
    return left.owner < right.owner
  }
}

enum ByOwner: PostingOrder {
  /// Multiplication by an odd number is one to one and spreads consecutive handles over the shards.
  static func position(owner: UInt32) -> UInt32 { owner &* 0x9E37_79B1 }
  static func position(_ posting: NamePosting) -> UInt32 { position(owner: posting.owner) }

  static func precedes(_ left: NamePosting, _ right: NamePosting) -> Bool {
    if left.owner != right.owner { return position(left) < position(right) }
    if left.joined != right.joined { return left.joined < right.joined }
    return left.exactAndTier < right.exactAndTier
  }
}

/// A sorted set of postings, cut into shards of some hundred by the leading bits of their positions.
///
/// A copy shares all shards, and a change then copies only the shards it touches: some kilobytes each, whatever the
/// number of entries. Tables of the same postings are made of equal values, however they came to be.
struct NameIndexTable<Order: PostingOrder>: Sendable {
  private var shards: [[NamePosting]] = [[]]
  private var shardBits: UInt32 = 0
  private(set) var count = 0

  /// Shards are halved when they hold more than this on average.
  private static var shardLimit: Int { 256 }

  init() {}

  /// A table of postings in any order, each once.
  init(_ postings: [NamePosting]) {
    while postings.count > Self.shardLimit << Int(shardBits), shardBits < 20 { shardBits += 1 }
    count = postings.count
    var counts = [Int](repeating: 0, count: 1 << Int(shardBits))
    for posting in postings { counts[shardIndex(Order.position(posting))] += 1 }
    shards = counts.map { count in
      var shard: [NamePosting] = []
      shard.reserveCapacity(count)
      return shard
    }
    for posting in postings { shards[shardIndex(Order.position(posting))].append(posting) }
    for shard in shards.indices { shards[shard].sort(by: Order.precedes) }
  }

  mutating func insert(_ posting: NamePosting) {
    let shard = shardIndex(Order.position(posting))
    let index = shards[shard].partitioningIndex { !Order.precedes($0, posting) }
    if index < shards[shard].count, shards[shard][index] == posting { return }
    shards[shard].insert(posting, at: index)
    count += 1
    if count > Self.shardLimit << Int(shardBits) { split() }
  }

  mutating func remove(_ posting: NamePosting) {
    let shard = shardIndex(Order.position(posting))
    let index = shards[shard].partitioningIndex { !Order.precedes($0, posting) }
    guard index < shards[shard].count, shards[shard][index] == posting else { return }
    shards[shard].remove(at: index)
    count -= 1
  }

  /// Calls `body` with the postings at a position from the first that `isBefore` denies, until `body` says stop.
  func forEach(
    at position: UInt32,
    from isBefore: (NamePosting) -> Bool,
    _ body: (NamePosting) -> Bool
  ) {
    let shard = shards[shardIndex(position)]
    var index = shard.partitioningIndex { !isBefore($0) }
    while index < shard.count, body(shard[index]) { index += 1 }
  }

  private func shardIndex(_ position: UInt32) -> Int {
    // Shifting by the full width gives zero in Swift, which is the only shard there is then.
    Int(position >> (32 - shardBits))
  }

  private mutating func split() {
    guard shardBits < 20 else { return }
    shardBits += 1
    var halves: [[NamePosting]] = []
    halves.reserveCapacity(shards.count * 2)
    for shard in shards {
      let boundary = UInt32(truncatingIfNeeded: halves.count + 1) << (32 - shardBits)
      let middle = shard.partitioningIndex { Order.position($0) >= boundary }
      halves.append(Array(shard[..<middle]))
      halves.append(Array(shard[middle...]))
    }
    shards = halves
  }
}

extension NameIndexTable {
  /// All postings, in order.
  var postings: some Sequence<NamePosting> { shards.lazy.joined() }
}
