import JSONRPC
import LanguageServerProtocol
import MarkdownSyntax
import Rules
import Threads
import Workspace

/// Checks what depends on a whole folder, off the loop, once the folder has not changed for a while.
extension Session {
  /// Sees to it that a folder is checked when it has been left alone for so long.
  mutating func scheduleCheck(of id: Int, milliseconds: Int) {
    checkCancellations[id]?.cancel()
    timers.set(.checkFolder(id), milliseconds: milliseconds)
  }

  /// Works out the usage of names and definitions anew, and publishes what is different because of it.
  mutating func checkFolder(_ id: Int) {
    guard !areFoldersAwaited, let folder = folders[id: id], let snapshot = folder.index?.snapshot else { return }
    // Files that the site's configuration names may have come or gone.
    publishConfigurationProblems(of: id)
    guard folder.pendingCheck != .nothing,
      let view = WorkspaceView(folder, documents: documents, encoding: client.positionEncoding)
    else { return }
    let pages = pagesToCheck(in: folder, snapshot)
    let cancellation = CancellationToken()
    checkCancellations[id] = cancellation
    let isOn = settings.isOn(.diagnostics)
    // One processor is left for the next key.
    let threads = max(1, host.threads - 1)
    workers.checker.submit { [queue, client] in
      guard !cancellation.isCancelled else { return }
      let fresh = view.with(WorkspaceUsage(of: snapshot))
      let results = Parallel.map(pages, threads: threads) { page -> DocumentDiagnostics? in
        guard !cancellation.isCancelled else { return nil }
        return DocumentDiagnostics(
          uri: fresh.uri(of: page.path),
          version: fresh.document(at: page.path)?.version,
          diagnostics: isOn ? fresh.diagnostics(of: page, for: client) : []
        )
      }
      guard !cancellation.isCancelled else { return }
      queue.pushFinished { session in
        guard !cancellation.isCancelled, session.folders[id: id]?.index?.snapshot.revision == snapshot.revision else {
          return
        }
        session.finishCheck(of: id, fresh.usage, results.compactMap { $0 })
      }
    }
  }

  private mutating func finishCheck(of id: Int, _ usage: WorkspaceUsage, _ results: [DocumentDiagnostics]) {
    checkCancellations[id] = nil
    let wasEverything = folders[id: id]?.pendingCheck == .everything
    folders[id: id]?.pendingCheck = .nothing
    folders[id: id]?.refresh(usage)
    for result in results { publish(result.diagnostics, of: result.uri, version: result.version) }
    guard wasEverything, let folder = folders[id: id] else { return }
    let known = Set(results.map { DocumentKey($0.uri) })
    for uri in diagnostics.uris(below: folder) where !known.contains(DocumentKey(uri)) && !isConfigurationFile(uri) {
      publish([], of: uri, version: nil)
    }
    refreshClient()
  }

  /// The pages whose diagnostics may have changed, those of open documents first.
  private func pagesToCheck(in folder: WorkspaceFolder, _ snapshot: WorkspaceSnapshot) -> [Page] {
    guard !client.pullDiagnostics else { return [] }
    let levels = RuleLevels(snapshot.configuration)
    var open: [Page] = []
    var closed: [Page] = []
    for page in snapshot.pages.compactMap({ $0 }) where folder.owns(page.path) {
      if folder.document(at: page.path, among: documents) != nil {
        open.append(page)
      } else if settings.checksClosedPages,
        folder.pendingCheck == .everything || RuleCatalog.dependsOnWordsElsewhere(page, levels: levels)
      {
        closed.append(page)
      }
    }
    return open + closed
  }

  /// Publishes the faults of the files that configure a folder.
  mutating func publishConfigurationProblems(of id: Int) {
    guard let folder = folders[id: id] else { return }
    for file in folder.configurationDiagnostics(documents: documents, encoding: client.positionEncoding) {
      publish(settings.isOn(.diagnostics) ? file.diagnostics : [], of: file.uri, version: file.version)
    }
  }

  /// Lets a client ask again, where it can be told to.
  ///
  /// - Parameter old: the settings that were in force before; what they switched on may still be shown.
  mutating func refreshClient(after old: Settings? = nil) {
    guard lifecycle == .running else {
      isRefreshDue = true
      return
    }
    isRefreshDue = false
    let shown = [settings, old ?? settings]
    let lenses = client.codeLensRefresh && shown.contains { $0.isOn(.codeLens) }
    let hints = client.inlayHintRefresh && shown.contains { $0.isOn(.inlayHint) }
    let refreshes: [(isKnown: Bool, method: String, request: String)] = [
      (client.pullDiagnostics && client.diagnosticsRefresh, "workspace/diagnostic/refresh", "textDocument/diagnostic"),
      (client.semanticTokensRefresh, "workspace/semanticTokens/refresh", "textDocument/semanticTokens/full"),
      (lenses, "workspace/codeLens/refresh", "textDocument/codeLens"),
      (hints, "workspace/inlayHint/refresh", "textDocument/inlayHint"),
    ]
    for (isKnown, method, refreshed) in refreshes where isKnown && router.handles(refreshed) {
      request(method, JSONValue?.none) { _, _ in }
    }
  }
}
