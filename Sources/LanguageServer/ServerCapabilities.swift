package import LanguageServerProtocol
import SourceText

/// What is announced to this client: only what has a handler, in the form that the client understands.
extension LSP.ServerCapabilities {
  package init(for client: ResolvedClient, handledBy router: MessageRouter) {
    self.init()
    if client.offersPositionEncodings { positionEncoding = client.positionEncoding.rawValue }
    textDocumentSync = LSP.TextDocumentSyncOptions()
  }
}

/// What is registered once the client has said `initialized`: only what it lets servers register.
extension LSP.RegistrationParams {
  package init(for client: ResolvedClient, handledBy router: MessageRouter) {
    self.init(registrations: [])
    if client.registersConfiguration, router.handles("workspace/didChangeConfiguration") {
      registrations.append(LSP.Registration(id: "configuration", method: "workspace/didChangeConfiguration"))
    }
  }
}
