import JSONRPC

/// Which handler takes which message: one line per method.
package struct MessageRouter: Sendable {
  package private(set) var handlers: [String: Handler]

  package static let standard = MessageRouter([
    // Life cycle
    "initialize": .orderedRequest(Initialize.answer),
    "initialized": .notification(Initialized.handle),
    "shutdown": .orderedRequest(Shutdown.answer),
    "$/setTrace": .notification(SetTrace.handle),

    // Text synchronisation
    "textDocument/didOpen": .notification(DidOpen.handle),
    "textDocument/didChange": .notification(DidChange.handle),
    "textDocument/didClose": .notification(DidClose.handle),
    "textDocument/didSave": .notification(DidSave.handle),

    // Language features
    "textDocument/completion": .request(CompletionRequest.answer),
    "completionItem/resolve": .request(CompletionResolve.answer),
    "textDocument/hover": .request(HoverRequest.answer),
    "textDocument/definition": .request(DefinitionRequest.answer),
    "textDocument/declaration": .request(DeclarationRequest.answer),
    "textDocument/references": .request(ReferencesRequest.answer),
    "textDocument/documentHighlight": .request(DocumentHighlightRequest.answer),
    "textDocument/documentSymbol": .request(DocumentSymbolRequest.answer),
    "textDocument/documentLink": .request(DocumentLinkRequest.answer),
    "textDocument/foldingRange": .request(FoldingRangeRequest.answer),
    "textDocument/selectionRange": .request(SelectionRangeRequest.answer),
    "textDocument/semanticTokens/full": .request(SemanticTokensRequest.full),
    "textDocument/semanticTokens/full/delta": .request(SemanticTokensRequest.delta),
    "textDocument/semanticTokens/range": .request(SemanticTokensRequest.range),
    "textDocument/codeLens": .request(CodeLensRequest.answer),
    "codeLens/resolve": .request(CodeLensResolve.answer),
    "textDocument/inlayHint": .request(InlayHintRequest.answer),
    "textDocument/codeAction": .request(CodeActionRequest.answer),
    "codeAction/resolve": .request(CodeActionResolve.answer),
    "textDocument/prepareRename": .request(PrepareRename.answer),
    "textDocument/rename": .request(RenameRequest.answer),
    "textDocument/formatting": .request(FormattingRequest.answer),
    "textDocument/rangeFormatting": .request(FormattingRequest.answer),

    // Diagnostics
    "textDocument/diagnostic": .request(DocumentDiagnostic.answer),
    "workspace/diagnostic": .request(WorkspaceDiagnostic.answer),

    // Workspace
    "workspace/willRenameFiles": .request(WillRenameFiles.answer),
    "workspace/symbol": .request(WorkspaceSymbolRequest.answer),
    "workspace/executeCommand": .request(ExecuteCommand.answer),
    "workspace/didChangeConfiguration": .notification(DidChangeConfiguration.handle),
    "workspace/didChangeWatchedFiles": .notification(DidChangeWatchedFiles.handle),
    "workspace/didChangeWorkspaceFolders": .notification(DidChangeWorkspaceFolders.handle),
  ])

  package init(_ handlers: [String: Handler]) {
    self.handlers = handlers
  }

  /// The same table with more lines; a method that is there already gets the new handler.
  package func adding(_ more: [String: Handler]) -> MessageRouter {
    MessageRouter(handlers.merging(more) { $1 })
  }

  package func handles(_ method: String) -> Bool {
    handlers[method] != nil
  }

  func input(forRequest method: String) -> Lifecycle.Input {
    switch method {
    case "initialize": .initialize
    case "shutdown": .shutdown
    case _ where method.utf8.starts(with: "$/".utf8): .protocolRequest
    default: handlers[method]?.isRequest == true ? .knownRequest : .unknownRequest
    }
  }

  func input(forNotification method: String) -> Lifecycle.Input {
    switch method {
    case "initialized": .initialized
    case "exit": .exit
    case _ where handlers[method]?.isRequest == false: .knownNotification
    case _ where method.utf8.starts(with: "$/".utf8): .protocolNotification
    default: .unknownNotification
    }
  }
}
