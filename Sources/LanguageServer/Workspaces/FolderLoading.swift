import JSONRPC
import LanguageServerProtocol
import SiteProfiles
import SourceText
import Threads
import Workspace

/// Reads folders off the loop and takes over what was read.
extension Session {
  /// Adds a folder of the client and begins to read it. What cannot be opened is logged and counts as no folder: its
  /// documents are read one by one.
  mutating func addFolder(_ uri: LSP.DocumentURI) {
    guard let path = FileURI.path(of: uri) else {
      log(.log, "\(uri) is no folder of this machine")
      return
    }
    switch host.openFolder(path) {
    case .failure(let error):
      log(.warning, "\(error)")
    case .success(let files):
      guard let id = folders.add(uri: uri, path: path, files: files) else { return }
      loadFolder(id)
    }
  }

  mutating func removeFolder(_ uri: LSP.DocumentURI) {
    guard let path = FileURI.path(of: uri), let folder = folders.remove(path: path) else { return }
    timers.stop(.checkFolder(folder.id))
    timers.stop(.reloadFolder(folder.id))
    timers.stop(.lookAtDisk(folder.id))
    checkCancellations.removeValue(forKey: folder.id)?.cancel()
    reports.forgetFolder(folder.uri)
    clearDiagnostics(below: folder)
    folders.removeSinglePages()
    takeTextsOfOpenDocuments()
    // What was the folder's is that of the folders around it now.
    for (id, _) in folders.places(of: DocumentKey(path: path)) {
      folders[id: id]?.pendingCheck = .everything
      scheduleCheck(of: id, milliseconds: host.quietMilliseconds)
    }
    foldersMayBeComplete()
  }

  /// Begins to read a folder, again perhaps; what is known of it stays in force meanwhile.
  mutating func loadFolder(_ id: Int) {
    guard let folder = folders[id: id] else { return }
    let number = folder.loadNumber + 1
    folders[id: id]?.loadNumber = number
    folders[id: id]?.isLoading = true
    folders[id: id]?.changedWhileLoading = []
    if !timers.isRunning(.showProgress), folder.index == nil { timers.set(.showProgress, milliseconds: 500) }
    if !timers.isRunning(.waitForFolders), !waiting.isOver {
      timers.set(.waitForFolders, milliseconds: WaitingMessages.patienceMilliseconds)
    }
    let overlay = openTexts(in: id)
    workers.loader.submit { [queue, settings, watch = folders.watch, threads = host.threads] in
      let load = FolderLoad.read(
        folder.files,
        settings: settings.configuration,
        lastGood: folder.configuration?.configuration,
        overlay: overlay,
        watch: watch,
        threads: threads
      )
      queue.pushFinished { session in session.install(load, in: id, number: number) }
    }
  }

  private mutating func install(_ load: FolderLoad, in id: Int, number: Int) {
    guard let folder = folders[id: id], folder.loadNumber == number else { return }
    let wasAnswered = folder.index != nil || waiting.isOver
    folders[id: id]?.install(load)
    for problem in load.configuration.settingProblems { report(problem) }
    for problem in load.workspace.problems { log(.log, "\(problem)") }
    reread(folder.changedWhileLoading, in: id)
    let own = documents.byKey.filter { folders.path(of: $0.key, in: id) != nil }
    for document in own.values { takeText(of: document) }
    publishConfigurationProblems(of: id)
    foldersMayBeComplete()
    changedDocuments.formUnion(own.keys)
    // What the client is about to open comes first.
    scheduleCheck(of: id, milliseconds: host.quietMilliseconds)
    if wasAnswered { refreshClient() }
    watchDisk(of: id)
  }

  /// The texts of a folder's open documents, by relative path.
  private func openTexts(in id: Int) -> [String: SourceText] {
    var texts: [String: SourceText] = [:]
    for (key, document) in documents.byKey {
      if let path = folders.path(of: key, in: id) { texts[path] = document.text }
    }
    return texts
  }

  /// Sees to it that what the client has open is what counts.
  mutating func takeTextsOfOpenDocuments() {
    for document in documents.all { takeText(of: document) }
  }

  /// Answers the requests that waited, once there is nothing more to wait for.
  mutating func foldersMayBeComplete() {
    if !folders.areIncomplete {
      timers.stop(.showProgress)
      timers.stop(.waitForFolders)
      if let token = indexingProgress { endProgress(token) }
      indexingProgress = nil
    }
    guard !areFoldersAwaited else { return }
    for id in folders.ids { folders[id: id]?.isInUse = true }
    releaseMessages()
    // The time for their check may have come while other folders were awaited.
    for folder in folders.all where !timers.isRunning(.checkFolder(folder.id)) {
      scheduleCheck(of: folder.id, milliseconds: host.quietMilliseconds)
    }
  }

  // MARK: Timers

  mutating func handleTimer(_ purpose: Timers.Purpose) {
    switch purpose {
    case .waitForFolders:
      stopWaiting()
    case .waitForSettings:
      log(.warning, "the client did not tell its settings")
      foldersMayBeComplete()
    case .showProgress:
      if indexingProgress == nil, folders.areIncomplete { indexingProgress = beginProgress("Reading the glossary") }
    case .checkFolder(let id): checkFolder(id)
    case .reloadFolder(let id): loadFolder(id)
    case .lookAtDisk(let id): lookAtDisk(of: id)
    }
  }

  // MARK: Settings

  /// Lets what needs the settings wait for a while, where the client can tell them.
  mutating func awaitSettings() {
    if client.configuration { timers.set(.waitForSettings, milliseconds: 2000) }
  }

  /// Asks the client for the settings, where it can tell them.
  mutating func requestSettings() {
    guard client.configuration else { return }
    awaitSettings()
    let params = LSP.ConfigurationParams(items: [LSP.ConfigurationItem(section: "glossa")])
    request("workspace/configuration", params) { session, result in
      // Clients without settings of ours say null or an empty object.
      if case .success(.array(let values)) = result, let value = values.first {
        session.take(Settings(value, orElse: session.initialSettings))
      }
      session.timers.stop(.waitForSettings)
      session.foldersMayBeComplete()
    }
  }

  /// Lets new settings come into force.
  mutating func take(_ new: Settings) {
    let old = settings
    guard new != old else { return }
    settings = new
    for problem in new.problems { report(problem) }
    updateRegistrations()
    if new.configuration != old.configuration {
      for id in folders.ids {
        // What was read under other settings, and nobody has seen, is not to be shown.
        if folders[id: id]?.isInUse == false { folders[id: id]?.forget() }
        loadFolder(id)
      }
      folders.removeSinglePages()
      takeTextsOfOpenDocuments()
    }
    for id in folders.ids {
      folders[id: id]?.pendingCheck = .everything
      scheduleCheck(of: id, milliseconds: 0)
    }
    if !areFoldersAwaited { refreshClient(after: old) }
    changedDocuments.formUnion(documents.all.map { DocumentKey($0.uri) })
  }

  /// Tells the user of something that only the user can mend.
  mutating func report(_ problem: String) {
    host.log(problem)
    show(.warning, problem)
  }
}
