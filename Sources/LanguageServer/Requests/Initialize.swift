import JSONRPC
import LanguageServerProtocol

enum Initialize {
  static func answer(
    _ session: inout Session,
    _ params: LSP.InitializeParams
  ) throws(ResponseError) -> LSP.InitializeResult {
    session.client = ResolvedClient(params.capabilities)
    session.trace = params.trace
    if let processID = params.processID, processID > 0 { session.watchParent(processID) }
    return LSP.InitializeResult(
      capabilities: LSP.ServerCapabilities(for: session.client, handledBy: session.router),
      serverInfo: .glossa
    )
  }
}
