import LanguageServerProtocol
import SourceText
import Workspace

/// The diagnostics of what is being edited, at once.
extension Session {
  /// Called when everything that the client has sent is taken in: publishes the diagnostics of the documents that
  /// changed.
  mutating func publishChangedDocuments() {
    guard !changedDocuments.isEmpty, !areFoldersAwaited else { return }
    let changed = changedDocuments
    changedDocuments = []
    guard !client.pullDiagnostics else { return }
    for key in changed { if let document = documents[key] { publishDiagnostics(of: document) } }
  }

  /// From how many bytes on a page is looked at by several threads. To wake one that has nothing to do takes about as long
  /// as it would save on a page of usual size, and on a virtual machine it often only takes turns with the one that waits.
  private static let sharedPageSize = 1 << 19

  private mutating func publishDiagnostics(of document: OpenDocument) {
    let uri = document.uri
    let place = folders.locate(DocumentKey(uri))
    if let place, Self.isConfiguration(place.path) { return }
    guard settings.isOn(.diagnostics),
      let found = folders.page(of: uri, documents: documents, encoding: client.positionEncoding)
    else {
      publish([], of: uri, version: document.version)
      return
    }
    // After a change that others see, or at the start, more is to be worked out than what the page holds.
    let isWide = place.map { folders[id: $0.folder]?.pendingCheck == .everything } ?? false
    let threads = isWide || found.page.text.count >= Self.sharedPageSize ? host.threads : 1
    let diagnostics = found.workspace.diagnostics(of: found.page, for: client, threads: threads)
    publish(diagnostics, of: uri, version: document.version)
  }

  /// Whether a document's faults are told when its folder has been read.
  func isConfigurationFile(_ uri: LSP.DocumentURI) -> Bool {
    folders.locate(DocumentKey(uri)).map { Self.isConfiguration($0.path) } ?? false
  }
}
