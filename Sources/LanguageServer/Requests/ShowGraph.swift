import Features
import JSONRPC
import LanguageServerProtocol
import Reports
import SiteProfiles
import Workspace

/// Shows the terms of a workspace and their links, as a page that is kept beside the workspace, for a browser.
enum ShowGraph {
  /// Its argument, where it has one: `{"uri": …}`. Without a document all folders are meant.
  static let command = "glossa.showGraph"

  static func perform(_ context: RequestContext, _ argument: JSONValue?) throws(ResponseError) {
    let views = try context.workspaces(ofDocument: argument?["uri"]?.asString)
    if views.isEmpty { throw ResponseError(.requestFailed, "there is no site whose graph could be shown") }
    for view in views {
      let graph = TermGraph(of: view.snapshot, references: view.referenceIndex.index(for: view.snapshot))
      try context.checkCancellation()
      let root = FileURI.path(of: view.rootURI) ?? view.rootURI
      let page = GraphFormat.html.text(of: graph, title: String(WorkspacePath.name(of: root)))
      try context.checkCancellation()
      let path = try keep(page, as: fileName(for: root), by: context.host)
      context.queue.pushFinished { $0.showGraph(at: path) }
    }
  }

  /// The same name each time, so that no more than one page is kept for each workspace.
  private static func fileName(for root: String) -> String {
    var hash = FNV1a()
    hash.combine(root.utf8)
    return "graph-\(hash.hexadecimal).html"
  }

  /// Writes a file into the cache; gives its absolute path.
  private static func keep(_ bytes: [UInt8], as name: String, by host: Host) throws(ResponseError) -> String {
    guard let folder = host.cacheFolder() else {
      throw ResponseError(
        .requestFailed,
        "there is no folder to keep the graph in: neither XDG_CACHE_HOME nor HOME is one that can be written"
      )
    }
    let change = FileChange(path: name, bytes: bytes, expecting: .anything)
    switch host.openFolder(folder).map({ $0.replace([change]) }) {
    case .success(.success): return folder + "/" + name
    case .success(.failure(let failure)):
      throw ResponseError(.requestFailed, "the graph cannot be kept in \(folder): \(failure.cause)")
    case .failure(let error): throw ResponseError(.requestFailed, "the graph cannot be kept in \(folder): \(error)")
    }
  }
}

extension Session {
  /// Opens a page outside the editor, or says where it is.
  fileprivate mutating func showGraph(at path: String) {
    let message = "The graph is in \(path)"
    guard client.showDocument else { return show(.info, message) }
    let params = LSP.ShowDocumentParams(uri: FileURI.uri(of: path), external: true)
    // Whether the browser can read it nobody knows: some may not look into hidden folders.
    notify("window/logMessage", LSP.ShowMessageParams(type: .info, message: message))
    request("window/showDocument", params) { session, result in
      let answer = try? LSP.ShowDocumentResult(json: (try? result.get()) ?? .null)
      if answer?.success != true { session.show(.info, message) }
    }
  }
}
