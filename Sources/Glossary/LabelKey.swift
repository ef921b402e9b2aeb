/// A 128-bit fingerprint of a label's normal form, the same in every process and on every machine.
///
/// Indexes of a million names are keyed by it, since the names themselves would not fit. Labels that differ in
/// nothing but hyphens, blanks and apostrophes share `joined`, so one index answers for both ways to compare.
package struct LabelKey: Hashable, Comparable, Sendable {
  /// The fingerprint of the normal form without hyphens, blanks and apostrophes: `K-Means`, `K Means` and `KMeans` are one.
  package let joined: UInt64
  /// The fingerprint of the whole normal form.
  package let exact: UInt64

  /// The key of a label, given as the UTF-8 bytes between its brackets. No text is made while they are ASCII.
  package init(_ label: Span<UInt8>, matching: LabelMatching = .commonMark, use: LabelUse = .shownText) {
    let rules = LabelRules(matching: matching, use: use)
    if let hasher = rules.normalizeASCII(label, into: LabelHasher()) {
      self = hasher.key
    } else {
      self.init(normalized: rules.normalizeScalars(label).span)
    }
  }

  package init(_ label: String, matching: LabelMatching = .commonMark, use: LabelUse = .shownText) {
    self.init(label.utf8.span, matching: matching, use: use)
  }

  /// The key of a label that `Label.normalized` has made.
  package init(normalized label: Span<UInt8>) {
    var hasher = LabelHasher()
    var index = 0
    while index < label.count {
      if Self.isJoin(label, at: index) {
        let end = index + (label[index] == 0xC2 ? 2 : 3)
        while index < end {
          hasher.appendUnjoined(label[index])
          index += 1
        }
      } else {
        hasher.append(label[index])
        index += 1
      }
    }
    self = hasher.key
  }

  fileprivate init(joined: UInt64, exact: UInt64) {
    self.joined = joined
    self.exact = exact
  }

  /// The key of a label whose normal form is empty: it matches nothing.
  package static let none = LabelHasher().key

  package static func < (left: LabelKey, right: LabelKey) -> Bool {
    (left.joined, left.exact) < (right.joined, right.exact)
  }

  /// Whether a no-break space (U+00A0), a hyphen or dash (U+2010 to U+2013) or a typographic apostrophe (U+2018,
  /// U+2019) begins at `index`.
  private static func isJoin(_ label: Span<UInt8>, at index: Int) -> Bool {
    if label[index] == 0xC2 { return index + 1 < label.count && label[index + 1] == 0xA0 }
    guard label[index] == 0xE2, index + 2 < label.count, label[index + 1] == 0x80 else { return false }
    return (0x90...0x93).contains(label[index + 2]) || (0x98...0x99).contains(label[index + 2])
  }
}

private struct LabelHasher: ByteSink {
  private var joined = LabelHashLane()
  private var exact = LabelHashLane()

  mutating func append(_ byte: UInt8) {
    exact.append(byte)
    if byte > UInt8(ascii: "-") {
      joined.append(byte)
      return
    }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "'"): break
    // A hashtag's sign is not the name's, but C# is not C.
    case UInt8(ascii: "#") where joined.isEmpty: break
    default: joined.append(byte)
    }
  }

  mutating func appendUnjoined(_ byte: UInt8) { exact.append(byte) }

  var key: LabelKey { LabelKey(joined: joined.hash, exact: exact.hash) }
}

/// Multiply and fold over words of eight bytes. Not seeded, so that keys can be compared across runs; labels are
/// the author's own, so nobody gains by making two of them collide.
private struct LabelHashLane {
  private var word: UInt64 = 0
  private var count: UInt64 = 0
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  var isEmpty: Bool { count == 0 }

  mutating func append(_ byte: UInt8) {
    word = word << 8 | UInt64(byte)
    count &+= 1
    if count & 7 == 0 {
      state = Self.mixed(state, word)
      word = 0
    }
  }

  var hash: UInt64 {
    var hash = Self.mixed(Self.mixed(state, word), count)
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ hash >> 32
  }

  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let input = state ^ word
    let product = input.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    // The input is mixed in again, so that a product of zero does not forget what came before.
    return product.high ^ product.low ^ (input << 29 | input >> 35)
  }
}
