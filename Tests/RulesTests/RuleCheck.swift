import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// A workspace with the places that a rule finds, marked.
struct RuleCase: Sendable, CustomTestStringConvertible {
  var name: String
  var rule: String
  /// See ``MarkedWorkspace``. Where the marks have severities, those are compared too.
  var text: String

  var testDescription: String { "\(rule): \(name)" }

  init(_ rule: String, _ name: String, _ text: String) {
    self.rule = rule
    self.name = name
    self.text = text
  }

  func check() {
    let workspace = MarkedWorkspace(text)
    let checked = CheckedWorkspace(workspace, rule: rule)
    let showsSeverity = workspace.marks.contains { $0.severity != nil }
    let found = checked.problems.filter { $0.rule == rule }.map { problem in
      MarkedWorkspace.Mark(
        path: problem.page,
        range: problem.range,
        severity: showsSeverity ? problem.severity.name : nil
      )
    }
    #expect(workspace.marking(found) == workspace.marking(workspace.marks), "\(checked.messages)")
  }
}

/// What a fix makes of a workspace.
struct FixCase: Sendable, CustomTestStringConvertible {
  var rule: String
  var title: String
  /// Without marks; the first problem of the rule is mended, or the one in which the cursor stands.
  var before: String
  /// The files that change.
  var after: String

  var testDescription: String { "\(rule): \(title)" }

  init(_ rule: String, _ title: String, _ before: String, becomes after: String) {
    self.rule = rule
    self.title = title
    self.before = before
    self.after = after
  }

  func check() throws {
    let workspace = MarkedWorkspace(before)
    let checked = CheckedWorkspace(workspace, rule: rule)
    let problem = try #require(
      checked.problems.first { problem in
        guard problem.rule == rule else { return false }
        guard let cursor = workspace.cursor else { return true }
        return cursor.path == problem.page && problem.range.touches(cursor.offset)
      },
      "\(checked.messages)"
    )
    let fixes = checked.fixes(for: problem)
    let fix = try #require(fixes.first { $0.title == title }, "\(fixes.map(\.title))")
    let changed = checked.applying(fix)
    let expected = MarkedWorkspace(after)
    for path in Set(expected.paths).union(fix.edits.map(\.page)) {
      #expect(changed[path] == expected.files[path], "\(path)")
    }
    checked.expectMended(problem, by: fix)
  }
}

/// A workspace with its problems.
struct CheckedWorkspace {
  let files: [String: String]
  let snapshot: WorkspaceSnapshot
  let usage: WorkspaceUsage
  let problems: [Problem]
  private let levels: RuleLevels

  /// - Parameter rule: one to turn on if it is off.
  init(_ workspace: MarkedWorkspace, rule: String? = nil) {
    let snapshot = workspace.load().index.snapshot
    var configured = snapshot.configuration.rules
    if let rule, RuleCatalog.description(of: rule)?.defaultLevel == .off { configured[rule] = .hint }
    files = workspace.files
    self.snapshot = snapshot
    usage = WorkspaceUsage(of: snapshot)
    levels = RuleLevels(configured)
    problems = RuleCatalog.problems(
      on: snapshot.sortedPages,
      in: snapshot,
      usage: usage,
      levels: levels,
      threads: 1
    )
  }

  private init(files: [String: String], rule: String) {
    var literal = ""
    for (path, text) in files {
      literal += "//- \(path)\n" + (text.hasSuffix("\n") ? String(text.dropLast()) : text) + "\n"
    }
    self.init(MarkedWorkspace(literal), rule: rule)
  }

  var messages: String {
    problems.map { "\($0.page) \($0.range) \($0.severity) \($0.rule): \($0.message)" }.joined(separator: "\n")
  }

  func fixes(for problem: Problem) -> [Fix] { RuleCatalog.fixes(for: problem, in: snapshot, usage: usage) }

  /// The files with a fix applied.
  func applying(_ fix: Fix) -> [String: String] {
    var changed = files
    for edit in fix.edits {
      guard let text = snapshot.page(at: edit.page)?.text.applying(edit.edits) else {
        Issue.record("\(fix.title) does not apply to \(edit.page): \(edit.edits)")
        continue
      }
      changed[edit.page] = text[ByteRange(0, text.count)]
    }
    return changed
  }

  /// What a fix leaves has the problem no more, and no error or warning that was not there.
  func expectMended(_ problem: Problem, by fix: Fix) {
    let after = CheckedWorkspace(files: applying(fix), rule: problem.rule)
    func count(_ problems: [Problem]) -> Int {
      problems.count { $0.rule == problem.rule && $0.subject == problem.subject && $0.page == problem.page }
    }
    #expect(count(after.problems) < count(problems), "\(fix.title) leaves the problem:\n\(after.messages)")
    let old = Set(problems.map { "\($0.page) \($0.rule) \($0.subject)" })
    for new in after.problems where new.severity >= .error {
      #expect(old.contains("\(new.page) \(new.rule) \(new.subject)"), "\(fix.title) brings: \(new.message)")
    }
  }
}
