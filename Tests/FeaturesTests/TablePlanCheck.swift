import Features
import MarkdownSyntax
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// A workspace, the plan for its tables, and what the plan makes of it.
struct PlannedWorkspace {
  let files: [String: String]
  let snapshot: WorkspaceSnapshot
  let plan: TablePlan
  private let names: TablePlan.Names

  init(_ literal: String, names: TablePlan.Names = .used) {
    self.init(MarkedWorkspace(literal).files, names: names)
  }

  init(_ files: [String: String], names: TablePlan.Names = .used) {
    self.init(files, snapshot: Self.load(files), names: names)
  }

  init(_ files: [String: String], snapshot: WorkspaceSnapshot, names: TablePlan.Names) {
    self.files = files
    self.names = names
    self.snapshot = snapshot
    plan = TablePlan.plan(for: snapshot, names: names)
  }

  private static func load(_ files: [String: String]) -> WorkspaceSnapshot {
    var literal = ""
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      literal += "//- \(path)\n" + (text.hasSuffix("\n") ? String(text.dropLast()) : text) + "\n"
    }
    return MarkedWorkspace(String(literal.dropLast())).load().index.snapshot
  }

  /// The files with the plan's edits.
  var filesAfter: [String: String] {
    var after = files
    for edit in plan.edits {
      guard let text = snapshot.page(at: edit.page)?.text.applying(edit.edits) else {
        Issue.record("The edits of \(edit.page) overlap: \(edit.edits)")
        continue
      }
      after[edit.page] = text[ByteRange(0, text.count)]
    }
    return after
  }

  /// What is left to the author, one line each.
  var questions: [String] {
    plan.questions.map { question in
      let place = question.places.first.map { "\($0.page): " } ?? ""
      switch question.reason {
      case .ambiguous(let titles): return "\(place)[\(question.label)] is \(titles.joined(separator: " or "))"
      case .noTable: return "\(place)[\(question.label)] has no table"
      case .taken(let file): return "\(place)[\(question.label)] is taken in \(file)"
      case .undefinable: return "\(place)[\(question.label)] cannot be defined"
      case .unknownTarget: return "\(place)[\(question.label)] leads nowhere"
      }
    }
  }

  /// What every plan keeps: what linked links still, right lines stand as they stood, and nothing is left to do.
  func expectSound() {
    let after = PlannedWorkspace(filesAfter, names: names)
    #expect(after.plan.edits.isEmpty, "A second plan changes \(after.plan.edits)")
    #expect(after.questions == questions)
    expectSameLinks(after.snapshot)
    for edit in plan.edits { expectSameLines(edit.page, filesAfter) }
  }

  private func expectSameLinks(_ after: WorkspaceSnapshot) {
    let mended = Set(plan.mends.map { "\($0.table) \($0.label)" })
    let added = Set(plan.additions.map { $0.label.lowercased() })
    for page in snapshot.sortedPages where snapshot.isPublished(page) {
      guard let changed = after.page(at: page.path) else { continue }
      #expect(changed.references.count == page.references.count)
      for (old, new) in zip(page.references, changed.references) {
        let (before, now) = (snapshot.resolve(old, on: page), after.resolve(new, on: changed))
        let label = page.label(of: old)
        if before.state == .defined {
          let place = before.definition.map { "\(snapshot[$0.page]?.path ?? "") \(snapshot.label(of: $0))" }
          #expect(now.state == .defined, "[\(label)] on \(page.path) was a link")
          if place.map({ !mended.contains($0) }) ?? true { #expect(target(now, after) == target(before, snapshot)) }
        } else if !after.scope(of: changed).isEmpty, added.contains(label.lowercased()), before.state == .undefinedLabel
        {
          #expect(now.state == .defined, "[\(label)] on \(page.path) is defined and no link")
          #expect(target(now, after) == target(before, snapshot))
        }
      }
    }
  }

  private func target(_ resolution: Resolution, _ snapshot: WorkspaceSnapshot) -> String? {
    resolution.entry.flatMap { snapshot.target(of: $0) }
  }

  /// Every line that was not mended is there, in its order; blank ones at the end may give way to the first definition.
  private func expectSameLines(_ path: String, _ after: [String: String]) {
    let mended = plan.mends.filter { $0.table == path }.map { "[\($0.label)]:" }
    var rest = (after[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false)[...]
    var lines = (files[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    for line in lines {
      if mended.contains(where: { line.drop { $0 == " " }.hasPrefix($0) }) { continue }
      let found = rest.firstIndex(of: line)
      #expect(found != nil, "\(path) has lost \(line)")
      if let found { rest = rest[(found + 1)...] }
    }
  }
}
