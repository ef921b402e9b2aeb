package import Rules

/// Problems that a project has accepted, so that a check speaks of new ones only.
///
/// Problems are told apart by page, rule and subject, not by line, so that edits elsewhere on a page change nothing.
/// Of equal ones the number counts: where two were accepted, the third is new.
package struct Baseline: Sendable, Equatable {
  package private(set) var counts: [ProblemKey: Int] = [:]

  package init() {}

  package init(of problems: [Problem]) {
    for problem in problems { add(ProblemKey(problem), 1) }
  }

  mutating func add(_ key: ProblemKey, _ count: Int) {
    counts[key, default: 0] += count
  }

  /// The problems of a check, parted by a baseline; each part keeps the order.
  package struct Comparison: Sendable, Equatable {
    package var new: [Problem] = []
    package var baselined: [Problem] = []
    /// What the baseline holds and the check did not find, with the number that is missing, in order.
    package var fixed: [(key: ProblemKey, count: Int)] = []

    package static func == (left: Comparison, right: Comparison) -> Bool {
      left.new == right.new && left.baselined == right.baselined
        && left.fixed.elementsEqual(right.fixed) { $0 == $1 }
    }
  }

  /// Parts the problems of a check. Only problems of `pages` can have been fixed; nil means that all were checked.
  package func filter(_ problems: [Problem], checked pages: Set<String>? = nil) -> Comparison {
    var left = counts
    var result = Comparison()
    for problem in problems {
      let key = ProblemKey(problem)
      if let count = left[key], count > 0 {
        left[key] = count - 1
        result.baselined.append(problem)
      } else {
        result.new.append(problem)
      }
    }
    result.fixed =
      left
      .filter { $0.value > 0 && pages?.contains($0.key.page) != false }
      .sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
    return result
  }

  /// The file's content: one line for each, sorted, so that version control shows and merges it well.
  package func write() -> [UInt8] {
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", Self.version)
      json.array("problems", .lines) { json in
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
          json.object { json in
            json.member("page", key.page)
            json.member("rule", key.rule)
            json.member("subject", key.subject)
            json.member("count", count)
          }
        }
      }
    }
    return json.finished()
  }

  static let version = 1
}
