import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum DocumentSymbolRequest {
  /// The outline of a page: a tree where the client knows trees, else a list in the order of the page.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentParams
  ) throws(ResponseError) -> LSP.DocumentSymbols? {
    guard let found = context.page(params.textDocument, for: .documentSymbol) else { return nil }
    let symbols = DocumentSymbols.symbols(on: found.page, in: found.workspace.snapshot)
    let kinds = SymbolKinds(known: context.client.documentSymbolKinds)
    guard context.client.hierarchicalSymbols else {
      var list: [LSP.SymbolInformation] = []
      found.append(symbols, below: nil, kinds, to: &list)
      return .flat(list)
    }
    return .hierarchical(symbols.map { found.shown($0, kinds) })
  }
}

extension DocumentPage {
  fileprivate func shown(_ symbol: DocumentSymbol, _ kinds: SymbolKinds) -> LSP.DocumentSymbol {
    LSP.DocumentSymbol(
      name: symbol.name,
      detail: symbol.detail.isEmpty ? nil : symbol.detail,
      kind: kinds.kind(of: symbol.kind),
      range: workspace.range(symbol.range, on: page),
      selectionRange: workspace.range(symbol.selection, on: page),
      children: symbol.children.map { shown($0, kinds) }
    )
  }

  fileprivate func append(
    _ symbols: [DocumentSymbol],
    below container: String?,
    _ kinds: SymbolKinds,
    to list: inout [LSP.SymbolInformation]
  ) {
    for symbol in symbols {
      let location = LSP.Location(uri: workspace.uri(of: page.path), range: workspace.range(symbol.range, on: page))
      list.append(
        LSP.SymbolInformation(
          name: symbol.name,
          kind: kinds.kind(of: symbol.kind),
          location: location,
          containerName: container
        )
      )
      append(symbol.children, below: symbol.name, kinds, to: &list)
    }
  }
}

/// The kinds that a client shows: every client the protocol's first eighteen, later ones those that it names.
struct SymbolKinds {
  let entry: LSP.SymbolKind

  init(known: Set<Int>) {
    entry = known.contains(LSP.SymbolKind.key.rawValue) ? .key : .string
  }

  func kind(of kind: DocumentSymbol.Kind) -> LSP.SymbolKind {
    switch kind {
    case .section: .namespace
    case .entry: entry
    case .alias: .string
    }
  }
}
