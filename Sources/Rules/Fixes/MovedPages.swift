import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Pages that were moved or renamed while nobody looked, as the definitions show that still lead to where they were.
///
/// A page that is gone is known to be another one now where nearly all anchors that lead to it are headings of that page,
/// far more than of any other, and where no label leads to both.
struct MovedPages: Sendable {
  /// Fewer anchors may be alike by chance.
  private static let leastAnchors = 3

  private var pages: [String: PageID] = [:]

  /// - Parameter definitions: those whose file is gone, by the path that they name.
  init(_ definitions: [String: [DefinitionPlace]], in snapshot: WorkspaceSnapshot) {
    let candidates = snapshot.pages.compactMap { $0 }.filter { snapshot.isPublished($0) }
    for (path, places) in definitions {
      let anchors = Set(places.compactMap { Self.anchor(of: $0, in: snapshot) })
      guard anchors.count >= Self.leastAnchors else { continue }
      let counts = candidates.map { page in (page: page, count: Set(page.anchors).intersection(anchors).count) }
        .filter { $0.count > 0 }.sorted { $0.count > $1.count }
      guard let best = counts.first, best.count * 5 >= anchors.count * 4,
        counts.dropFirst().allSatisfy({ $0.count * 2 < best.count })
      else { continue }
      let labels = Set(places.compactMap { Self.key(of: $0, in: snapshot) })
      let present = snapshot.definitions(leadingInto: best.page).compactMap { Self.key(of: $0, in: snapshot) }
      if labels.isDisjoint(with: present) { pages[path] = best.page.id }
    }
  }

  /// The destination of a definition whose file is gone, with the new path in place of the old one; nil where nobody can
  /// know it.
  func destination(of place: DefinitionPlace, to path: String, in snapshot: WorkspaceSnapshot) -> String? {
    guard let page = pages[path].flatMap({ snapshot[$0] }), let table = snapshot[place.page] else { return nil }
    let anchor = Self.anchor(of: place, in: snapshot)
    if let anchor, !page.anchors.contains(anchor) { return nil }
    let old = table.text[table.parsed.definitions[place.definition].destination]
    let suffix = anchor.map { "#" + $0 } ?? ""
    let from = snapshot.representativePlace(forDefinitionsOf: table)
    let replaced = PathReplacement.replacing(path, by: page.path, in: String(old.dropLast(suffix.count)))
    let other = DefinitionTarget(entry: EntryPlace(page: page.id, entry: nil), table: table, snapshot: snapshot).text
    return [replaced, other].lazy.compactMap { $0.map { $0 + suffix } }.first { text in
      guard case .page(page.id, let heading) = snapshot.target(ofDestination: text, on: from) else { return false }
      return (heading == nil) == (anchor == nil)
    }
  }

  private static func anchor(of place: DefinitionPlace, in snapshot: WorkspaceSnapshot) -> String? {
    guard let table = snapshot[place.page] else { return nil }
    let destination = table.text[table.parsed.definitions[place.definition].destination]
    return destination.lastIndex(of: "#").map { String(destination[destination.index(after: $0)...]) }
  }

  private static func key(of place: DefinitionPlace, in snapshot: WorkspaceSnapshot) -> LabelKey? {
    snapshot[place.page]?.definitionKeys[place.definition]
  }
}
