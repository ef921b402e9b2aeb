import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Threads
package import Workspace

/// What rules need to know of a whole workspace: worked out when the first rule asks, once for a snapshot.
package struct WorkspaceUsage: Sendable {
  private var counts: Lazily<Counts>
  private let nearest: Lazily<KnownNames>
  private let tables: Lazily<[PageID: [DefinitionTable]]>
  private let homeTables: Lazily<HomeTables>
  private let meant: Lazily<MeantHeadings>
  private var files: Lazily<KnownFiles>
  private var mentions: Lazily<MentionIndex>
  private let anchors: LazilyByPage<PageAnchors>

  private struct Counts: Sendable {
    var entries: [EntryPlace: Int] = [:]
    var definitions: [DefinitionPlace: Int] = [:]
  }

  /// What the references of each page mean, where that was found out for all pages at once.
  private let resolutions: [PageID: [Resolution]]

  // What an editor asks for with every key: it stays true until names, anchors, definitions or files change.
  private let meaningsRevision: Int
  private let lastResolutions: LastOfPages<[Resolution]>
  private let lastTitles: LastOfPages<EntryTitles>
  private let missingFiles: Remembered<AssetReference, MissingFile?>

  /// How much is kept for the next time that somebody asks: nothing where every page is looked at once.
  private struct Limits {
    var pages = 8
    var answers = 2000

    static var none: Limits { Limits(pages: 0, answers: 0) }
  }

  private struct AssetReference: Hashable, Sendable {
    var destination: String
    var path: String
  }

  /// A file that is not there.
  struct MissingFile: Sendable {
    var path: String
    /// The file that may be meant.
    var nearest: String?
  }

  package init(of snapshot: WorkspaceSnapshot) {
    let limits = Limits()
    let nearest = Lazily { KnownNames(of: snapshot, names: nil, keeping: limits.answers) }
    self.init(of: snapshot, resolutions: [:], nearest: nearest, limits: limits)
  }

  /// Finds out ahead, on many threads, what nearly every rule asks for, as is best where every page is to be checked.
  ///
  /// - Parameter names: those of all entries, where they are at hand.
  package init(of snapshot: WorkspaceSnapshot, names: [PlacedNames]? = nil, threads: Int) {
    let nearest = Lazily { KnownNames(of: snapshot, names: names, keeping: 0) }
    let pages = snapshot.pages.compactMap { $0 }.filter { snapshot.isPublished($0) }
    // The first job is the longest, so that the other threads are done with the pages by its end.
    let resolutions = Parallel.map([nil] + pages, threads: threads) { page -> (PageID, [Resolution])? in
      guard let page else {
        _ = nearest.value
        return nil
      }
      return (page.id, page.references.map { snapshot.resolve($0, on: page) })
    }
    self.init(
      of: snapshot,
      resolutions: Dictionary(resolutions.compactMap { $0 }, uniquingKeysWith: { first, _ in first }),
      nearest: nearest,
      limits: .none
    )
    // Whoever asks for one of these must wait for it, so they are not left to the first rule that does.
    let (counts, tables, meant) = (counts, tables, meant)
    let needed: [@Sendable () -> Void] = [{ _ = counts.value }, { _ = meant.value }, { _ = tables.value }]
    _ = Parallel.map(needed, threads: threads) { $0() }
  }

  private init(
    of snapshot: WorkspaceSnapshot,
    resolutions: [PageID: [Resolution]],
    nearest: Lazily<KnownNames>,
    limits: Limits
  ) {
    self.resolutions = resolutions
    self.nearest = nearest
    meaningsRevision = snapshot.meaningsRevision
    lastResolutions = LastOfPages(limit: limits.pages)
    lastTitles = LastOfPages(limit: limits.pages)
    missingFiles = Remembered(limit: limits.answers)
    counts = Lazily { Self.count(snapshot, resolutions) }
    tables = Lazily { Self.tables(in: snapshot) }
    homeTables = Lazily { HomeTables(of: snapshot) }
    meant = Lazily { MeantHeadings(of: snapshot) }
    files = Lazily { KnownFiles(of: snapshot, keeping: limits.answers) }
    mentions = Lazily { MentionIndex(of: snapshot) }
    anchors = LazilyByPage { PageAnchors(of: $0) }
  }

  /// That of a new snapshot, with the names and the counts of an older one: they cost more than an editor's key may, and
  /// serve until there is time.
  package init(of snapshot: WorkspaceSnapshot, namesOf old: WorkspaceUsage) {
    self.init(of: snapshot, resolutions: [:], nearest: old.nearest, limits: Limits())
    counts = old.counts
    files = old.files
    mentions = old.mentions
  }

  /// How many references of published pages mean an entry, or a page as a whole.
  package func references(to entry: EntryPlace) -> Int { counts.value.entries[entry] ?? 0 }

  /// How many references and images of published pages link through a definition.
  package func uses(of definition: DefinitionPlace) -> Int { counts.value.definitions[definition] ?? 0 }

  /// The names that a label may be a misspelling of, best first.
  package func names(nearestTo label: String) -> [KnownName] { nearest.value.nearest(to: label) }

  /// The groups of files with a given one among them whose definitions reach the same pages.
  package func tables(with file: PageID) -> [DefinitionTable] { tables.value[file] ?? [] }

  /// The files that a path may have been meant to be, best first; pages are not among them.
  func files(nearestTo path: String) -> [String] { files.value.nearest(to: path) }

  /// The names that prose may mention.
  var mentionIndex: MentionIndex { mentions.value }

  /// The indices of a page's headings whose anchors are nearest, best first.
  func headings(nearestTo anchor: String, on page: Page) -> [Int] {
    anchors.value(of: page).headings(nearestTo: anchor)
  }

  /// That of some files to which the definition of a label that means an entry belongs.
  package func table(defining label: String, as entry: EntryPlace, among files: [PageID]) -> PageID? {
    homeTables.value.table(for: entry, label: label, among: files)
  }

  /// What definitions that lead nowhere were written for.
  package var meantHeadings: MeantHeadings { meant.value }

  /// What a page's references mean, in their order.
  func resolutions(on page: Page, in snapshot: WorkspaceSnapshot) -> [Resolution] {
    if let known = resolutions[page.id] { return known }
    guard snapshot.meaningsRevision == meaningsRevision else {
      return page.references.map { snapshot.resolve($0, on: page) }
    }
    return lastResolutions.resolutions(on: page, in: snapshot)
  }

  func titles(on page: Page, in snapshot: WorkspaceSnapshot) -> EntryTitles {
    guard snapshot.meaningsRevision == meaningsRevision else { return EntryTitles(of: page, in: snapshot) }
    return lastTitles.titles(on: page, in: snapshot)
  }

  /// The file that a destination names, where it is not there.
  func missingFile(at destination: String, on place: PagePlace, in snapshot: WorkspaceSnapshot) -> MissingFile? {
    func find(_ reference: AssetReference) -> MissingFile? {
      guard case .missingFile(let path) = snapshot.target(ofDestination: reference.destination, on: place) else {
        return nil
      }
      return MissingFile(path: path, nearest: files(nearestTo: path).first)
    }
    let reference = AssetReference(destination: destination, path: place.path)
    guard snapshot.meaningsRevision == meaningsRevision else { return find(reference) }
    return missingFiles.answer(to: reference, find)
  }

  private static func count(_ snapshot: WorkspaceSnapshot, _ known: [PageID: [Resolution]]) -> Counts {
    var counts = Counts()
    for page in snapshot.pages.compactMap({ $0 }) where snapshot.isPublished(page) {
      let resolutions = known[page.id] ?? page.references.map { snapshot.resolve($0, on: page) }
      for index in ReadReferences.indices(on: page, resolutions) {
        let resolution = resolutions[index]
        if let definition = resolution.definition { counts.definitions[definition, default: 0] += 1 }
        if let entry = resolution.entry { counts.entries[entry, default: 0] += 1 }
      }
      for image in LabelledImages.find(on: page, in: snapshot) {
        if let definition = image.definition { counts.definitions[definition, default: 0] += 1 }
      }
    }
    return counts
  }

  private static func tables(in snapshot: WorkspaceSnapshot) -> [PageID: [DefinitionTable]] {
    var tables: [PageID: [DefinitionTable]] = [:]
    var known: Set<ObjectIdentifier> = []
    for page in snapshot.pages.compactMap({ $0 }) where snapshot.isPublished(page) {
      for table in snapshot.scope(of: page).tables where known.insert(ObjectIdentifier(table)).inserted {
        for file in Set(table.files) { tables[file, default: []].append(table) }
      }
    }
    return tables
  }
}
