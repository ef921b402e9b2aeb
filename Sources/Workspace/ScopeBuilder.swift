import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Threads

/// Finds which definitions reach which page: the page's own, those of files it includes, and those added to all.
struct ScopeBuilder {
  private(set) var scopes: [PageID: DefinitionScope] = [:]
  private(set) var appended: DefinitionTable?
  private(set) var tablePages: Set<PageID> = []
  private(set) var problems: [InclusionProblem] = []
  /// By file of definitions: the page from which they are read, which is the first entry page that gets them.
  private(set) var origins: [PageID: PageID] = [:]

  private let snapshot: WorkspaceSnapshot
  private let graph: InclusionGraph
  /// One table for each list of files, shared by the pages that include the same.
  private var tables: [[PageID]: DefinitionTable] = [:]

  static func build(_ snapshot: WorkspaceSnapshot) -> ScopeBuilder {
    var builder = ScopeBuilder(snapshot)
    builder.run()
    return builder
  }

  private init(_ snapshot: WorkspaceSnapshot) {
    self.snapshot = snapshot
    graph = InclusionGraph(snapshot)
  }

  private mutating func run() {
    // `tables: []` says that there are none, whatever the generator's configuration names.
    let isOff = snapshot.configuration.tables?.isEmpty ?? false
    let files = isOff ? [] : appendedFiles()
    if !files.isEmpty {
      appended = table(files)
      tablePages.formUnion(files)
    }
    var including: Set<PageID> = []
    for page in snapshot.pages.compactMap({ $0 }) where snapshot.isPublished(page) {
      var scope = DefinitionScope(appended: appended)
      if !page.definitionKeys.isEmpty { scope.own = table([page.id]) }
      if !isOff, !page.inclusions.isEmpty {
        let included = graph.files(broughtBy: page.id)
        including.insert(page.id)
        if !included.isEmpty { scope.included = table(included) }
        tablePages.formUnion(included)
      }
      if scope.own != nil || scope.included != nil { scopes[page.id] = scope }
    }
    findOrigins()
    problems = graph.problems(of: including.union(tablePages))
  }

  private mutating func findOrigins() {
    let snapshot = snapshot
    let readers = snapshot.pages.lazy.compactMap { $0 }.filter { snapshot.isPublished($0) && $0.role == .page }
      .map { page in
        (page: page, isGlossary: !page.entries.entries.isEmpty && EntryFileSelection.isNamedGlossary(page.path))
      }
      .sorted { left, right in
        left.isGlossary != right.isGlossary
          ? left.isGlossary : WorkspacePath.isOrdered(left.page.path, before: right.page.path)
      }
    for reader in readers {
      for file in scopes[reader.page.id]?.included?.files ?? [] where origins[file] == nil {
        origins[file] = reader.page.id
      }
    }
    guard let appended, let first = readers.first?.page.id else { return }
    // What is added to every page is read from the first of them, whatever else includes it.
    for file in appended.files { origins[file] = first }
  }

  private mutating func table(_ files: [PageID]) -> DefinitionTable {
    if let table = tables[files] { return table }
    let table = DefinitionTable(files, pages: snapshot.pages, laterWins: snapshot.profile.laterDefinitionWins)
    tables[files] = table
    return table
  }

  /// The files that the generator, or the configuration, adds to every page.
  private func appendedFiles() -> [PageID] {
    var files: [PageID] = []
    for file in snapshot.profile.appendedFiles {
      guard let page = snapshot.firstPage(at: file.candidates) else { continue }
      files.append(page.id)
      files += graph.files(broughtBy: page.id)
    }
    guard let globs = snapshot.configuration.tables, !globs.isEmpty else { return files }
    for page in snapshot.sortedPages where globs.match(page.path) && !files.contains(page.id) {
      files.append(page.id)
    }
    return files
  }

  // MARK: What definitions lead to

  /// What the definitions of all tables and pages lead to.
  ///
  /// - Parameter threads: how many pages' definitions are followed at a time.
  func targets(in snapshot: WorkspaceSnapshot, threads: Int) -> DefinitionTargets {
    let isOff = snapshot.configuration.tables?.isEmpty ?? false
    let pages = snapshot.pages.compactMap { $0 }.filter { page in
      !page.definitionKeys.isEmpty && (tablePages.contains(page.id) || snapshot.isPublished(page) && !isOff)
    }
    let found = Parallel.map(pages, threads: threads) { page in
      let place = snapshot.representativePlace(forDefinitionsOf: page)
      return (folder: WorkspacePath.folder(of: place.path), targets: Self.targets(of: page, on: place, in: snapshot))
    }
    var targets = DefinitionTargets()
    for (page, found) in zip(pages, found) { targets.set(found.targets, of: page.id, folder: found.folder) }
    return targets
  }

  private static func targets(
    of page: Page,
    on place: PagePlace,
    in snapshot: WorkspaceSnapshot
  ) -> [PageTarget?] {
    // Tables name the same few pages again and again, so what stands before the anchor is resolved once.
    var pages: [ArraySlice<UInt8>: PageID?] = [:]
    return page.parsed.definitions.map { definition in
      let destination = page.text.slice(definition.destination)
      guard let sign = destination.lastIndex(of: UInt8(ascii: "#")), sign > destination.startIndex,
        !destination[sign...].contains(UInt8(ascii: "%"))
      else { return snapshot.pageTarget(of: String(decoding: destination, as: UTF8.self), on: place) }
      let path = destination[..<sign]
      let target: PageID?
      if let known = pages[path] {
        target = known
      } else {
        target = snapshot.pageTarget(of: String(decoding: path, as: UTF8.self), on: place)?.page
        pages[path] = .some(target)
      }
      return target.map { PageTarget(page: $0, anchor: String(decoding: destination[(sign + 1)...], as: UTF8.self)) }
    }
  }
}
