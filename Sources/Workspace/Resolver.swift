package import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText

/// What references mean: the one place that turns labels into definitions and entries.
extension WorkspaceSnapshot {
  /// Whether only definitions make links.
  package var linksOnlyThroughDefinitions: Bool {
    switch configuration.resolution {
    case .definitions: true
    case .entries: false
    case .auto: profile.linksOnlyThroughDefinitions
    }
  }

  /// What a reference of a page means.
  package func resolve(_ reference: PageReference, on page: Page) -> Resolution {
    if configuration.resolution != .entries {
      if let place = scope(of: page).definition(of: reference.key, on: page, laterWins: profile.laterDefinitionWins) {
        return resolution(of: place, on: page)
      }
      if profile.resolvesHeadings, let found = heading(named: reference, on: page) { return found }
    }
    return resolveName(page.label(of: reference), key: reference.key)
  }

  /// What a label would mean if a reference with it stood on a page; what a plug-in would find is left out.
  package func resolve(label: String, use: LabelUse = .shownText, on page: Page) -> Resolution {
    let key = LabelKey(label, matching: profile.labelMatching, use: use)
    if configuration.resolution != .entries,
      let place = scope(of: page).definition(of: key, on: page, laterWins: profile.laterDefinitionWins)
    {
      return resolution(of: place, on: page)
    }
    return resolveName(label, key: key)
  }

  /// Which entry a label names, without definitions.
  ///
  /// - Parameter key: the label's key, where it is known.
  package func resolveName(_ label: String, key: LabelKey? = nil) -> Resolution {
    guard let match = key.flatMap({ names.lookup($0) }) ?? names.lookup(label) else { return Resolution(.dangling) }
    var places = match.entries.compactMap { handles.place(of: $0) }
    // A page's own name gives way to an entry's.
    if places.count > 1, places.contains(where: { $0.entry != nil }) { places.removeAll { $0.entry == nil } }
    if places.count > 1 { places.sort { isOrdered($0, before: $1) } }
    guard let first = places.first else { return Resolution(.dangling) }
    var resolution = Resolution(.ambiguous)
    resolution.entry = first
    resolution.tier = match.tier
    if places.count > 1 {
      resolution.candidates = places
    } else {
      resolution.state = linksOnlyThroughDefinitions ? .undefinedLabel : .defined
    }
    return resolution
  }

  private func resolution(of place: DefinitionPlace, on page: Page) -> Resolution {
    var resolution = Resolution(.defined)
    resolution.definition = place
    guard let target = pageTarget(of: place, on: page), let found = self[target.page] else { return resolution }
    let heading = target.anchor.flatMap(found.heading(withAnchor:))
    if target.anchor == nil || heading != nil {
      resolution.entry = EntryPlace(page: found.id, entry: heading.flatMap(found.entry(titledBy:)))
    }
    return resolution
  }

  private func pageTarget(of place: DefinitionPlace, on page: Page) -> PageTarget? {
    if let known = definitionTargets.target(of: place, from: WorkspacePath.folder(of: page.path)) { return known }
    guard let source = self[place.page] else { return nil }
    let destination = source.text[source.parsed.definitions[place.definition].destination]
    return pageTarget(of: destination, on: PagePlace(path: page.path, url: page.url))
  }

  /// With the autorefs plug-in, `[Heading Text][]` and `[x][heading-id]` find headings.
  private func heading(named reference: PageReference, on page: Page) -> Resolution? {
    let span = page.parsed.spans[reference.span]
    guard span.kind == .collapsedReference || span.kind == .fullReference else { return nil }
    let label = page.label(of: reference)
    var found: (page: Page, resolution: Resolution)?
    for candidate in pages.lazy.compactMap({ $0 }) where candidate.role == .page {
      if let found, !WorkspacePath.isOrdered(candidate.path, before: found.page.path) { continue }
      guard let heading = candidate.heading(withAnchor: label) ?? candidate.heading(withTitle: label) else { continue }
      if span.kind == .fullReference, candidate.anchors[heading] != label { continue }
      var resolution = Resolution(.defined)
      resolution.entry = EntryPlace(page: candidate.id, entry: candidate.entry(titledBy: heading))
      found = (candidate, resolution)
    }
    return found?.resolution
  }
}

extension Page {
  /// The index of the first heading with a title.
  fileprivate func heading(withTitle title: String) -> Int? {
    parsed.headings.firstIndex { $0.title == title }
  }
}
