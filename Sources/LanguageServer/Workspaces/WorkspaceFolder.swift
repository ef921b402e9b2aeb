import Features
import LanguageServerProtocol
import Rules
import SiteProfiles
import SourceText
import Workspace

/// A folder that the client has open, with what is known of its pages.
struct WorkspaceFolder: Sendable {
  let id: Int
  /// As the client wrote it, without a slash at the end.
  let uri: LSP.DocumentURI
  /// Absolute, as the client names it, without a slash at the end; links in it itself are not resolved.
  let path: String
  let files: any FileSystem
  private let watch: any ReadingWatch
  /// The paths of the client's other folders within this one, each with a slash at its end.
  var nested: [String] = []

  /// Nil until the folder has been read.
  private(set) var index: WorkspaceIndex?
  /// Whether the client may have had answers from what was read.
  var isInUse = false
  private(set) var usage: WorkspaceUsage?
  private(set) var completionIndex = CompletionIndexCache()
  private(set) var referenceIndex = ReferenceIndexCache()
  /// What is in force, and what is wrong with the file.
  private(set) var configuration: FolderConfiguration?
  /// Faults of the site generator's configuration, which may be another one than that in force.
  private(set) var siteProblems: [SiteProblem] = []
  /// The files as they were just before the folder was read, or when they were looked at last.
  var disk: DiskState?
  /// Links within the folder.
  private(set) var links = WorkspaceLinks()
  /// The generator's files that ever had a fault.
  private(set) var siteFiles: Set<String> = []

  /// Counts how often the folder began to be read; a result of an earlier time is out of date.
  var loadNumber = 0
  var isLoading = false
  /// Files that changed while the folder was being read.
  var changedWhileLoading: Set<String> = []
  /// What has to be looked at once the folder has not changed for a while.
  var pendingCheck = PendingCheck.nothing
  /// Counts the changes that other pages than the changed one can see.
  private(set) var outwardRevision = 0

  enum PendingCheck: Int, Comparable {
    case nothing
    /// Words changed: what looks at those of other pages may find something else.
    case words
    /// Names, anchors or definitions changed.
    case everything

    static func < (left: PendingCheck, right: PendingCheck) -> Bool { left.rawValue < right.rawValue }
  }

  init(id: Int, uri: LSP.DocumentURI, path: String, files: any FileSystem, watch: any ReadingWatch) {
    self.id = id
    self.uri = uri
    self.path = path
    self.files = files
    self.watch = watch
  }

  /// A path relative to the folder, as its pages have it; nil for what is not in it.
  func relativePath(of path: String) -> String? {
    for root in [self.path, files.root] {
      let prefix = Array(root.utf8) + [UInt8(ascii: "/")]
      guard path.utf8.starts(with: prefix) else { continue }
      let relative = WorkspacePath.normalized(String(decoding: path.utf8.dropFirst(prefix.count), as: UTF8.self))
      return relative.map { links.resolved($0) }
    }
    return nil
  }

  /// Whether the folder's pages can be judged: not where the site's configuration cannot be read and never could.
  private(set) var isUnderstood = false

  /// Whether a file is this folder's to tell of, and not that of a folder within it.
  func owns(_ path: String) -> Bool {
    !nested.contains { path.utf8.starts(with: $0.utf8) }
  }

  /// The document that is open of a file, by whichever of its names.
  func document(at path: String, among documents: OpenDocuments) -> OpenDocument? {
    documents[DocumentKey(path: self.path + "/" + path)]
      ?? links.aliases(of: path).lazy.compactMap { documents[DocumentKey(path: self.path + "/" + $0)] }.first
  }

  // MARK: Changes

  /// Forgets what was read, as if the folder had just come.
  mutating func forget() {
    (index, usage, configuration) = (nil, nil, nil)
    isUnderstood = false
  }

  /// Takes over what was read. A site configuration that has become unreadable leaves the last good one in force.
  mutating func install(_ load: FolderLoad) {
    isLoading = false
    configuration = load.configuration
    siteProblems = load.workspace.siteProblems
    links = load.workspace.links
    disk = load.disk
    siteFiles.formUnion(siteProblems.map(\.path))
    let isReadable = !siteProblems.contains(where: \.isFatal)
    if isUnderstood, !isReadable { return }
    isUnderstood = isReadable
    index = load.workspace.index
    usage = load.usage
    completionIndex = CompletionIndexCache()
    referenceIndex = ReferenceIndexCache()
    outwardRevision += 1
    pendingCheck = .everything
  }

  /// What a file is to the site, given the configuration; ``PageRole/outside`` for what is no page of it.
  func role(of path: String) -> PageRole {
    guard let snapshot = index?.snapshot else { return .outside }
    let configuration = snapshot.configuration
    if configuration.exclude.match(path) { return .outside }
    let role = snapshot.profile.role(of: path)
    if role == .page || role == .post { return role }
    let isTable = configuration.tables?.match(path) ?? false
    return isTable || snapshot.page(at: path) != nil || index?.isIncluded(path) == true ? .include : .outside
  }

  /// Takes a page's text. Nil where the folder has no such page, or has not been read yet.
  @discardableResult
  mutating func setText(_ text: SourceText, of path: String) -> WorkspaceIndex.Reach? {
    let role = role(of: path)
    guard role != .outside, let id = index?.id(for: path), let snapshot = index?.snapshot else { return nil }
    if let page = snapshot[id], page.text.bytes == text.bytes, page.text.decoding == text.decoding { return .page }
    let reading = reading(snapshot)
    let page = Page(id: id, path: path, role: role, text: text, reading: reading, after: snapshot[id])
    return replace(page)
  }

  private mutating func replace(_ page: Page) -> WorkspaceIndex.Reach? {
    guard let reach = index?.replace(page) else { return nil }
    guard reach == .workspace else {
      pendingCheck = max(pendingCheck, .words)
      return reach
    }
    readMissingInclusions(of: page)
    dropAbandonedInclusions()
    changedOutwards()
    return reach
  }

  private func reading(_ snapshot: WorkspaceSnapshot) -> PageReading {
    PageReading(profile: snapshot.profile, configuration: snapshot.configuration, watch: watch)
  }

  mutating func remove(_ path: String) {
    guard index?.snapshot.page(at: path) != nil else { return }
    index?.remove(path)
    dropAbandonedInclusions()
    changedOutwards()
  }

  /// A file that no page includes any more is no page of the site.
  private mutating func dropAbandonedInclusions() {
    guard let abandoned = index?.abandonedInclusions, !abandoned.isEmpty else { return }
    var others = index?.snapshot.otherFiles ?? []
    for page in abandoned {
      index?.remove(page.path)
      if case .success = files.status(page.path) { others.insert(page.path) }
    }
    index?.setOtherFiles(others)
  }

  mutating func setOtherFiles(_ files: Set<String>) {
    guard let index, index.snapshot.otherFiles != files else { return }
    self.index?.setOtherFiles(files)
    changedOutwards()
  }

  private mutating func changedOutwards() {
    guard let snapshot = index?.snapshot else { return }
    usage = usage.map { WorkspaceUsage(of: snapshot, namesOf: $0) } ?? WorkspaceUsage(of: snapshot)
    outwardRevision += 1
    pendingCheck = .everything
  }

  /// Takes what was worked out about the present state.
  mutating func refresh(_ usage: WorkspaceUsage) {
    self.usage = usage
    outwardRevision += 1
  }

  private mutating func readMissingInclusions(of page: Page) {
    var pages = [page]
    while let page = pages.popLast(), let missing = index?.missingInclusions(of: page) {
      for candidates in missing {
        guard let (path, text) = firstFile(at: candidates), let snapshot = index?.snapshot,
          let id = index?.id(for: path)
        else { continue }
        let reading = reading(snapshot)
        let included = Page(id: id, path: path, role: .include, text: text, reading: reading)
        index?.replace(included)
        pages.append(included)
      }
    }
  }

  private func firstFile(at candidates: [String]) -> (path: String, text: SourceText)? {
    for path in candidates {
      if case .success(let content) = files.read(path) { return (path, SourceText(decoding: content.bytes)) }
    }
    return nil
  }
}

/// A folder as read, off the loop.
struct FolderLoad: Sendable {
  let configuration: FolderConfiguration
  let workspace: LoadedWorkspace
  let usage: WorkspaceUsage
  let disk: DiskState

  /// - Parameter overlay: the open documents of the folder, by relative path.
  static func read(
    _ files: any FileSystem,
    settings: ConfigurationValue,
    lastGood: Configuration?,
    overlay: [String: SourceText],
    watch: any ReadingWatch,
    threads: Int
  ) -> FolderLoad {
    let disk = DiskState(of: files)
    let files = OverlayFileSystem(base: files, texts: overlay.mapValues(\.bytes))
    let configuration = FolderConfiguration.read(settings: settings, files: files, lastGood: lastGood)
    let workspace = WorkspaceLoader.load(
      files,
      configuration: configuration.configuration,
      overlay: overlay,
      watch: watch,
      threads: threads
    )
    let usage = WorkspaceUsage(of: workspace.index.snapshot)
    return FolderLoad(configuration: configuration, workspace: workspace, usage: usage, disk: disk)
  }
}
