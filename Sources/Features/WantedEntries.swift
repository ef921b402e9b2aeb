import Glossary
import Rules
package import SourceText
package import Workspace

/// The labels that nothing has the name of, by number of uses: the entries to write next.
package enum WantedEntries {
  /// Gathers the dangling references of some pages, the most used label first.
  ///
  /// Labels that differ in case, hyphens, blanks or number are one. A label is left out that no name could be, that
  /// the pages ask to be silent about, or that stands only where brackets are often just brackets.
  ///
  /// - Parameter threads: how many pages are read at a time; the result is the same for any number.
  package static func wanted(on pages: [Page], in snapshot: WorkspaceSnapshot, threads: Int) -> [WantedEntry] {
    let rule = DanglingReference.description.id
    // Not as configured: the severity by place tells a reference from a bracket.
    var levels: [String: RuleLevel] = [:]
    for other in RuleCatalog.descriptions where other.id != rule { levels[other.id] = .off }
    let usage = WorkspaceUsage(of: snapshot)
    let problems = RuleCatalog.problems(
      on: pages,
      in: snapshot,
      usage: usage,
      levels: RuleLevels(levels),
      threads: threads
    )
    var groups: [UInt64: Group] = [:]
    for problem in problems where problem.rule == rule {
      let label = collapsed(problem.subject)
      let use = WantedEntry.Use(page: problem.page, range: problem.range, label: label)
      groups[LabelKey(label).joined, default: Group(label)].add([use], isCertain: problem.severity > .hint)
    }
    return withPlurals(groups).filter(\.isCertain)
      .map { group in
        var entry = WantedEntry(group.uses)
        entry.nearest = usage.names(nearestTo: entry.label).first?.name
        return entry
      }
      .sorted { $0.precedes($1) }
  }

  /// Puts plurals together with their singulars, where both are used.
  private static func withPlurals(_ groups: [UInt64: Group]) -> [Group] {
    var result: [UInt64: Group] = [:]
    for (key, group) in groups {
      var key = key
      // "analyseses" may lead to "analyses" and on to "analysis", and no further.
      for _ in 0..<2 {
        let singulars = EnglishInflection.singularCandidates(of: groups[key]?.name ?? "").map { LabelKey($0).joined }
        guard let singular = singulars.first(where: { groups[$0] != nil && $0 != key }) else { break }
        key = singular
      }
      result[key, default: Group(group.uses.first?.label ?? "")].add(group.uses, isCertain: group.isCertain)
    }
    return Array(result.values)
  }

  private static func collapsed(_ label: String) -> String {
    label.split { $0.isWhitespace }.joined(separator: " ")
  }
}

/// A label that an entry could be written for.
package struct WantedEntry: Sendable, Hashable {
  package struct Use: Sendable, Hashable {
    package var page: String
    /// The whole reference.
    package var range: ByteRange
    /// As written there, its white space collapsed.
    package var label: String
  }

  /// The spelling that is used most.
  package var label: String
  /// All spellings, the most used first.
  package var spellings: [String]
  /// In the order of pages and places.
  package var uses: [Use]
  /// The name that this is a misspelling of, perhaps.
  package var nearest: String?

  fileprivate init(_ uses: [Use]) {
    self.uses = uses.sorted { left, right in
      left.page == right.page
        ? left.range < right.range : left.page.utf8.lexicographicallyPrecedes(right.page.utf8)
    }
    var counts: [String: Int] = [:]
    for use in uses { counts[use.label, default: 0] += 1 }
    spellings = counts.sorted { left, right in
      left.value == right.value ? left.key.utf8.lexicographicallyPrecedes(right.key.utf8) : left.value > right.value
    }.map(\.key)
    label = spellings.first ?? ""
  }

  fileprivate func precedes(_ other: WantedEntry) -> Bool {
    uses.count == other.uses.count
      ? label.utf8.lexicographicallyPrecedes(other.label.utf8) : uses.count > other.uses.count
  }
}

/// The uses of labels that count as one.
private struct Group {
  /// A label in its normal form.
  let name: String
  private(set) var uses: [WantedEntry.Use] = []
  /// Whether some use can hardly be anything but a reference.
  private(set) var isCertain = false

  init(_ label: String) {
    name = String(decoding: Label.normalized(label.utf8.span), as: UTF8.self)
  }

  mutating func add(_ uses: [WantedEntry.Use], isCertain: Bool) {
    self.uses += uses
    if isCertain { self.isCertain = true }
  }
}
