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
      // Simple clients close their menu at a blank, and ask again at these characters only.
      completionProvider = LSP.CompletionOptions(
        triggerCharacters: client.completionInsertReplace ? ["["] : ["[", " "],
        resolveProvider: router.handles("completionItem/resolve"),
        labelDetailsSupport: client.completionLabelDetails
      )
    }
    hoverProvider = has(.hover, "textDocument/hover")
    definitionProvider = has(.definition, "textDocument/definition")
    declarationProvider = has(.declaration, "textDocument/declaration")
    referencesProvider = has(.references, "textDocument/references")
    documentHighlightProvider = has(.documentHighlight, "textDocument/documentHighlight")
    if CodeActionRequest.isUnderstood(by: client, settings), has(.codeAction, "textDocument/codeAction") {
      codeActionProvider = LSP.CodeActionOptions(
        codeActionKinds: client.codeActionLiterals ? CodeActionRequest.kinds(for: client) : nil,
        resolveProvider: CodeActionRequest.isResolved(for: client) && router.handles("codeAction/resolve")
      )
    }
    if has(.rename, "textDocument/rename") {
      renameProvider = LSP.RenameOptions(
        prepareProvider: client.renamePrepare && router.handles("textDocument/prepareRename")
      )
    }
    // An editor that knows two formatters asks its user to choose, so this one is offered only to those who want it.
    documentFormattingProvider = settings.isOn(.formatting) && router.handles("textDocument/formatting")
    documentRangeFormattingProvider = settings.isOn(.formatting) && router.handles("textDocument/rangeFormatting")
    if has(.documentSymbol, "textDocument/documentSymbol") {
      documentSymbolProvider = LSP.DocumentSymbolOptions(label: client.symbolLabel ? "Glossa" : nil)
    }
    if has(.workspaceSymbol, "workspace/symbol") { workspaceSymbolProvider = LSP.ResolveOptions() }
    if has(.documentLink, "textDocument/documentLink") { documentLinkProvider = LSP.ResolveOptions() }
    foldingRangeProvider = has(.foldingRange, "textDocument/foldingRange")
    selectionRangeProvider = has(.selectionRange, "textDocument/selectionRange")
    if has(.codeLens, "textDocument/codeLens") {
      let isResolved = client.showsReferences && router.handles("codeLens/resolve")
      codeLensProvider = LSP.ResolveOptions(resolveProvider: isResolved)
    }
    if has(.inlayHint, "textDocument/inlayHint") { inlayHintProvider = LSP.ResolveOptions() }
    semanticTokensProvider = LSP.SemanticTokensOptions(for: client) { has(.semanticTokens, $0) }
    let commands = ExecuteCommand.commands(for: client)
    if !commands.isEmpty, has(.executeCommand, "workspace/executeCommand") {
      executeCommandProvider = LSP.ExecuteCommandOptions(commands: commands)
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
    if client.willRenameFiles, has(.willRenameFiles, "workspace/willRenameFiles") {
      var capabilities = workspace ?? LSP.WorkspaceCapabilities()
      capabilities.willRename = LSP.FileOperationRegistrationOptions(filters: WillRenameFiles.filters)
      workspace = capabilities
    }
  }
}

extension LSP.SemanticTokensOptions {
  /// The forms in which the client asks; nil where it asks in none, or shows no type that is sent.
  fileprivate init?(for client: ResolvedClient, isHandled: (_ method: String) -> Bool) {
    let legend = SemanticTokensLegend(client)
    let full = client.semanticTokensFull && isHandled("textDocument/semanticTokens/full")
    let range = client.semanticTokensRange && isHandled("textDocument/semanticTokens/range")
    guard !legend.types.isEmpty, full || range else { return nil }
    self.init(
      tokenTypes: legend.types,
      tokenModifiers: legend.modifiers,
      range: range,
      full: full,
      delta: client.semanticTokensDelta && isHandled("textDocument/semanticTokens/full/delta")
    )
  }
}
