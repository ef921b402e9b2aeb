import Glossary
import MarkdownSyntax
package import SiteProfiles
package import SourceText
import Threads

/// The one mutable host of a workspace: takes changes to pages, re-derives what they touch, hands out snapshots.
package struct WorkspaceIndex: Sendable {
  /// The present state; a copy shares everything that later changes leave alone.
  package private(set) var snapshot: WorkspaceSnapshot

  package init(configuration: Configuration, profile: any SiteProfile) {
    snapshot = WorkspaceSnapshot(configuration: configuration, profile: profile)
  }

  /// Goes on from a snapshot, as if it were this index's own.
  ///
  /// - Parameter tables: the globs of definition tables, where they are to be others than the configuration's.
  package init(_ snapshot: WorkspaceSnapshot, tables: [Glob]? = nil) {
    self.snapshot = snapshot
    if let tables { self.snapshot.configuration.tables = tables }
  }

  /// What a change to one page means for others.
  package enum Reach: Sendable, Hashable {
    /// Nothing but the page itself.
    case page
    /// Names, anchors or definitions changed, which references anywhere may use.
    case workspace
  }

  /// The id of a page, new where there is no page of that path yet.
  package mutating func id(for path: String) -> PageID {
    if let id = snapshot.idsByPath[path] { return id }
    let id = PageID(snapshot.pages.count)
    snapshot.pages.append(nil)
    snapshot.idsByPath[path] = id
    return id
  }

  /// Takes all pages at once, as when a workspace is opened.
  ///
  /// - Parameter threads: how many pages' definitions are followed, and names derived, at a time.
  /// - Returns: the names of the entry pages' entries, for those who would otherwise derive them again.
  @discardableResult
  package mutating func load(_ pages: [Page], otherFiles: Set<String>, threads: Int = 1) -> [PlacedNames] {
    for page in pages { snapshot.pages[page.id.index] = page }
    for page in pages.filter({ $0.url != nil }).sorted(by: { WorkspacePath.isOrdered($0.path, before: $1.path) }) {
      if let url = page.url { snapshot.idsByURL[url] = page.id }
    }
    snapshot.otherFiles = otherFiles
    buildScopes(threads: threads)
    _ = selectEntryPages()
    let entryPages = pages.filter { snapshot.entryPages.contains($0.id) }
    for page in entryPages { snapshot.handles.assign(page.id, count: page.entries.entries.count) }
    let names = Self.nameBatches(of: entryPages, in: snapshot, threads: threads)
    snapshot.names.load(names.map(\.batch))
    snapshot.revision += 1
    snapshot.meaningsRevision += 1
    return names.flatMap(\.names)
  }

  /// Takes a new state of one page.
  @discardableResult
  package mutating func replace(_ page: Page) -> Reach {
    let reach = take(page)
    if reach == .workspace { snapshot.meaningsRevision += 1 }
    return reach
  }

  /// Takes a new text of a page that is known.
  package mutating func rewrite(_ path: String, to text: SourceText) {
    guard let old = snapshot.page(at: path) else { return }
    let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration)
    replace(Page(id: old.id, path: path, role: old.role, text: text, reading: reading, after: old))
  }

  private mutating func take(_ page: Page) -> Reach {
    let old = snapshot[page.id]
    snapshot.pages[page.id.index] = page
    snapshot.revision += 1
    updateURLs(old?.url, page.url)
    let isStructural =
      old == nil || old?.inclusions.map(\.candidates) != page.inclusions.map(\.candidates) || old?.url != page.url
      || old?.entries.entries.isEmpty != page.entries.entries.isEmpty
    if isStructural || !Self.hasSameDefinitions(old, page) {
      rebuild(for: page, before: old)
      return .workspace
    }
    updateOwnTable(of: page)
    let hasSameEntryPages = !EntryFileSelection.isOutdated(by: page, in: snapshot) || !updateEntryPages()
    let hasSameAnchors = old?.anchors.hasSameBytes(as: page.anchors) ?? false
    let hasSameHeadings = Self.hasSameHeadings(old, page)
    // As while prose is typed: to derive names costs more than to look.
    let hasSameSources = hasSameAnchors && hasSameHeadings && Self.hasSameEntries(old, page)
    let hasSameNames = hasSameEntryPages && hasSameSources || !updateNames(of: page, before: old)
    let hasSamePlaces = hasSameAnchors && (hasSameHeadings || !snapshot.profile.resolvesHeadings)
    return hasSameEntryPages && hasSameNames && hasSamePlaces ? .page : .workspace
  }

  /// Takes new states of several pages, and finds out only once what they mean for others.
  package mutating func replace(_ pages: [Page]) {
    let before = snapshot
    for page in pages { snapshot.pages[page.id.index] = page }
    for page in pages { updateURLs(before[page.id]?.url, page.url) }
    snapshot.revision += 1
    snapshot.meaningsRevision += 1
    rebuildScopes()
    for page in snapshot.pages.compactMap({ $0 }) { updateNames(of: page, before: before[page.id]) }
  }

  /// The places where files may be that a page includes and that are not known yet: those of each, best first.
  package func missingInclusions(of page: Page) -> [[String]] {
    page.inclusions.map(\.candidates).filter { snapshot.firstPage(at: $0) == nil && !$0.isEmpty }
  }

  /// The files that were read because a page included them, and that none includes any more.
  package var abandonedInclusions: [Page] {
    let included = snapshot.pages.lazy.compactMap { $0 }.filter { $0.role == .include && !isTable($0) }
    guard !included.isEmpty else { return [] }
    var wanted = snapshot.profile.appendedFiles.compactMap { snapshot.firstPage(at: $0.candidates)?.id }
    for page in snapshot.pages.lazy.compactMap({ $0 }) where snapshot.isPublished(page) || isTable(page) {
      wanted += page.inclusions.compactMap { snapshot.firstPage(at: $0.candidates)?.id }
    }
    var reached: Set<PageID> = []
    while let id = wanted.popLast() {
      guard reached.insert(id).inserted, let page = snapshot[id] else { continue }
      wanted += page.inclusions.compactMap { snapshot.firstPage(at: $0.candidates)?.id }
    }
    return included.filter { !reached.contains($0.id) }
  }

  private func isTable(_ page: Page) -> Bool {
    snapshot.configuration.tables?.match(page.path) ?? false
  }

  /// Whether a page includes a file by this path, or would if the file were there.
  package func isIncluded(_ path: String) -> Bool {
    isFirst(path, amongAnyOf: snapshot.profile.appendedFiles.map(\.candidates))
      || snapshot.pages.contains { page in
        page.map { isFirst(path, amongAnyOf: $0.inclusions.lazy.map(\.candidates)) } ?? false
      }
  }

  private func isFirst(_ path: String, amongAnyOf inclusions: some Sequence<[String]>) -> Bool {
    inclusions.contains { candidates in
      candidates.first { $0 == path || snapshot.page(at: $0) != nil } == path
    }
  }

  /// Forgets a page that is gone.
  package mutating func remove(_ path: String) {
    guard let id = snapshot.idsByPath.removeValue(forKey: path), let page = snapshot[id] else { return }
    snapshot.pages[id.index] = nil
    updateURLs(page.url, nil)
    snapshot.revision += 1
    snapshot.meaningsRevision += 1
    for handle in snapshot.handles.remove(id) { snapshot.names.remove(handle) }
    rebuild(for: nil, before: nil)
  }

  /// Takes the list of the files that are no pages.
  package mutating func setOtherFiles(_ files: Set<String>) {
    let changed = files.symmetricDifference(snapshot.otherFiles)
    guard !changed.isEmpty else { return }
    snapshot.otherFiles = files
    snapshot.revision += 1
    snapshot.meaningsRevision += 1
    // Whether an inclusion finds its file was found out with the scopes.
    if changed.contains(where: isIncluded) { rebuild(for: nil, before: nil) }
  }

  /// Finds anew which pages have the URL that a page had, and the one that it has now. Of several with the same one, as
  /// while a copied page is given its own, the last in the order of paths is meant.
  private mutating func updateURLs(_ old: String?, _ new: String?) {
    guard old != new else { return }
    for url in [old, new].compactMap({ $0 }) {
      let pages = snapshot.pages.lazy.compactMap { $0 }.filter { $0.url == url }
      snapshot.idsByURL[url] = pages.max { WorkspacePath.isOrdered($0.path, before: $1.path) }?.id
    }
  }

  // MARK: Names

  /// Brings the name index up to a page's entries; returns whether it changed.
  @discardableResult
  private mutating func updateNames(of page: Page, before: Page?) -> Bool {
    guard snapshot.entryPages.contains(page.id) else {
      let dropped = snapshot.handles.remove(page.id)
      for handle in dropped { snapshot.names.remove(handle) }
      return !dropped.isEmpty
    }
    let names = Self.names(of: page, in: snapshot)
    let (handles, dropped) = snapshot.handles.update(
      page.id,
      old: before?.entries.entries.map(\.title) ?? [],
      new: page.entries.entries.map(\.title)
    )
    for handle in dropped { snapshot.names.remove(handle) }
    var hasChanged = !dropped.isEmpty
    for (handle, names) in zip(handles, names) where snapshot.names.setNames(names, of: handle) { hasChanged = true }
    return hasChanged
  }

  /// Whether the headings have the titles that they had.
  private static func hasSameHeadings(_ old: Page?, _ new: Page) -> Bool {
    guard let known = old?.parsed.headings else { return false }
    let headings = new.parsed.headings
    // By index: what is taken out of a list is copied with its texts.
    return known.count == headings.count
      && known.indices.allSatisfy { known[$0].title.hasSameBytes(as: headings[$0].title) }
  }

  /// Whether the entries have the names and the headings that they had.
  private static func hasSameEntries(_ old: Page?, _ new: Page) -> Bool {
    guard let old, old.entries.pageHeading == new.entries.pageHeading else { return false }
    let (known, entries) = (old.entries.entries, new.entries.entries)
    return known.count == entries.count
      && known.indices.allSatisfy {
        known[$0].headings == entries[$0].headings && known[$0].title.hasSameBytes(as: entries[$0].title)
          && known[$0].aliases.hasSameBytes(as: entries[$0].aliases)
      }
  }

  private static func nameBatches(
    of pages: [Page],
    in snapshot: WorkspaceSnapshot,
    threads: Int
  ) -> [(names: [PlacedNames], batch: NameIndex.Batch)] {
    Parallel.map(pages, threads: threads) { page in
      let names = snapshot.entryNames(on: page)
      let owners = zip(snapshot.handles.handles(of: page.id), inOrderOfHandles(names))
      return (names, snapshot.names.batch(owners.map { (owner: $0, names: $1) }))
    }
  }

  /// The names of each entry of a page, and last those of the page itself, as ``EntryHandles`` orders them.
  private static func names(of page: Page, in snapshot: WorkspaceSnapshot) -> [[EntryName]] {
    inOrderOfHandles(snapshot.entryNames(on: page))
  }

  private static func inOrderOfHandles(_ names: [PlacedNames]) -> [[EntryName]] {
    names.dropFirst().map(\.names) + names.prefix(1).map(\.names)
  }

  // MARK: Definitions

  /// Works out anew what depends on all definitions: the names of other pages' entries too, which definitions give.
  private mutating func rebuild(for page: Page?, before old: Page?) {
    let inbound = snapshot.definitionTargets.inbound
    rebuildScopes()
    if let page { updateNames(of: page, before: old) }
    let present = snapshot.definitionTargets.inbound
    for id in Set(inbound.keys).union(present.keys) where id != page?.id {
      guard let target = snapshot[id],
        inbound[id] != present[id] || present[id]?.contains(where: { isRelabelled($0.place, before: old) }) == true
      else { continue }
      updateNames(of: target, before: target)
    }
  }

  /// Whether a definition of a page that changed had another label before.
  private func isRelabelled(_ place: DefinitionPlace, before old: Page?) -> Bool {
    guard let old, place.page == old.id, let page = snapshot[old.id],
      page.parsed.definitions.indices.contains(place.definition),
      old.parsed.definitions.indices.contains(place.definition)
    else { return false }
    let label = page.parsed.definitions[place.definition].label
    return !old.text.hasSameBytes(in: old.parsed.definitions[place.definition].label, as: label, of: page.text)
  }

  private static func hasSameDefinitions(_ old: Page?, _ new: Page) -> Bool {
    guard let old, old.definitionKeys == new.definitionKeys else { return false }
    return zip(old.parsed.definitions, new.parsed.definitions).allSatisfy { left, right in
      old.text.hasSameBytes(in: left.destination, as: right.destination, of: new.text)
        && old.text.hasSameBytes(in: left.label, as: right.label, of: new.text)
    }
  }

  private mutating func updateOwnTable(of page: Page) {
    guard snapshot.scopes[page.id]?.own != nil else { return }
    snapshot.scopes[page.id]?.own = DefinitionTable(
      [page.id],
      pages: snapshot.pages,
      laterWins: snapshot.profile.laterDefinitionWins
    )
  }

  /// Finds anew which definitions reach which page, and what depends on it.
  private mutating func rebuildScopes() {
    buildScopes()
    updateEntryPages()
  }

  private mutating func buildScopes(threads: Int = 1) {
    let scopes = ScopeBuilder.build(snapshot)
    snapshot.scopes = scopes.scopes
    snapshot.appendedTable = scopes.appended
    snapshot.tablePages = scopes.tablePages
    snapshot.definitionOrigins = scopes.origins
    snapshot.inclusionProblems = scopes.problems
    snapshot.definitionTargets = scopes.targets(in: snapshot, threads: threads)
    snapshot.definitionsRevision += 1
  }

  /// Finds anew which pages define terms; returns whether others do than before.
  @discardableResult
  private mutating func updateEntryPages() -> Bool {
    let changed = selectEntryPages()
    for id in changed { if let page = snapshot[id] { updateNames(of: page, before: page) } }
    return !changed.isEmpty
  }

  /// Returns the pages that define terms and did not, or did and do not: their names are not the index's any more.
  private mutating func selectEntryPages() -> Set<PageID> {
    let (entryPages, chosen) = EntryFileSelection.select(in: snapshot)
    snapshot.chosenEntryPages = chosen
    let changed = entryPages.symmetricDifference(snapshot.entryPages)
    guard !changed.isEmpty else { return [] }
    snapshot.entryPages = entryPages
    snapshot.definitionsRevision += 1
    return changed
  }
}
