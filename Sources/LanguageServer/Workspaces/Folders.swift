import Features
import LanguageServerProtocol
import Rules
import SiteProfiles
import SourceText
import Workspace

/// All that is analysed: the client's folders, and the open documents that belong to none of them, each of which is a
/// small workspace of its own.
struct Folders: Sendable {
  private var byID: [Int: WorkspaceFolder] = [:]
  /// The ids; of nested folders the inner comes first.
  private var order: [Int] = []
  private var singlePages: [DocumentKey: SinglePage] = [:]
  private var lastID = 0
  /// Looks after the reading of all pages.
  let watch: any ReadingWatch

  init(watch: any ReadingWatch) {
    self.watch = watch
  }

  // MARK: Folders

  /// The folders that could be opened; of nested ones the inner comes first.
  var all: [WorkspaceFolder] { order.compactMap { byID[$0] } }

  var ids: [Int] { order }

  subscript(id id: Int) -> WorkspaceFolder? {
    get { byID[id] }
    _modify { yield &byID[id] }
  }

  /// Adds a folder; nil where it is there already.
  mutating func add(uri: LSP.DocumentURI, path: String, files: any FileSystem) -> Int? {
    let uri = String(uri.utf8.last == UInt8(ascii: "/") ? uri.dropLast() : uri[...])
    let path = path == "/" ? "" : path
    guard id(ofFolderAt: path) == nil else { return nil }
    lastID += 1
    byID[lastID] = WorkspaceFolder(id: lastID, uri: uri, path: path, files: files, watch: watch)
    order.append(lastID)
    order = order.sorted { length(of: $1) < length(of: $0) }
    findNestedFolders()
    return lastID
  }

  mutating func remove(path: String) -> WorkspaceFolder? {
    guard let id = id(ofFolderAt: path == "/" ? "" : path) else { return nil }
    order.removeAll { $0 == id }
    defer { findNestedFolders() }
    return byID.removeValue(forKey: id)
  }

  private mutating func findNestedFolders() {
    for id in order {
      let paths = order.compactMap { other in byID[other].flatMap { path(of: DocumentKey(path: $0.path), in: id) } }
      byID[id]?.nested = paths.map { $0 + "/" }
    }
  }

  private func id(ofFolderAt path: String) -> Int? {
    order.first { byID[$0].map { Array($0.path.utf8) } == Array(path.utf8) }
  }

  private func length(of id: Int) -> Int { byID[id]?.path.utf8.count ?? 0 }

  /// The folder that a file is in, the innermost, and its path there.
  func locate(_ key: DocumentKey) -> (folder: Int, path: String)? {
    for id in order {
      if let path = path(of: key, in: id) { return (id, path) }
    }
    return nil
  }

  /// All folders that a file is in, the innermost first, and its path in each.
  func places(of key: DocumentKey) -> [(folder: Int, path: String)] {
    order.compactMap { id in path(of: key, in: id).map { (id, $0) } }
  }

  /// The path of a file in a folder, which may hold the folder that it belongs to.
  func path(of key: DocumentKey, in id: Int) -> String? {
    key.path.flatMap { byID[id]?.relativePath(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a folder has not been read for the first time.
  var areIncomplete: Bool { byID.values.contains { $0.index == nil && $0.isLoading } }

  // MARK: Documents

  /// Takes the text of an open document: into its folder, where it is a page of that, else into a workspace of its own.
  ///
  /// - Parameter waits: whether a document of a folder that has not been read yet is left for later.
  @discardableResult
  mutating func setText(
    of document: OpenDocument,
    settings: ConfigurationValue,
    waits: Bool
  ) -> WorkspaceIndex.Reach? {
    let key = DocumentKey(document.uri)
    let place = locate(key)
    if waits, let place, let folder = self[id: place.folder], folder.isLoading, folder.index == nil { return nil }
    if let place, let reach = self[id: place.folder]?.setText(document.text, of: place.path) {
      singlePages[key] = nil
      return reach
    }
    guard document.isMarkdown else { return nil }
    if singlePages[key] == nil {
      // A page of another scheme, such as that of an earlier revision, may belong to pages that are out of sight.
      let isAlone = place == nil && (key.path != nil || document.uri.utf8.starts(with: "untitled:".utf8))
      singlePages[key] = SinglePage(key: key, settings: settings, isChecked: isAlone, watch: watch)
    }
    return singlePages[key]?.setText(document.text)
  }

  /// Forgets the workspace of a document that is closed or belongs to a folder now.
  mutating func removeSinglePage(_ key: DocumentKey) { singlePages[key] = nil }

  mutating func removeSinglePages() { singlePages = [:] }

  func singlePage(_ key: DocumentKey) -> SinglePage? { singlePages[key] }
}

/// A document that belongs to no folder's site, as a workspace of one page.
struct SinglePage: Sendable {
  private(set) var index: WorkspaceIndex
  private(set) var usage: WorkspaceUsage
  let completionIndex = CompletionIndexCache()
  let referenceIndex = ReferenceIndexCache()
  /// Whether problems are told: not those of files that a folder's site leaves out, nor of what is no file.
  let isChecked: Bool
  private let path: String
  private let watch: any ReadingWatch

  init(key: DocumentKey, settings: ConfigurationValue, isChecked: Bool, watch: any ReadingWatch) {
    self.isChecked = isChecked
    self.watch = watch
    let name = key.path.map { String(WorkspacePath.name(of: $0)) } ?? "untitled.md"
    path = name.isMarkdownPath ? name : name + ".md"
    let reader = ConfigurationReader(rules: RuleCatalog.knownRules)
    var configuration = reader.read(settings).configuration(orLastGood: Configuration())
    configuration.exclude = []
    configuration.entries = nil
    configuration.tables = nil
    index = WorkspaceIndex(configuration: configuration, profile: PlainProfile())
    usage = WorkspaceUsage(of: index.snapshot)
  }

  mutating func setText(_ text: SourceText) -> WorkspaceIndex.Reach {
    let snapshot = index.snapshot
    let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration, watch: watch)
    let id = index.id(for: path)
    let page = Page(id: id, path: path, role: .page, text: text, reading: reading, after: snapshot[id])
    let reach = index.replace(page)
    usage = WorkspaceUsage(of: index.snapshot)
    return reach
  }

  var page: Page? { index.snapshot.page(at: path) }
}

extension OpenDocument {
  /// Whether the client or the file's name says that this is Markdown.
  var isMarkdown: Bool {
    languageID.lowercased().contains("markdown") || DocumentKey(uri).path?.isMarkdownPath == true
  }
}
