import Glossary
import MarkdownSyntax
import Rules
import SourceText
import Workspace

/// A label in a table.
struct TableLabel: Hashable {
  var table: PageID
  var key: LabelKey
}

/// A plan while it is made: definitions give entries names and make links, and so bring up what could not be seen before.
struct TableDraft {
  private let original: WorkspaceSnapshot
  private let names: TablePlan.Names
  private let refused: Set<TableLabel>
  private let threads: Int

  private var index: WorkspaceIndex
  private var texts: [PageID: EditedText] = [:]
  private var added: Set<TableLabel> = []
  private(set) var plan = TablePlan()

  /// - Parameter refused: the labels that were added before to no avail.
  init(of snapshot: WorkspaceSnapshot, names: TablePlan.Names, refused: Set<TableLabel>, threads: Int) {
    original = snapshot
    index = WorkspaceIndex(snapshot)
    self.names = names
    self.refused = refused
    self.threads = threads
  }

  /// Takes steps until there is nothing left to do; returns the labels that are still wanted after they were added,
  /// since the generator does not read what stands there.
  mutating func complete() -> Set<TableLabel> {
    // Each step adds labels that were not there; names that come of names end soon.
    for _ in 0..<16 {
      let step = TableStep(of: index.snapshot, names: names, refused: refused, threads: threads)
      let useless = added.intersection(step.additions.keys)
      guard useless.isEmpty else { return useless }
      if step.isEmpty || !take(step) {
        finish(with: step)
        break
      }
    }
    return []
  }

  /// Changes the tables as a step says; false where nothing could be changed.
  private mutating func take(_ step: TableStep) -> Bool {
    let snapshot = index.snapshot
    var additions: [PageID: [TableStep.Addition]] = [:]
    for (label, addition) in step.additions {
      additions[label.table, default: []].append(addition)
      added.insert(label)
    }
    var changed: [Page] = []
    for id in Set(additions.keys).union(step.mends.map(\.definition.page)).sorted() {
      guard let table = snapshot[id] else { continue }
      let new = (additions[id] ?? []).sorted { ($0.rank, $0.definition.label) < ($1.rank, $1.definition.label) }
      var edits = DefinitionInsertion.edits(adding: new.map(\.definition), to: table, of: snapshot)
      for mend in step.mends where mend.definition.page == id {
        edits.append(TextEdit(table.parsed.definitions[mend.definition.definition].destination, mend.destination))
        plan.mends.append(mend.described(in: snapshot))
      }
      plan.additions += new.map { $0.described(in: snapshot, table: table.path) }
      var text = texts[id] ?? EditedText(table.text)
      guard text.apply(edits), let result = table.text.applying(edits) else { continue }
      texts[id] = text
      let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration)
      changed.append(Page(id: id, path: table.path, role: table.role, text: result, reading: reading, after: table))
    }
    index.replace(changed)
    return !changed.isEmpty
  }

  private mutating func finish(with step: TableStep) {
    plan.questions = step.questions.map { question in
      var question = question
      for index in question.places.indices {
        let place = question.places[index]
        guard let text = original.page(at: place.page).flatMap({ texts[$0.id] }) else { continue }
        question.places[index].range = text.originalRange(of: place.rangeAfter)
      }
      return question
    }
    plan.hasNoTables = original.linksOnlyThroughDefinitions && original.tablePages.isEmpty
    plan.edits = texts.compactMap { id, text in
      let edits = text.edits
      return edits.isEmpty ? nil : original[id].map { PageEdit(page: $0.path, edits: edits) }
    }.sorted { $0.page.utf8.lexicographicallyPrecedes($1.page.utf8) }
    plan.sort(by: index.snapshot)
  }
}

extension TablePlan {
  /// Puts what is listed in the order of the tables' final lines.
  fileprivate mutating func sort(by snapshot: WorkspaceSnapshot) {
    var lines: [String: [String: Int]] = [:]
    for path in Set(additions.map(\.table) + mends.map(\.table)) {
      guard let page = snapshot.page(at: path) else { continue }
      for (index, definition) in page.parsed.definitions.enumerated() {
        lines[path, default: [:]][page.text[definition.label]] = index
      }
    }
    func precedes(_ left: (String, String), _ right: (String, String)) -> Bool {
      if left.0 != right.0 { return left.0.utf8.lexicographicallyPrecedes(right.0.utf8) }
      let (leftLine, rightLine) = (lines[left.0]?[left.1] ?? 0, lines[right.0]?[right.1] ?? 0)
      return leftLine != rightLine ? leftLine < rightLine : left.1 < right.1
    }
    additions.sort { precedes(($0.table, $0.label), ($1.table, $1.label)) }
    mends.sort { precedes(($0.table, $0.label), ($1.table, $1.label)) }
  }
}
