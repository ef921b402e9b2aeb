import Glossary
import MarkdownSyntax
import Rules
import SiteProfiles
import SourceText
import Workspace

/// One renaming: what changes, and whether all means the same afterwards.
///
/// A label that is a form of the old title (the abbreviation, the plural, …) becomes the same form of the new one. What
/// else leads to the entry stays as it is where it still leads there, as it does by a definition of its own; where it
/// does not, its words stay and the new name is put behind them.
struct RenamePlan {
  private let snapshot: WorkspaceSnapshot
  private let index: ReferenceIndex
  private let target: Rename.Target
  private let page: Page
  /// The new name as labels hold it.
  private let name: String
  /// The new title, whose inner blanks are the author's.
  private let title: String
  private let old: NameForms
  private let new: NameForms
  /// The labels of the definitions that lead to the entry.
  private let definedKeys: Set<LabelKey>
  private var changes: [String: [TextEdit]] = [:]
  /// The references that mean the entry, with the label that each is to have.
  private var references: [RenamedReference] = []

  init(
    _ target: Rename.Target,
    _ name: String,
    _ snapshot: WorkspaceSnapshot,
    _ index: ReferenceIndex
  ) throws(RenameRefusal) {
    guard let page = snapshot[target.entry.page] else { throw RenameRefusal("there is no such page any more") }
    self.target = target
    self.snapshot = snapshot
    self.index = index
    self.page = page
    self.name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let trimmed = name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    title = trimmed.contains { $0.isWhitespace && $0 != " " } ? self.name : String(trimmed)
    definedKeys = Set(
      snapshot.definitions(leadingTo: target.entry).compactMap { place in
        snapshot[place.page]?.definitionKeys[place.definition]
      }
    )
    func forms(_ title: String) -> NameForms {
      NameForms(of: title, matching: snapshot.profile.labelMatching, kindWords: snapshot.configuration.kindWords)
    }
    old = forms(target.name)
    new = forms(self.name)
  }

  /// The edits, once they are known to do what they ought to.
  mutating func edits() throws(RenameRefusal) -> [PageEdit] {
    if title == target.name { return [] }
    try RenameCheck.check(name, for: target, in: snapshot)
    let retitled = try retitledPage()
    changeTargets(to: retitled)
    changeDefinitions()
    collectReferences()
    if try !mendReferences() {
      // What was put behind the words of some references must lead to the entry, too.
      guard try mendReferences() else { throw lostReference() }
    }
    return pageEdits
  }

  private var pageEdits: [PageEdit] {
    var all = changes
    for reference in references {
      if let edit = reference.edit { all[reference.page.path, default: []].append(edit) }
    }
    return all.sorted { WorkspacePath.isOrdered($0.key, before: $1.key) }.map { path, edits in
      PageEdit(page: path, edits: edits.sorted { $0.range < $1.range })
    }
  }

  // MARK: The title

  /// Changes the title; returns the page with nothing but that changed.
  private mutating func retitledPage() throws(RenameRefusal) -> Page {
    guard page.text.decoding.isLossless else {
      throw RenameRefusal("\(page.path) is not UTF-8; save it as UTF-8 first")
    }
    guard let entry = snapshot.entry(target.entry) else { throw RenameRefusal("there is no such entry any more") }
    let range = target.heading.map { page.parsed.headings[$0].content } ?? entry.titleRange
    let edit = TextEdit(range, entry.kind == .page ? TitleInFrontMatter.text(title, like: page.text[range]) : title)
    changes[page.path] = [edit]
    let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration)
    guard let text = page.text.applying([edit]) else { throw RenameRefusal("the title cannot be changed") }
    let changed = Page(id: page.id, path: page.path, role: page.role, text: text, reading: reading, after: page)
    try check(changed)
    return changed
  }

  /// Whether a page holds the new title, and else what it held.
  private func check(_ changed: Page) throws(RenameRefusal) {
    let titles = page.parsed.headings.map(\.title)
    let newTitles = changed.parsed.headings.map(\.title)
    let refusal = RenameRefusal("Markdown would not read “\(title)” as a title of these words")
    guard let index = target.entry.entry, page.entries.entries.count == changed.entries.entries.count,
      titles.count == newTitles.count
    else { throw refusal }
    if let heading = target.heading {
      guard newTitles[heading] == title else { throw refusal }
    } else if changed.entries.entries[index].title != title {
      throw refusal
    }
    for (heading, title) in titles.enumerated() where heading != target.heading && newTitles[heading] != title {
      throw refusal
    }
    for (number, entry) in page.entries.entries.enumerated() {
      guard changed.entries.entries[number].headings == entry.headings else { throw refusal }
    }
  }

  // MARK: Links and definitions

  /// Changes the anchors in all that leads to a heading whose id is another one now: that of the title, and those of
  /// headings whose number behind equal titles changes.
  private mutating func changeTargets(to retitled: Page) {
    var anchors: [Int: String] = [:]
    for heading in page.anchors.indices where page.anchors[heading] != retitled.anchors[heading] {
      anchors[heading] = retitled.anchors[heading]
    }
    guard !anchors.isEmpty else { return }
    var places: [PageID: PagePlace] = [:]
    for definition in snapshot.definitions(leadingInto: page) {
      guard let file = snapshot[definition.page] else { continue }
      let place = places[file.id] ?? snapshot.representativePlace(forDefinitionsOf: file)
      places[file.id] = place
      change(file.parsed.definitions[definition.definition].destination, of: file, on: place, to: anchors)
    }
    for other in snapshot.pages.compactMap({ $0 }) where snapshot.isPublished(other) || other.role == .include {
      let place = PagePlace(path: other.path, url: other.url)
      for span in other.parsed.spans where span.kind == .inlineLink && !span.isImage {
        guard other.text.slice(span.label).contains(UInt8(ascii: "#")) else { continue }
        change(span.label, of: other, on: place, to: anchors)
      }
    }
  }

  private mutating func change(
    _ destination: ByteRange,
    of file: Page,
    on place: PagePlace,
    to anchors: [Int: String]
  ) {
    let bytes = file.text.slice(destination)
    guard let hash = bytes.lastIndex(of: UInt8(ascii: "#")),
      case .page(page.id, let heading?) = snapshot.target(ofDestination: file.text[destination], on: place),
      let anchor = anchors[heading]
    else { return }
    changes[file.path, default: []].append(TextEdit(ByteRange(hash + 1, destination.upperBound), anchor))
  }

  private mutating func changeDefinitions() {
    for definition in snapshot.definitions(leadingTo: target.entry) {
      guard let file = snapshot[definition.page] else { continue }
      let range = file.parsed.definitions[definition.definition].label
      let label = file.text[range]
      guard let names = names(for: file.definitionKeys[definition.definition]) else { continue }
      let text = NameCase.adapted(names.new, from: names.old, as: label) ?? names.new
      changes[file.path, default: []].append(TextEdit(range, text))
    }
  }

  /// The old and the new name that a label is a form of; nil where it is none, where the new title has no such form, or
  /// where something else is called so.
  private func names(for key: LabelKey) -> (old: String, new: String)? {
    guard let form = old.form(of: key), let oldName = old.name(of: form), let newName = new.name(of: form) else {
      return nil
    }
    // The title is known to be free.
    if oldName == target.name { return (oldName, newName) }
    // What a definition says counts before what others are called in short.
    let isGiven = definedKeys.contains(key) && snapshot.resolveName(newName).tier > 1
    let isFree = isGiven || RenameCheck.owner(of: newName, but: target.entry, in: snapshot) == nil
    return isFree ? (oldName, newName) : nil
  }

  // MARK: References

  private mutating func collectReferences() {
    for other in snapshot.sortedPages {
      let found: [Int]
      if snapshot.isPublished(other) {
        found = index.references(to: [target.entry], on: other.id)
      } else if other.role == .include {
        found = other.references.indices.filter {
          snapshot.resolve(other.references[$0], on: other).entry == target.entry
        }
      } else {
        continue
      }
      for reference in found {
        let resolution = snapshot.resolve(other.references[reference], on: other)
        guard resolution.entry == target.entry, resolution.state != .ambiguous else { continue }
        references.append(renamed(reference, on: other, resolution))
      }
    }
  }

  private func renamed(_ reference: Int, on other: Page, _ resolution: Resolution) -> RenamedReference {
    let found = other.references[reference]
    let span = other.parsed.spans[found.span]
    var renamed = RenamedReference(page: other, span: span, label: other.label(of: found), resolution: resolution)
    // A reference in the title itself goes with it.
    let title = changes[page.path]?.first?.range
    if other === page, title?.contains(span.range) ?? false { return renamed }
    let isByHeading = resolution.state == .defined && resolution.definition == nil
    if isByHeading, snapshot.profile.resolvesHeadings, let heading = target.heading,
      renamed.label == page.anchors[heading]
    {
      // The id of a heading, as the autorefs plug-in takes it.
      renamed.isID = true
      return renamed
    }
    guard let names = names(for: found.key) else { return renamed }
    let isVerbatim = other.parsed.isLabelVerbatim(ofSpan: found.span)
    if let text = NameCase.adapted(names.new, from: names.old, as: isVerbatim ? other.text[span.label] : renamed.label)
    {
      renamed.change = .relabel(text)
    } else {
      renamed.change = span.kind == .fullReference ? .relabel(names.new) : .point(names.new)
    }
    return renamed
  }

  /// Sees to it that each reference means the entry in the changed workspace as it did before; returns whether all did.
  private mutating func mendReferences() throws(RenameRefusal) -> Bool {
    guard let rewrites = snapshot.rewrites(applying: pageEdits) else {
      throw RenameRefusal("some references to “\(target.name)” overlap")
    }
    if let file = rewrites.first(where: { $0.change == nil }) {
      throw RenameRefusal("\(file.path) is not UTF-8; save it as UTF-8 first")
    }
    var workspace = WorkspaceIndex(snapshot)
    for rewrite in rewrites { workspace.rewrite(rewrite.path, to: rewrite.new) }
    let after = workspace.snapshot
    try RenameCheck.checkOthers(new, target, before: snapshot, after: after)
    var areAllRight = true
    let heading = target.heading
    for index in references.indices {
      let reference = references[index]
      guard let other = after[reference.page.id] else { continue }
      if reference.isID {
        if let heading, let anchor = after[page.id]?.anchors[heading] { references[index].change = .relabel(anchor) }
        continue
      }
      func isRight(_ label: String) -> Bool {
        let isOne = reference.span.kind != .fullReference
        let resolution = after.resolve(label: label, use: isOne ? .shownText : .secondBracket, on: other)
        let isLinked = resolution.state == reference.resolution.state || resolution.state == .defined
        return resolution.entry == target.entry && isLinked
      }
      if isRight(reference.newLabel) { continue }
      areAllRight = false
      let labels = after.definitions(leadingTo: target.entry).map { after.label(of: $0) }
      guard let label = ([name] + labels).first(where: isRight) else { throw lostReference(reference) }
      references[index].change = reference.span.kind == .fullReference ? .relabel(label) : .point(label)
    }
    return areAllRight
  }

  private func lostReference(_ reference: RenamedReference? = nil) -> RenameRefusal {
    guard let reference = reference ?? references.first else { return RenameRefusal("nothing can be renamed here") }
    let line = reference.page.text.lines.line(at: reference.span.range.lowerBound) + 1
    return RenameRefusal("[\(reference.label)] in \(reference.page.path), line \(line), would lead nowhere")
  }
}

/// A reference to the entry that is renamed.
private struct RenamedReference {
  enum Change {
    /// The label, which may be the shown text too, becomes another one.
    case relabel(String)
    /// The shown text stays and gets a label behind it.
    case point(String)
  }

  let page: Page
  let span: InlineSpan
  let label: String
  let resolution: Resolution
  var change: Change?
  /// Whether the label is the heading's id.
  var isID = false

  init(page: Page, span: InlineSpan, label: String, resolution: Resolution) {
    self.page = page
    self.span = span
    self.label = label
    self.resolution = resolution
  }

  var newLabel: String {
    switch change {
    case .relabel(let text), .point(let text): text
    case nil: label
    }
  }

  var edit: TextEdit? {
    switch change {
    case .relabel(let text): TextEdit(span.label, text)
    case .point(let text): TextEdit(ByteRange(span.text.upperBound + 1, span.range.upperBound), "[\(text)]")
    case nil: nil
    }
  }
}

/// A title as YAML writes it.
private enum TitleInFrontMatter {
  static func text(_ title: String, like old: String) -> String {
    if old.hasPrefix("'") { return "'" + title.replacing("'", with: "''") + "'" }
    let isPlain = title.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " -()./+".unicodeScalars.contains(scalar)
    }
    if !old.hasPrefix("\""), isPlain, title.first?.isLetter ?? false { return title }
    return "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
