import Glossary
import SiteProfiles
import SourceText
package import Workspace

/// Mends all problems that have a fix which is safe unasked, over and over until none is left.
package struct FixAll {
  /// The workspace as it would be.
  package private(set) var index: WorkspaceIndex
  /// The number of fixes that were applied.
  package private(set) var count = 0
  /// The rules whose problems were mended, and how many of each.
  package private(set) var countByRule: [String: Int] = [:]

  private let old: WorkspaceSnapshot
  private let threads: Int
  private let wanted: ([Problem]) -> [Problem]
  private let page: String?
  /// How often problems were mended. Mending others can bring them back, but not for ever.
  private var attempts: [Kind: Int] = [:]
  /// The definitions that were added: one that makes no link does not make one the second time.
  private var defined: Set<Definition> = []

  /// Enough for fixes that uncover others; a workspace needs three or four.
  private static let roundLimit = 100
  private static let attemptLimit = 10

  /// Mends problems.
  ///
  /// - Parameters:
  ///   - pages: the paths of those whose problems are mended; the fixes may change other pages.
  ///   - page: a page that no fix may go beyond.
  ///   - wanted: those of some problems that are to be mended, in their order.
  package init(
    on pages: Set<String>,
    of index: WorkspaceIndex,
    within page: String? = nil,
    threads: Int,
    wanted: @escaping ([Problem]) -> [Problem] = { $0 }
  ) {
    self.index = index
    self.threads = threads
    self.page = page
    self.wanted = wanted
    old = index.snapshot
    for _ in 0..<Self.roundLimit {
      let choice = choose(on: pages)
      guard !choice.edits.isEmpty, apply(choice.edits) else { break }
      defined.formUnion(choice.defined)
      for (kind, number) in choice.counts {
        attempts[kind, default: 0] += 1
        count += number
        countByRule[kind.rule, default: 0] += number
      }
    }
  }

  /// The files that change, in the order of their paths.
  package var rewrites: [FileRewrite] {
    index.snapshot.sortedPages.compactMap { page in
      guard let before = old[page.id], before.text != page.text else { return nil }
      return FileRewrite(path: page.path, old: before.text, new: page.text)
    }
  }

  /// What stays the same of a problem while the text around it changes.
  private struct Kind: Hashable {
    var rule: String
    var page: String
    var subject: String

    init(_ problem: Problem) {
      rule = problem.rule
      page = problem.page
      subject = problem.subject
    }
  }

  private struct Definition: Hashable {
    var page: String
    var label: LabelKey
  }

  /// Fixes that do not get in each other's way.
  private func choose(on pages: Set<String>) -> FixChoice {
    let snapshot = index.snapshot
    let usage = WorkspaceUsage(of: snapshot, threads: threads)
    let found = RuleCatalog.problems(
      on: snapshot.sortedPages.filter { pages.contains($0.path) },
      in: snapshot,
      usage: usage,
      levels: RuleLevels(snapshot.configuration),
      threads: threads
    )
    let problems = wanted(found).filter { attempts[Kind($0), default: 0] < Self.attemptLimit }
    let fixes = RuleCatalog.fixes(for: problems, in: snapshot, usage: usage, onlyPreferred: true, threads: threads)
    var choice = FixChoice(matching: snapshot, before: defined)
    for problem in problems {
      guard let fix = fixes[problem]?.first(where: \.isPreferred), isAllowed(fix, in: snapshot) else { continue }
      if choice.take(fix) { choice.counts[Kind(problem), default: 0] += 1 }
    }
    return choice
  }

  private func isAllowed(_ fix: Fix, in snapshot: WorkspaceSnapshot) -> Bool {
    fix.edits.allSatisfy { edit in
      // A page that is no UTF-8 cannot be written without loss.
      (page == nil || edit.page == page) && snapshot.page(at: edit.page)?.text.decoding.isLossless ?? false
    }
  }

  /// Takes the edits into the index; returns whether they change anything.
  private mutating func apply(_ edits: [PageEdit]) -> Bool {
    guard let rewrites = index.snapshot.rewrites(applying: edits), !rewrites.isEmpty else { return false }
    for rewrite in rewrites { index.rewrite(rewrite.path, to: rewrite.new) }
    return true
  }

  /// Fixes that can be applied at once.
  private struct FixChoice {
    var counts: [Kind: Int] = [:]
    private var byPage: [String: [TextEdit]] = [:]
    private var chosen: Set<[PageEdit]> = []
    private(set) var defined: Set<Definition> = []
    private let before: Set<Definition>
    private let matching: LabelMatching

    init(matching snapshot: WorkspaceSnapshot, before: Set<Definition>) {
      matching = snapshot.profile.labelMatching
      self.before = before
    }

    var edits: [PageEdit] { byPage.map { PageEdit(page: $0.key, edits: $0.value) } }

    /// Takes a fix, if it goes with those that were taken; returns whether its problem will be gone.
    mutating func take(_ fix: Fix) -> Bool {
      // One definition mends all references that lack it.
      if chosen.contains(fix.edits) { return true }
      guard fix.edits.allSatisfy({ page in page.edits.allSatisfy { place(for: $0, on: page.page) != nil } }) else {
        return false
      }
      let new = definitions(in: fix)
      guard before.isDisjoint(with: new) else { return false }
      defined.formUnion(new)
      chosen.insert(fix.edits)
      for page in fix.edits {
        for edit in page.edits {
          guard let place = place(for: edit, on: page.page) else { continue }
          byPage[page.page, default: []].insert(edit, at: place)
        }
      }
      return true
    }

    private func definitions(in fix: Fix) -> [Definition] {
      fix.edits.flatMap { page in
        page.edits.compactMap { edit in
          definedLabel(edit).map {
            Definition(page: page.page, label: LabelKey($0, matching: matching, use: .definition))
          }
        }
      }
    }

    /// Where an edit belongs among those of its page, which are in order; nil where it cannot be applied together with
    /// them. What two insertions at one place become together, nobody can tell, unless they are definitions of
    /// different labels: their order is that of the labels.
    private func place(for new: TextEdit, on page: String) -> Int? {
      let taken = byPage[page] ?? []
      var place = taken.partitioningIndex { $0.range.upperBound >= new.range.lowerBound }
      while place < taken.count, taken[place].range.lowerBound <= new.range.upperBound {
        guard taken[place].range == new.range, let label = definedLabel(new),
          let other = definedLabel(taken[place]),
          LabelKey(label, matching: matching, use: .definition) != LabelKey(other, matching: matching, use: .definition)
        else { return nil }
        let (key, otherKey) = (AlphabeticalKey.wordByWord.key(of: label), AlphabeticalKey.wordByWord.key(of: other))
        if key.lexicographicallyPrecedes(otherKey) { break }
        place += 1
      }
      return place
    }

    /// The label of a definition whose line an edit inserts.
    private func definedLabel(_ edit: TextEdit) -> String? {
      let lines = edit.replacement.split(whereSeparator: \.isNewline)
      guard edit.range.isEmpty, lines.count == 1, let line = lines.first?.drop(while: \.isWhitespace),
        line.hasPrefix("["), let end = line.firstRange(of: "]: ")
      else { return nil }
      return String(line[line.index(after: line.startIndex)..<end.lowerBound])
    }
  }
}
