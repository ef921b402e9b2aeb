package import LanguageServerProtocol
import SourceText

/// What is announced to this client: only what has a handler and is not switched off, in the form that the client
/// understands.
extension LSP.ServerCapabilities {
  package init(for client: ResolvedClient, handledBy router: MessageRouter, settings: Settings = Settings()) {
    func has(_ feature: Settings.Feature, _ method: String) -> Bool {
      router.handles(method) && !settings.isSwitchedOff(feature)
    }
    self.init()
    if client.offersPositionEncodings { positionEncoding = client.positionEncoding.rawValue }
    textDocumentSync = LSP.TextDocumentSyncOptions()
    if has(.completion, "textDocument/completion") {
      completionProvider = LSP.CompletionOptions(
        triggerCharacters: ["["],
        resolveProvider: router.handles("completionItem/resolve"),
        labelDetailsSupport: client.completionLabelDetails
      )
    }
    hoverProvider = has(.hover, "textDocument/hover")
    definitionProvider = has(.definition, "textDocument/definition")
    declarationProvider = has(.declaration, "textDocument/declaration")
    referencesProvider = has(.references, "textDocument/references")
    documentHighlightProvider = has(.documentHighlight, "textDocument/documentHighlight")
    // Without literals an action could only be a command.
    if client.codeActionLiterals, has(.codeAction, "textDocument/codeAction") {
      codeActionProvider = LSP.CodeActionOptions(codeActionKinds: ["quickfix"], resolveProvider: false)
    }
    if client.pullDiagnostics, has(.diagnostics, "textDocument/diagnostic") {
      diagnosticProvider = LSP.DiagnosticOptions(
        identifier: "glossa",
        interFileDependencies: true,
        workspaceDiagnostics: router.handles("workspace/diagnostic")
      )
    }
    if client.workspaceFolders, router.handles("workspace/didChangeWorkspaceFolders") {
      workspace = LSP.WorkspaceCapabilities()
      workspace?.workspaceFolders = true
    }
  }
}

/// What is registered once the client has said `initialized`: only what it lets servers register.
extension LSP.RegistrationParams {
  package init(for client: ResolvedClient, handledBy router: MessageRouter) {
    self.init(registrations: [])
    if client.registersConfiguration, router.handles("workspace/didChangeConfiguration") {
      registrations.append(LSP.Registration(id: "configuration", method: "workspace/didChangeConfiguration"))
    }
    if client.registersWatchedFiles, router.handles("workspace/didChangeWatchedFiles") {
      let options = LSP.DidChangeWatchedFilesRegistrationOptions(watchers: LSP.FileSystemWatcher.ofSites)
      registrations.append(
        LSP.Registration(id: "files", method: "workspace/didChangeWatchedFiles", registerOptions: options)
      )
    }
  }
}

extension LSP.FileSystemWatcher {
  /// What a site is made of: pages and what they include, configuration, and what pages show or lead to.
  fileprivate static var ofSites: [LSP.FileSystemWatcher] {
    [
      "**/*.{md,markdown,mkd,mkdn,mdown,txt}", "**/*.{yml,yaml}",
      "**/*.{png,jpg,jpeg,gif,svg,webp,avif,ico,pdf,mp4,webm,mp3,html}",
    ].map { LSP.FileSystemWatcher(globPattern: $0) }
  }
}
