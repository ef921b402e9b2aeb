import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// What a new name must not do.
enum RenameCheck {
  /// Whether a name can stand between brackets and nothing else has it.
  static func check(_ name: String, for target: Rename.Target, in snapshot: WorkspaceSnapshot) throws(RenameRefusal) {
    if name.isEmpty { throw RenameRefusal("the new name is empty") }
    let matching = snapshot.profile.labelMatching
    let reference = PageReader.read(SourceText("[\(name)]\n"), dialect: snapshot.profile.dialect)
    let span = reference.spans.first
    guard let span, reference.spans.count == 1, span.kind == .shortcutReference, !span.isUndefinable,
      span.range == ByteRange(0, name.utf8.count + 2), reference.definitions.isEmpty,
      name.utf8.count < Label.commonMarkByteLimit, reference.label(ofSpan: 0) == name
    else { throw RenameRefusal("Markdown cannot hold “\(name)” between the brackets of a reference") }
    if let other = owner(of: name, but: target.entry, in: snapshot) {
      let title = snapshot.title(of: other)
      let place = snapshot.target(of: other) ?? ""
      throw RenameRefusal(
        title == name
          ? "there is an entry “\(title)” already: \(place)" : "“\(name)” means “\(title)” already: \(place)"
      )
    }
    guard snapshot.configuration.resolution != .entries else { return }
    let key = LabelKey(name, matching: matching, use: .definition)
    let own = Set(snapshot.definitions(leadingTo: target.entry))
    for page in snapshot.sortedPages where snapshot.isPublished(page) || snapshot.tablePages.contains(page.id) {
      for (index, other) in page.definitionKeys.enumerated() where other == key {
        guard !own.contains(DefinitionPlace(page: page.id, definition: index)) else { continue }
        let line = page.text.lines.line(at: page.parsed.definitions[index].range.lowerBound) + 1
        throw RenameRefusal("[\(name)] is defined already and leads elsewhere: \(page.path), line \(line)")
      }
    }
  }

  /// Another entry that has a name. One that has it only without the word for its kind gives way to an entry of that
  /// name, as `LangChain Python Module` does to `LangChain`.
  static func owner(of name: String, but entry: EntryPlace, in snapshot: WorkspaceSnapshot) -> EntryPlace? {
    let taken = snapshot.resolveName(name)
    let tiersWithoutKind = [4, 8]
    if tiersWithoutKind.contains(taken.tier) { return nil }
    let others = taken.candidates.isEmpty ? taken.entry.map { [$0] } ?? [] : taken.candidates
    return others.first { $0 != entry }
  }

  /// Whether the names that derive from the new title leave the meaning of other entries' references alone.
  static func checkOthers(
    _ forms: NameForms,
    _ target: Rename.Target,
    before: WorkspaceSnapshot,
    after: WorkspaceSnapshot
  ) throws(RenameRefusal) {
    var contested: [LabelKey: (name: String, other: EntryPlace)] = [:]
    for name in forms.names {
      let old = before.resolveName(name)
      guard let other = old.entry, other != target.entry, old.state != .ambiguous else { continue }
      let new = after.resolveName(name)
      guard new.entry != other || new.state != old.state else { continue }
      contested[LabelKey(name, matching: before.profile.labelMatching)] = (name, other)
    }
    guard !contested.isEmpty else { return }
    for page in before.sortedPages where before.isPublished(page) {
      for reference in page.references {
        guard let (name, other) = contested[reference.key] else { continue }
        let resolution = before.resolve(reference, on: page)
        guard resolution.definition == nil, resolution.entry == other else { continue }
        throw RenameRefusal("“\(name)” means “\(before.title(of: other))” already, in \(page.path) for one")
      }
    }
  }
}
