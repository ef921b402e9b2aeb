import SourceText
import Threads
package import Workspace

/// All rules, and what they find together.
package enum RuleCatalog {
  /// In the order in which they are listed for people.
  package static let rules: [any Rule.Type] = [
    DanglingReference.self,
    UndefinedLabel.self,
    BrokenTarget.self,
    DuplicateDefinition.self,
    DefinitionInList.self,
    DuplicateEntry.self,
    AmbiguousReference.self,
    MalformedReferences.self,
    RedirectCycle.self,
    WrongPage.self,
    EntryOrder.self,
    SeeAlso.self,
    EmptyEntry.self,
    MissingAsset.self,
    MissingDefinition.self,
    UnusedDefinition.self,
    OrphanEntry.self,
    OneWaySeeAlso.self,
    UnlinkedMention.self,
    PageTooComplex.self,
    UnreadableText.self,
    UnusedIgnore.self,
  ]

  package static let descriptions = rules.map { $0.description }

  /// What the configuration must know of the rules.
  package static let knownRules = descriptions.map {
    KnownRule(id: $0.id, summary: $0.summary, defaultLevel: $0.defaultLevel)
  }

  package static func description(of id: String) -> RuleDescription? { rule(id)?.description }

  /// The problems of one page, in the order of reports.
  ///
  /// - Parameter threads: how many rules look at the page at a time; the result is the same for any number.
  package static func problems(
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage,
    levels: RuleLevels,
    threads: Int = 1
  ) -> [Problem] {
    let context = RuleContext(page, in: snapshot, usage: usage, levels: levels)
    let rules = rules.filter { levels.level(of: $0.description) != .off }
    let problems = joined(Parallel.map(rules, threads: threads) { $0.check(context) })
    var kept = Suppression(page.parsed).apply(to: problems, in: context)
    kept.sort()
    return kept
  }

  /// The problems of pages, in the order of reports.
  ///
  /// - Parameter threads: how many pages are checked at a time; the result is the same for any number.
  package static func problems(
    on pages: [Page],
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage,
    levels: RuleLevels,
    threads: Int
  ) -> [Problem] {
    var found = joined(
      Parallel.map(pages, threads: threads) { page in
        problems(on: page, in: snapshot, usage: usage, levels: levels)
      }
    )
    found.sort()
    return found
  }

  /// The problems of all lists: a tenth of what a check holds, so that they are neither held twice nor given room to grow.
  private static func joined(_ lists: consuming [[Problem]]) -> [Problem] {
    var all: [Problem] = []
    all.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for index in lists.indices {
      all += lists[index]
      lists[index] = []
    }
    return all
  }

  /// Whether the problems of a page may change with nothing but the words of other pages.
  package static func dependsOnWordsElsewhere(_ page: Page, levels: RuleLevels) -> Bool {
    rules.contains { $0.dependsOnWordsElsewhere(page) && levels.level(of: $0.description) != .off }
  }

  /// Ways to mend a problem that was found in the same snapshot, best first.
  package static func fixes(
    for problem: Problem,
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage
  ) -> [Fix] {
    guard let rule = rule(problem.rule), rule.description.isFixable, let page = snapshot.page(at: problem.page) else {
      return []
    }
    let context = RuleContext(page, in: snapshot, usage: usage, levels: RuleLevels(snapshot.configuration))
    return rule.fixes(for: problem, in: context)
  }

  /// Ways to mend problems that were found in the same snapshot, best first; problems without any are left out.
  ///
  /// - Parameters:
  ///   - problems: in the order of reports, so that what is known of a page is worked out once.
  ///   - onlyPreferred: whether rules without preferred fixes are not asked.
  ///   - threads: how many pages are looked at at a time; the result is the same for any number.
  package static func fixes(
    for problems: [Problem],
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage,
    onlyPreferred: Bool = false,
    threads: Int
  ) -> [Problem: [Fix]] {
    let found = Parallel.map(pages(of: problems), threads: threads) { problems -> [(Problem, [Fix])] in
      guard let page = problems.first.flatMap({ snapshot.page(at: $0.page) }) else { return [] }
      let context = RuleContext(page, in: snapshot, usage: usage, levels: RuleLevels(snapshot.configuration))
      return problems.compactMap { problem in
        guard let rule = rule(problem.rule), rule.description.isFixable,
          rule.hasPreferredFixes || !onlyPreferred
        else { return nil }
        let fixes = rule.fixes(for: problem, in: context)
        return fixes.isEmpty ? nil : (problem, fixes)
      }
    }
    return Dictionary(found.joined(), uniquingKeysWith: { first, _ in first })
  }

  private static func pages(of problems: [Problem]) -> [ArraySlice<Problem>] {
    var pages: [ArraySlice<Problem>] = []
    var start = 0
    for index in problems.indices where index + 1 == problems.count || problems[index + 1].page != problems[index].page
    {
      pages.append(problems[start...index])
      start = index + 1
    }
    return pages
  }

  private static func rule(_ id: String) -> (any Rule.Type)? { rules.first { $0.description.id == id } }
}
