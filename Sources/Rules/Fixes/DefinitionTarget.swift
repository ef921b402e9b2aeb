import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Writes the target of a definition as its file writes those that it has.
struct DefinitionTarget {
  let entry: EntryPlace
  let table: Page
  let snapshot: WorkspaceSnapshot

  /// The destination of a new definition of the entry; nil where nothing tells how the site writes it.
  var text: String? {
    guard let page = snapshot[entry.page] else { return nil }
    let anchor = entry.entry.flatMap { page.anchor(ofEntry: $0) }
    // A page that is an entry is led to as a whole.
    if entry.entry != nil, anchor == nil, snapshot.entry(entry)?.kind != .page { return nil }
    let suffix = anchor.map { "#" + $0 } ?? ""
    let inbound = snapshot.definitions(leadingInto: page)
    let own = snapshot.definitions(leadingTo: entry).last { $0.page == table.id }
    for model in [own, inbound.last { $0.page == table.id }, inbound.first] {
      // What leads to the page from one folder need not do so from another.
      if let base = model.map(base), leads(base, to: page), !(base + suffix).isEmpty { return base + suffix }
    }
    for definition in table.parsed.definitions.indices {
      let model = DefinitionPlace(page: table.id, definition: definition)
      if let text = rewritten(model, for: page), leads(text, to: page) { return text + suffix }
    }
    return page.id == table.id ? (suffix.isEmpty ? nil : suffix) : link(to: page) + suffix
  }

  /// Whether a destination without an anchor leads to a page, seen from one that gets the table's definitions.
  private func leads(_ destination: String, to page: Page) -> Bool {
    let from = snapshot.representativePlace(forDefinitionsOf: table)
    if destination.isEmpty { return from.path == page.path }
    guard case .page(let id, _) = snapshot.target(ofDestination: destination, on: from) else { return false }
    return id == page.id
  }

  /// A definition's destination without its anchor.
  private func base(of place: DefinitionPlace) -> String {
    guard let page = snapshot[place.page] else { return "" }
    let destination = page.text[page.parsed.definitions[place.definition].destination]
    guard let hash = destination.lastIndex(of: "#") else { return destination }
    return String(destination[..<hash])
  }

  /// What a definition that leads to one page would be if it led to another.
  private func rewritten(_ place: DefinitionPlace, for page: Page) -> String? {
    let destination = base(of: place)
    let from = snapshot.representativePlace(forDefinitionsOf: table)
    guard case .page(let id, _) = snapshot.target(ofDestination: destination, on: from), let other = snapshot[id] else {
      return nil
    }
    return PathReplacement.replacing(other.path, by: page.path, in: destination)
  }

  /// Where the file has no definition to go by.
  private func link(to page: Page) -> String {
    let from = WorkspacePath.folder(of: snapshot.representativePlace(forDefinitionsOf: table).path)
    let reached = snapshot.pages.lazy.compactMap { $0 }.filter { reached in
      snapshot.isPublished(reached) && snapshot.scope(of: reached).files.contains(table.id)
    }
    let folders = Set(reached.map { WorkspacePath.folder(of: $0.path) }).union([from])
    return snapshot.profile.destination(of: page.path, shownIn: folders)
      ?? PathReplacement.relative(page.path, to: from)
  }
}

/// Puts one path in the place of another within a link's text.
package enum PathReplacement {
  /// The text with the end of `old` that it holds replaced by that of `new`; nil where it holds none, or where the two
  /// paths differ before it.
  package static func replacing(_ old: String, by new: String, in text: String) -> String? {
    for (old, new) in [(old, new), (stem(old), stem(new))] {
      let oldParts = old.split(separator: "/")
      let newParts = new.split(separator: "/")
      for start in oldParts.indices {
        let end = oldParts[start...].joined(separator: "/")
        guard let range = text.ranges(of: end).last, isWhole(range, in: text), newParts.count > start,
          oldParts[..<start].elementsEqual(newParts[..<start])
        else { continue }
        return text.replacingCharacters(range, by: newParts[start...].joined(separator: "/"))
      }
    }
    return nil
  }

  /// A path as a page in a folder would link it.
  package static func relative(_ path: String, to folder: String) -> String {
    let from = folder.split(separator: "/")
    let to = path.split(separator: "/")
    var shared = 0
    while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
    return (Array(repeating: "..", count: from.count - shared) + to[shared...].map(String.init)).joined(separator: "/")
  }

  private static func stem(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
    return String(path[..<dot])
  }

  /// Whether no longer name begins or ends at the range's ends.
  private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
    func isSeparator(_ character: Character?) -> Bool {
      character.map { "/ \t{}\"'(<>)#?.".contains($0) } ?? true
    }
    let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
    let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
    return isSeparator(before) && isSeparator(after)
  }
}

extension String {
  func replacingCharacters(_ range: Range<String.Index>, by replacement: String) -> String {
    self[..<range.lowerBound] + replacement + self[range.upperBound...]
  }
}
