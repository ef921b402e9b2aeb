import LanguageServerProtocol
import SiteProfiles
import SourceText
import Workspace

/// What becomes of pages when documents are edited and files change.
extension Session {
  // MARK: Documents

  /// Takes what the client has just sent of a document.
  mutating func documentChanged(_ uri: LSP.DocumentURI) {
    guard let document = documents[uri] else { return }
    let configured = folders.places(of: DocumentKey(uri)).filter { Self.isConfiguration($0.path) }
    for place in configured { timers.set(.reloadFolder(place.folder), milliseconds: host.quietMilliseconds) }
    if configured.isEmpty { takeText(of: document) }
  }

  /// A document that is opened by another name than its page is listed under: what was told of that is taken back.
  mutating func documentOpened(_ uri: LSP.DocumentURI) {
    if let page = pageListed(otherwiseThan: DocumentKey(uri)) { publish([], of: page, version: nil) }
    documentChanged(uri)
  }

  /// The URI under which the page of a document is listed, where that is another.
  private func pageListed(otherwiseThan key: DocumentKey) -> LSP.DocumentURI? {
    guard let place = folders.locate(key), let folder = folders[id: place.folder],
      DocumentKey(path: folder.path + "/" + place.path) != key
    else { return nil }
    return folder.uri + "/" + FileURI.escaped(place.path)
  }

  mutating func takeText(of document: OpenDocument) {
    let key = DocumentKey(document.uri)
    let reach = folders.setText(of: document, settings: settings.configuration, waits: !waiting.isOver)
    changedDocuments.insert(key)
    for (number, place) in folders.places(of: key).enumerated() {
      // Folders around its own read the document, too.
      let reach = number == 0 ? reach : folders[id: place.folder]?.setText(document.text, of: place.path)
      guard let reach else { continue }
      if reach == .workspace { takeIncludedDocuments(of: place.folder) }
      scheduleCheck(of: place.folder, milliseconds: host.quietMilliseconds)
    }
  }

  /// A document that a page has just begun to include was read from the disk, or is not there; one that is no longer
  /// included becomes a workspace of its own.
  private mutating func takeIncludedDocuments(of id: Int) {
    for (key, document) in documents.byKey {
      guard let path = folders.path(of: key, in: id), let folder = folders[id: id] else { continue }
      if let page = folder.index?.snapshot.page(at: path) {
        guard page.role == .include, page.text.bytes != document.text.bytes else { continue }
      } else if folders.singlePage(key) != nil, folder.role(of: path) == .outside {
        continue
      }
      takeText(of: document)
    }
  }

  /// From now on the disk has the truth about a document.
  mutating func documentClosed(_ uri: LSP.DocumentURI) {
    let key = DocumentKey(uri)
    changedDocuments.remove(key)
    folders.removeSinglePage(key)
    reports.forget(key)
    let places = folders.places(of: key)
    for (id, path) in places {
      if folders[id: id]?.isLoading == true { folders[id: id]?.changedWhileLoading.insert(path) }
      reread([path], in: id)
    }
    guard let place = places.first else {
      publish([], of: uri, version: nil)
      return
    }
    if !settings.checksClosedPages || pageListed(otherwiseThan: key) != nil
      || folders[id: place.folder]?.index?.snapshot.page(at: place.path) == nil
    {
      publish([], of: uri, version: nil)
    }
  }

  // MARK: Files

  mutating func filesChanged(_ keys: Set<DocumentKey>) {
    var paths: [Int: Set<String>] = [:]
    for key in keys {
      // What the client has open is the client's.
      guard documents[key] == nil else { continue }
      for (id, path) in folders.places(of: key) { paths[id, default: []].insert(path) }
      // Where a link leads is found out by a walk.
      if pageListed(otherwiseThan: key) != nil, let place = folders.locate(key) {
        timers.set(.reloadFolder(place.folder), milliseconds: host.quietMilliseconds)
      }
    }
    for (id, paths) in paths.sorted(by: { $0.key < $1.key }) {
      if folders[id: id]?.isLoading == true { folders[id: id]?.changedWhileLoading.formUnion(paths) }
      reread(paths, in: id)
    }
  }

  /// Looks at files anew. What concerns more than single pages makes the whole folder be read again.
  mutating func reread(_ paths: Set<String>, in id: Int) {
    guard !paths.isEmpty, folders[id: id]?.index != nil else { return }
    var suffices = paths.count <= 200
    for path in paths.sorted() where suffices { suffices = !Self.isConfiguration(path) && reread(path, in: id) }
    takeIncludedDocuments(of: id)
    if suffices {
      scheduleCheck(of: id, milliseconds: host.quietMilliseconds)
    } else {
      timers.set(.reloadFolder(id), milliseconds: host.quietMilliseconds)
    }
  }

  /// Looks at a file anew; false where that does not suffice.
  private mutating func reread(_ path: String, in id: Int) -> Bool {
    guard let folder = folders[id: id], let snapshot = folder.index?.snapshot else { return true }
    if folder.document(at: path, among: documents) != nil { return true }
    var others = snapshot.otherFiles
    switch folder.files.status(path) {
    case .success(let status):
      if status.isDirectory || status.isLinked
        || snapshot.page(at: path) == nil && folder.index?.isIncluded(path) == true
      {
        return false
      }
      guard folder.role(of: path) != .outside else {
        if others.insert(path).inserted { folders[id: id]?.setOtherFiles(others) }
        return true
      }
      switch folder.files.read(path) {
      case .success(let content): folders[id: id]?.setText(SourceText(decoding: content.bytes), of: path)
      // It is being written: there will be word of it.
      case .failure(let error) where error.reason == .changedMeanwhile: return true
      case .failure(let error):
        log(.log, "\(error)")
        folders[id: id]?.remove(path)
      }
      folders[id: id]?.pendingCheck = .everything
      return true
    case .failure:
      if let page = snapshot.page(at: path) {
        folders[id: id]?.remove(path)
        // Another file may be included in its place.
        return page.role != .include
      }
      if others.remove(path) != nil {
        folders[id: id]?.setOtherFiles(others)
        return true
      }
      // It may have been a folder.
      let prefix = Array(path.utf8) + [UInt8(ascii: "/")]
      return !snapshot.pages.contains { $0?.path.utf8.starts(with: prefix) ?? false }
        && !others.contains { $0.utf8.starts(with: prefix) }
    }
  }

  /// Whether a file configures the folder, its own or the site generator's; others may be what that one inherits from.
  static func isConfiguration(_ path: String) -> Bool {
    if path == ConfigurationFile.name { return true }
    let name = WorkspacePath.name(of: path)
    if ProfileDetection.configurationFiles.contains(where: { $0.name == name }) { return true }
    return name.hasPrefix("mkdocs") && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
  }
}
