/// A 128-bit fingerprint of a label's normal form, the same in every process and on every machine.
///
/// Indexes of a million names are keyed by it, since the names themselves would not fit. Two different labels of
/// such a workspace share a key with a probability below 10⁻²⁶.
package struct LabelKey: Hashable, Comparable, Sendable {
  package let high: UInt64
  package let low: UInt64

  /// The key of a label, given as the UTF-8 bytes between its brackets. No text is made while they are ASCII.
  package init(_ label: Span<UInt8>, matching: LabelMatching = .commonMark, use: LabelUse = .shownText) {
    let rules = LabelRules(matching: matching, use: use)
    var hasher = LabelHasher()
    if rules.normalizeASCII(label, into: &hasher) {
      self = hasher.finish()
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
    for index in label.indices { hasher.append(label[index]) }
    self = hasher.finish()
  }

  fileprivate init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The key of a label whose normal form is empty: it matches nothing.
  package static let none = LabelHasher().finish()

  /// The same label in a second space of keys, where it meets no key of the first.
  var inOtherSpace: LabelKey { LabelKey(high: high ^ 0xA5C3_96E1_7B2D_48F0, low: low) }

  package static func < (left: LabelKey, right: LabelKey) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// Two lanes of multiply-and-fold over words of eight bytes. Not seeded, so that keys can be compared across
/// runs; labels are the author's own, so nobody gains by making two of them collide.
private struct LabelHasher: ByteSink {
  private var word: UInt64 = 0
  private var count: UInt64 = 0
  private var first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  mutating func append(_ byte: UInt8) {
    word = word << 8 | UInt64(byte)
    count &+= 1
    if count & 7 == 0 { mixWord() }
  }

  private mutating func mixWord() {
    first = Self.fold(first ^ word, 0xD6E8_FEB8_6659_FD93)
    second = Self.fold(second &+ word, 0xA076_1D64_78BD_642F) ^ first
    word = 0
  }

  consuming func finish() -> LabelKey {
    mixWord()
    let high = Self.fold(first ^ count, 0xE703_7ED1_A0B4_28DB)
    let low = Self.fold(second ^ (count << 32), 0x8EBC_6AF0_9C88_C6E3)
    return LabelKey(high: Self.finalMix(high ^ low), low: Self.finalMix(low &+ 0x5899_65CC_7537_4CC3))
  }

  private static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    // The value is mixed in again, so that a product of zero does not forget what came before.
    return product.high ^ product.low ^ (value << 29 | value >> 35)
  }

  private static func finalMix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 32
  }
}
