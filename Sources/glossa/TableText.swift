import Features
import Reports
import Rules
import SourceText
import Workspace

/// What `glossa table` says of a plan.
struct TableText {
  private var places: ReportPlaces
  private let isWritten: Bool

  /// - Parameters:
  ///   - rewrites: the changes that the plan makes.
  ///   - isWritten: whether they have been made.
  init(_ snapshot: WorkspaceSnapshot, _ rewrites: [FileRewrite], isWritten: Bool) {
    let written = isWritten ? Dictionary(uniqueKeysWithValues: rewrites.map { ($0.path, $0.new) }) : [:]
    places = ReportPlaces { written[$0] ?? snapshot.page(at: $0)?.text }
    self.isWritten = isWritten
  }

  // MARK: Text

  /// The changes by table, the questions, and a summary.
  ///
  /// - Parameter creation: what is made for the plan's table, where it is new.
  consuming func text(_ plan: TablePlan, _ creation: TableCreation?) -> [UInt8] {
    var lines: [String] = []
    for edit in plan.edits {
      lines.append(edit.page == creation?.table ? edit.page + " (new)" : edit.page)
      for addition in plan.additions where addition.table == edit.page {
        let uses = addition.uses > 0 ? "  (\(Self.count(addition.uses, "reference")))" : ""
        lines.append("  add  [\(addition.label)]: \(addition.destination)\(uses)")
      }
      for mend in plan.mends where mend.table == edit.page {
        lines.append("  mend [\(mend.label)]: \(mend.old) -> \(mend.new)")
      }
      lines.append("")
    }
    if let creation { lines += Self.lines(for: creation) }
    if !plan.questions.isEmpty {
      lines.append("Left for you to decide:")
      for question in plan.questions { lines.append("  " + line(for: question)) }
      lines.append("")
    }
    lines.append(summary(of: plan))
    var bytes: [UInt8] = []
    for line in lines {
      DisplayText.append(line, to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// How the pages get a new table.
  private static func lines(for creation: TableCreation) -> [String] {
    var lines: [String] = []
    for rewrite in creation.rewrites where rewrite.path != creation.table {
      lines += [rewrite.path, "  change so that \(creation.table) is read", ""]
    }
    if !creation.advice.isEmpty {
      lines.append("Add this to mkdocs.yml, so that every page gets the table:")
      lines += [""] + creation.advice + [""]
    }
    return lines
  }

  private mutating func line(for question: TablePlan.Question) -> String {
    var line = ""
    if let first = question.places.first {
      let place = places.place(of: isWritten ? first.rangeAfter : first.range, on: first.page)
      line = "\(first.page):\(place.startLine):\(place.startColumn): "
    }
    line += Self.message(for: question)
    let others = question.places.count - 1
    return others > 0 ? line + " (and \(Self.count(others, "more reference", "more references")))" : line
  }

  private static func message(for question: TablePlan.Question) -> String {
    let label = "[\(question.label)]"
    switch question.reason {
    case .ambiguous(let titles):
      let quoted = titles.map { "“\($0)”" }
      return "\(label) may mean \(quoted.dropLast().joined(separator: ", ")) or \(quoted.last ?? "")"
    case .noTable: return "\(label) has an entry, and no table reaches this page"
    case .taken(let file): return "\(label) has an entry, and \(file) defines it as something else"
    case .undefinable: return "\(label) has an entry, and no definition can have this label"
    case .unknownTarget(let message): return "\(label): \(message)"
    }
  }

  private func summary(of plan: TablePlan) -> String {
    var parts: [String] = []
    if !plan.additions.isEmpty {
      let uses = plan.uses > 0 ? " for \(Self.count(plan.uses, "reference"))" : ""
      parts.append(
        (isWritten ? "added " : "") + Self.count(plan.additions.count, "definition") + uses
          + (isWritten ? "" : " to add")
      )
    }
    if !plan.mends.isEmpty { parts.append(isWritten ? "mended \(plan.mends.count)" : "\(plan.mends.count) to mend") }
    if parts.isEmpty {
      if plan.hasNoTables { return "This site has no definition tables; --create makes one" }
      return "The tables are in line with the entries"
    }
    let summary = parts.joined(separator: ", ") + " in \(Self.count(plan.edits.count, "file"))"
    return summary.prefix(1).uppercased() + summary.dropFirst()
  }

  private static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) " + (count == 1 ? one : many ?? one + "s")
  }

  // MARK: JSON

  consuming func json(_ plan: TablePlan) -> [UInt8] {
    let isWritten = isWritten
    var places = places
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", 1)
      json.member("columnUnit", "utf-16")
      json.member("written", isWritten)
      json.array("additions", .lines) { json in
        for addition in plan.additions {
          json.object { json in
            json.member("table", addition.table)
            json.member("label", addition.label)
            json.member("destination", addition.destination)
            json.member("entry", addition.entry)
            json.member("references", addition.uses)
          }
        }
      }
      json.array("mends", .lines) { json in
        for mend in plan.mends {
          json.object { json in
            json.member("table", mend.table)
            json.member("label", mend.label)
            json.member("from", mend.old)
            json.member("to", mend.new)
          }
        }
      }
      json.array("questions", .lines) { json in
        for question in plan.questions {
          json.object { json in
            json.member("label", question.label)
            json.member("reason", question.reason.id)
            json.member("message", Self.message(for: question))
            json.array("places") { json in
              for found in question.places {
                json.object { json in
                  json.member("page", found.page)
                  json.member("range", places.place(of: isWritten ? found.rangeAfter : found.range, on: found.page))
                }
              }
            }
          }
        }
      }
    }
    return json.finished()
  }
}

extension TablePlan.Question.Reason {
  fileprivate var id: String {
    switch self {
    case .ambiguous: "ambiguous"
    case .noTable: "no-table"
    case .taken: "taken"
    case .undefinable: "undefinable"
    case .unknownTarget: "unknown-target"
    }
  }
}
