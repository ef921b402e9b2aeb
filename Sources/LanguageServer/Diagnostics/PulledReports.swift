import JSONRPC
import LanguageServerProtocol
import Threads
import Workspace

/// What a client that pulls was told of each open document, and what is known of documents that did not change since.
///
/// A result's id is the digest of its diagnostics, so that it needs no memory to tell that nothing changed.
final class PulledReports: Sendable {
  private struct State {
    var told: [DocumentKey: Told] = [:]
    var digests: [String: FolderDigests] = [:]
  }

  private struct Told {
    var digest: Int
    var outwardRevision: Int
  }

  private struct FolderDigests {
    var state: FolderState
    var byPath: [String: Int] = [:]
  }

  /// What the diagnostics of a folder's pages depend on.
  struct FolderState: Hashable {
    var revision: Int
    var outwardRevision: Int
    var settings: Settings
  }

  private let state = Monitor(State())

  /// The report of diagnostics to a client that has the result with an id.
  static func report(_ diagnostics: LSP.DiagnosticList, previousID: String?) -> LSP.DiagnosticReport {
    let id = resultID(diagnostics.digest)
    return id == previousID ? .unchanged(resultID: id) : .full(resultID: id, items: diagnostics)
  }

  static func resultID(_ digest: Int) -> String { String(UInt(bitPattern: digest), radix: 36) }

  /// Notes what a client is told of a document; returns whether that differs from what it was told last.
  @discardableResult
  func tell(_ diagnostics: LSP.DiagnosticList, of uri: LSP.DocumentURI, outwardRevision: Int) -> Bool {
    let told = Told(digest: diagnostics.digest, outwardRevision: outwardRevision)
    return state.withLock { $0.told.updateValue(told, forKey: DocumentKey(uri))?.digest != told.digest }
  }

  /// Forgets a document that is closed: only those that are open are reported with others.
  func forget(_ document: DocumentKey) { state.withLock { $0.told[document] = nil } }

  func forgetFolder(_ uri: LSP.DocumentURI) { state.withLock { $0.digests[uri] = nil } }

  /// Whether a document was reported before, and something may have changed since that it does not hold itself.
  func isOutdated(_ uri: LSP.DocumentURI, outwardRevision: Int) -> Bool {
    state.withLock { $0.told[DocumentKey(uri)].map { $0.outwardRevision != outwardRevision } ?? false }
  }

  /// The digest of a page's diagnostics, where it was worked out for the same state of the folder.
  func digest(ofPageAt path: String, in folder: LSP.DocumentURI, _ current: FolderState) -> Int? {
    state.withLock { state in
      guard let digests = state.digests[folder], digests.state == current else { return nil }
      return digests.byPath[path]
    }
  }

  func setDigest(_ digest: Int, ofPageAt path: String, in folder: LSP.DocumentURI, _ current: FolderState) {
    state.withLock { state in
      if state.digests[folder]?.state != current { state.digests[folder] = FolderDigests(state: current) }
      state.digests[folder]?.byPath[path] = digest
    }
  }
}
