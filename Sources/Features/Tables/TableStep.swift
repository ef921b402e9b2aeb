import Glossary
import MarkdownSyntax
import Rules
import SiteProfiles
import SourceText
import Workspace

/// What the tables of one snapshot lack, as far as that snapshot tells.
struct TableStep {
  struct Addition {
    var definition: NewDefinition
    /// Where the label belongs among those of its entry: as the entry's names are ordered.
    var rank = Int.max
    var uses = 0
    /// How often references write the label in which way.
    var spellings: [String: Int] = [:]
  }

  struct Mend {
    var definition: DefinitionPlace
    var destination: String
  }

  private(set) var additions: [TableLabel: Addition] = [:]
  private(set) var mends: [Mend] = []
  private(set) var questions: [TablePlan.Question] = []

  private let snapshot: WorkspaceSnapshot
  private let usage: WorkspaceUsage
  private let refused: Set<TableLabel>
  /// The pages that define labels for themselves.
  private let ownDefinitions: [LabelKey: [DefinitionPlace]]
  private var asked: [Question: [TablePlan.Question.Place]] = [:]

  private struct Question: Hashable {
    var reason: TablePlan.Question.Reason
    var label: String
  }

  var isEmpty: Bool { additions.isEmpty && mends.isEmpty }

  init(of snapshot: WorkspaceSnapshot, names: TablePlan.Names, refused: Set<TableLabel>, threads: Int) {
    self.snapshot = snapshot
    self.refused = refused
    usage = WorkspaceUsage(of: snapshot, threads: threads)
    ownDefinitions = Self.ownDefinitions(in: snapshot)
    for problem in Self.problems(in: snapshot, usage: usage, threads: threads) {
      guard let page = snapshot.page(at: problem.page) else { continue }
      switch problem.rule {
      case BrokenTarget.description.id: mend(problem, on: page)
      case UndefinedLabel.description.id: define(problem, on: page)
      default: ask(.ambiguous(candidates(of: problem, on: page)), of: problem.subject, at: problem)
      }
    }
    if names != .used, !snapshot.tablePages.isEmpty, snapshot.linksOnlyThroughDefinitions { addNames(names) }
    spell()
    questions = asked.map { question, places in
      TablePlan.Question(reason: question.reason, label: question.label, places: places)
    }.sorted { $0.precedes($1) }
  }

  /// What `glossa check` would say of definitions and of labels without one.
  private static func problems(in snapshot: WorkspaceSnapshot, usage: WorkspaceUsage, threads: Int) -> [Problem] {
    let rules = [BrokenTarget.description.id, UndefinedLabel.description.id, AmbiguousReference.description.id]
    var levels: [String: RuleLevel] = [:]
    for rule in RuleCatalog.descriptions { levels[rule.id] = rules.contains(rule.id) ? .error : .off }
    let pages = snapshot.sortedPages
    return RuleCatalog.problems(on: pages, in: snapshot, usage: usage, levels: RuleLevels(levels), threads: threads)
  }

  private static func ownDefinitions(in snapshot: WorkspaceSnapshot) -> [LabelKey: [DefinitionPlace]] {
    var own: [LabelKey: [DefinitionPlace]] = [:]
    for page in snapshot.pages.compactMap({ $0 }) where snapshot.isPublished(page) {
      for (index, key) in page.definitionKeys.enumerated() {
        own[key, default: []].append(DefinitionPlace(page: page.id, definition: index))
      }
    }
    return own
  }

  private mutating func ask(_ reason: TablePlan.Question.Reason, of label: String, at problem: Problem?) {
    let place = problem.map { TablePlan.Question.Place(page: $0.page, range: $0.range, rangeAfter: $0.range) }
    asked[Question(reason: reason, label: label), default: []] += [place].compactMap { $0 }
  }

  // MARK: Definitions that lead nowhere

  private mutating func mend(_ problem: Problem, on page: Page) {
    guard let index = page.parsed.definitions.firstIndex(where: { $0.destination == problem.range }) else { return }
    let place = DefinitionPlace(page: page.id, definition: index)
    if let destination = usage.meantHeadings.destination(mending: place) {
      mends.append(Mend(definition: place, destination: destination))
    } else {
      ask(.unknownTarget(problem.message), of: problem.subject, at: problem)
    }
  }

  // MARK: Labels without a definition

  private mutating func define(_ problem: Problem, on page: Page) {
    let spans = page.parsed.spanIndices(in: ByteRange(problem.range.lowerBound, problem.range.lowerBound + 1))
    let found = page.referenceIndices(ofSpans: spans).map { page.references[$0] }.first { reference in
      page.parsed.spans[reference.span].range == problem.range
    }
    guard let reference = found else { return }
    let resolution = snapshot.resolve(reference, on: page)
    guard resolution.state == .undefinedLabel, let entry = resolution.entry else { return }
    let label = page.label(of: reference)
    guard let table = table(defining: label, as: entry, for: page) else {
      return ask(.noTable, of: label, at: problem)
    }
    add(label, key: reference.key, as: entry, to: table, for: problem)
  }

  /// The table that is to define a label for a page: where none reaches it, the page itself if it defines terms already.
  private func table(defining label: String, as entry: EntryPlace, for page: Page) -> Page? {
    let files = snapshot.scope(of: page).files
    if let table = usage.table(defining: label, as: entry, among: files) { return snapshot[table] }
    let definesTerms = page.parsed.definitions.indices.contains { index in
      guard case .page(let id, _) = snapshot.target(of: DefinitionPlace(page: page.id, definition: index), on: page)
      else { return false }
      return snapshot.entryPages.contains(id)
    }
    return definesTerms ? page : nil
  }

  private mutating func add(
    _ label: String,
    key: LabelKey,
    as entry: EntryPlace,
    to table: Page,
    for problem: Problem?
  ) {
    let place = TableLabel(table: table.id, key: key)
    if additions[place] == nil {
      guard !refused.contains(place), hasKey(label, key),
        let definition = NewDefinition(label, of: entry, in: table, of: snapshot)
      else { return ask(.undefinable, of: label, at: problem) }
      if let other = holder(of: key, otherThan: entry, reachedBy: table) {
        return ask(.taken(other), of: label, at: problem)
      }
      additions[place] = Addition(definition: definition)
    }
    guard problem != nil else { return }
    additions[place]?.uses += 1
    additions[place]?.spellings[label, default: 0] += 1
  }

  /// Whether a definition with a label would be found by a key.
  private func hasKey(_ label: String, _ key: LabelKey) -> Bool {
    let label = label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return LabelKey(label, matching: snapshot.profile.labelMatching, use: .definition) == key
  }

  /// The file that gives a label another meaning on some page that a table reaches.
  private func holder(of key: LabelKey, otherThan entry: EntryPlace, reachedBy table: Page) -> String? {
    var others = usage.tables(with: table.id).compactMap { $0.definition(of: key) }
    for own in ownDefinitions[key] ?? [] {
      guard let page = snapshot[own.page] else { continue }
      if page.id == table.id || snapshot.scope(of: page).files.contains(table.id) { others.append(own) }
    }
    let own = snapshot.definitions(leadingTo: entry)
    return others.first { !own.contains($0) }.flatMap { snapshot[$0.page]?.path }
  }

  private func candidates(of problem: Problem, on page: Page) -> [String] {
    snapshot.resolve(label: problem.subject, on: page).candidates.map { snapshot.title(of: $0) }
  }

  // MARK: Names that nobody uses yet

  private mutating func addNames(_ names: TablePlan.Names) {
    let laterWins = snapshot.profile.laterDefinitionWins
    for page in snapshot.sortedPages where snapshot.entryPages.contains(page.id) {
      let scope = snapshot.scope(of: page)
      guard !scope.files.isEmpty else { continue }
      for (entry, all) in snapshot.entryNames(on: page) {
        guard let index = entry.entry, page.entries.entries[index].kind != .abbreviation else { continue }
        let title = page.entries.entries[index].title
        for name in all where names == .all ? name.tier <= 3 : name.name == title {
          let key = LabelKey(name.name, matching: snapshot.profile.labelMatching, use: .definition)
          guard TermShape.isTerm(name.name), scope.definition(of: key, on: page, laterWins: laterWins) == nil else {
            continue
          }
          let resolution = snapshot.resolveName(name.name)
          if resolution.state == .ambiguous {
            ask(.ambiguous(resolution.candidates.map { snapshot.title(of: $0) }), of: name.name, at: nil)
          } else if resolution.entry == entry,
            let table = usage.table(defining: name.name, as: entry, among: scope.files).flatMap({ snapshot[$0] })
          {
            add(name.name, key: key, as: entry, to: table, for: nil)
          }
        }
      }
    }
  }

  // MARK: Spelling

  /// Writes each label as the entry's name is written, else as references do most; and ranks it.
  private mutating func spell() {
    var known: [EntryPlace: [EntryName]] = [:]
    for (place, addition) in additions {
      let entry = addition.definition.entry
      let names = known[entry] ?? snapshot.names(of: entry)
      known[entry] = names
      if !addition.spellings.isEmpty {
        let label = TermName.spelling(of: addition.spellings, names: names)
        if hasKey(label, place.key) { additions[place]?.definition.label = label }
      }
      let rank = names.firstIndex { hasKey($0.name, place.key) }
      additions[place]?.rank = rank ?? .max
    }
  }
}

extension TableStep.Addition {
  func described(in snapshot: WorkspaceSnapshot, table: String) -> TablePlan.Addition {
    TablePlan.Addition(
      table: table,
      label: definition.label,
      destination: definition.destination,
      entry: snapshot.title(of: definition.entry),
      uses: uses
    )
  }
}

extension TableStep.Mend {
  func described(in snapshot: WorkspaceSnapshot) -> TablePlan.Mend {
    let page = snapshot[definition.page]
    let old = page.map { $0.text[$0.parsed.definitions[definition.definition].destination] } ?? ""
    return TablePlan.Mend(table: page?.path ?? "", label: snapshot.label(of: definition), old: old, new: destination)
  }
}

extension TablePlan.Question {
  fileprivate func precedes(_ other: Self) -> Bool {
    let (own, others) = (places.first, other.places.first)
    let (ownPage, otherPage) = (own?.page ?? "", others?.page ?? "")
    if ownPage != otherPage { return WorkspacePath.isOrdered(ownPage, before: otherPage) }
    let (ownRange, otherRange) = (own?.range ?? .empty(at: 0), others?.range ?? .empty(at: 0))
    return ownRange != otherRange ? ownRange < otherRange : label < other.label
  }
}
