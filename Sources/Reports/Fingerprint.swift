import Rules

/// What stays the same of a problem when its page is edited elsewhere.
package struct ProblemKey: Hashable, Sendable {
  package var page: String
  package var rule: String
  package var subject: String

  package init(page: String, rule: String, subject: String) {
    self.page = page
    self.rule = rule
    self.subject = subject
  }
}

extension ProblemKey {
  init(_ problem: Problem) {
    self.init(page: problem.page, rule: problem.rule, subject: problem.subject)
  }
}

extension ProblemKey: Comparable {
  /// Orders by the bytes of page, rule and subject.
  package static func < (left: ProblemKey, right: ProblemKey) -> Bool {
    if left.page != right.page { return left.page.utf8.lexicographicallyPrecedes(right.page.utf8) }
    if left.rule != right.rule { return left.rule.utf8.lexicographicallyPrecedes(right.rule.utf8) }
    return left.subject.utf8.lexicographicallyPrecedes(right.subject.utf8)
  }
}

/// Gives each problem of a report a fingerprint of its own that survives edits elsewhere on its page.
struct Fingerprints {
  private var occurrences: [ProblemKey: Int] = [:]

  /// The fingerprint of the next problem, as 32 hexadecimal digits. Problems must come in the order of the report,
  /// since equal ones are told apart by their number.
  mutating func next(_ problem: Problem) -> String {
    let key = ProblemKey(problem)
    let occurrence = occurrences[key, default: 0]
    occurrences[key] = occurrence + 1
    var hash = FNV1a()
    for part in [key.rule, key.page, key.subject] {
      hash.combine(part.utf8)
      hash.combine(CollectionOfOne(0))
    }
    hash.combine(String(occurrence).utf8)
    return hash.hexadecimal
  }
}

/// The 128-bit FNV-1a hash: the same on every machine and in every run.
package struct FNV1a {
  private var value: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

  package init() {}

  package mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value ^= UInt128(byte)
      value &*= 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
  }

  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 32 - digits.utf8.count) + digits
  }
}
