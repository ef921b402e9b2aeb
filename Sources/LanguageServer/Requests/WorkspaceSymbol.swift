import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum WorkspaceSymbolRequest {
  /// The entries of all folders that a query fits, best first within each folder.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.WorkspaceSymbolParams
  ) throws(ResponseError) -> [LSP.SymbolInformation]? {
    guard context.settings.isOn(.workspaceSymbol) else { return nil }
    let kinds = SymbolKinds(known: context.client.workspaceSymbolKinds)
    var symbols: [LSP.SymbolInformation] = []
    for workspace in context.workspaces where symbols.count < WorkspaceSymbols.limit {
      try context.checkCancellation()
      let snapshot = workspace.snapshot
      let found = WorkspaceSymbols.symbols(
        matching: params.query,
        in: snapshot,
        index: workspace.completionIndex.index(for: snapshot),
        limit: WorkspaceSymbols.limit - symbols.count
      )
      symbols += found.compactMap { symbol in
        guard let page = snapshot[symbol.page], workspace.owns(page.path) else { return nil }
        return workspace.location(symbol.range, on: symbol.page).map { location in
          LSP.SymbolInformation(
            name: symbol.name,
            kind: symbol.isPage ? .file : kinds.entry,
            location: location,
            containerName: symbol.container
          )
        }
      }
    }
    return symbols
  }
}
