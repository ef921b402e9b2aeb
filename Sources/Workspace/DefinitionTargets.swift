import Glossary
import SiteProfiles

/// A page that a definition leads to, with the anchor that it names.
struct PageTarget: Sendable, Hashable {
  var page: PageID
  var anchor: String?
}

/// What definitions lead to, both ways.
struct DefinitionTargets: Sendable {
  /// By file: the target of each of its definitions, and the folder of the page from which they were read.
  private var byFile: [PageID: (folder: String, targets: [PageTarget?])] = [:]
  private(set) var inbound: [PageID: [InboundDefinition]] = [:]

  mutating func set(_ targets: [PageTarget?], of file: PageID, folder: String) {
    byFile[file] = (folder, targets)
    for (index, target) in targets.enumerated() {
      guard let target else { continue }
      inbound[target.page, default: []].append(
        InboundDefinition(anchor: target.anchor, place: DefinitionPlace(page: file, definition: index))
      )
    }
  }

  /// What a definition leads to when a page in `folder` shows it; nil where that has not been found out.
  func target(of place: DefinitionPlace, from folder: String) -> PageTarget?? {
    guard let file = byFile[place.page], file.folder == folder, file.targets.indices.contains(place.definition) else {
      return nil
    }
    return .some(file.targets[place.definition])
  }
}

/// A definition that leads to a page.
struct InboundDefinition: Sendable, Hashable {
  var anchor: String?
  var place: DefinitionPlace
}
