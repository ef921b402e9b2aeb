import JSONRPC
import LanguageServerProtocol

enum Initialize {
  static func answer(
    _ session: inout Session,
    _ params: LSP.InitializeParams
  ) throws(ResponseError) -> LSP.InitializeResult {
    session.client = ResolvedClient(
      params.capabilities,
      rulePages: session.host.rulePages.map { FileURI.uri(of: $0) }
    )
    session.trace = params.trace
    if let processID = params.processID, processID > 0 { session.watchParent(processID) }
    session.initialSettings = Settings(params.initializationOptions)
    session.settings = session.initialSettings
    // It may be asked for them once it is initialized, and nothing of the folders is to be shown before.
    session.awaitSettings()
    for uri in folders(of: params) { session.addFolder(uri) }
    return LSP.InitializeResult(capabilities: announce(&session), serverInfo: .glossa)
  }

  private static func announce(_ session: inout Session) -> LSP.ServerCapabilities {
    let capabilities = LSP.ServerCapabilities(
      for: session.client,
      handledBy: session.router,
      settings: session.settings
    )
    session.registration.announced = Set(capabilities.registrations.map(\.method))
    // Where the client cannot be told later that it may ask for diagnostics, they are sent once they are switched on.
    if capabilities.diagnosticProvider == nil, session.client.publishedDiagnostics,
      !session.client.registers.contains("textDocument/diagnostic")
    {
      session.client.pullDiagnostics = false
    }
    return capabilities
  }

  /// The client's folders, in the newest of the three ways in which clients name them.
  private static func folders(of params: LSP.InitializeParams) -> [LSP.DocumentURI] {
    if let folders = params.workspaceFolders { return folders.map(\.uri) }
    if let uri = params.rootURI { return [uri] }
    return params.rootPath.map { [FileURI.uri(of: $0)] } ?? []
  }
}
