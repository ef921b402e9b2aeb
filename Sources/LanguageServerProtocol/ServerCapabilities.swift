package import JSONRPC

extension LSP {
  /// What the server announces; everything that is nil or false is left out.
  package struct ServerCapabilities: Sendable {
    package var positionEncoding: String?
    package var textDocumentSync: TextDocumentSyncOptions?
    package var completionProvider: CompletionOptions?
    package var hoverProvider = false
    package var declarationProvider = false
    package var definitionProvider = false
    package var referencesProvider = false
    package var documentHighlightProvider = false
    package var documentSymbolProvider: DocumentSymbolOptions?
    package var codeActionProvider: CodeActionOptions?
    package var codeLensProvider: ResolveOptions?
    package var documentLinkProvider: ResolveOptions?
    package var documentFormattingProvider = false
    package var documentRangeFormattingProvider = false
    package var renameProvider: RenameOptions?
    package var foldingRangeProvider = false
    package var executeCommandProvider: ExecuteCommandOptions?
    package var selectionRangeProvider = false
    package var semanticTokensProvider: SemanticTokensOptions?
    package var inlayHintProvider: ResolveOptions?
    package var diagnosticProvider: DiagnosticOptions?
    package var workspaceSymbolProvider: ResolveOptions?
    package var workspace: WorkspaceCapabilities?

    package init() {}
  }

  /// The options of a capability, whose members stand beside the document selector where it is registered.
  package protocol CapabilityOptions: JSONEncodable, Sendable {
    func writeMembers(to json: inout JSONWriter)
  }

  package struct TextDocumentSyncOptions: Sendable {
    package enum Kind: Int, Sendable, JSONEncodable {
      case none = 0
      case full = 1
      case incremental = 2
    }

    package var openClose = true
    package var change = Kind.incremental
    package var save = SaveOptions()

    package struct SaveOptions: Sendable {
      package var includeText = true
    }

    package init() {}
  }

  package struct CompletionOptions: Sendable {
    package var triggerCharacters: [String]
    package var resolveProvider: Bool
    /// `completionItem.labelDetailsSupport`, only for clients that know label details.
    package var labelDetailsSupport: Bool

    package init(triggerCharacters: [String], resolveProvider: Bool, labelDetailsSupport: Bool) {
      self.triggerCharacters = triggerCharacters
      self.resolveProvider = resolveProvider
      self.labelDetailsSupport = labelDetailsSupport
    }
  }

  package struct DocumentSymbolOptions: Sendable {
    package var label: String?

    package init(label: String? = nil) {
      self.label = label
    }
  }

  package struct CodeActionOptions: Sendable {
    /// Nil for clients that know no kinds; with nothing else either, they get plain `true`.
    package var codeActionKinds: [String]?
    package var resolveProvider: Bool

    package init(codeActionKinds: [String]?, resolveProvider: Bool) {
      self.codeActionKinds = codeActionKinds
      self.resolveProvider = resolveProvider
    }
  }

  /// Options of the requests that have nothing but a resolve request.
  package struct ResolveOptions: Sendable {
    package var resolveProvider: Bool

    package init(resolveProvider: Bool = false) {
      self.resolveProvider = resolveProvider
    }
  }

  package struct RenameOptions: Sendable {
    /// Only for clients with `prepareSupport`; the others get plain `true`.
    package var prepareProvider: Bool

    package init(prepareProvider: Bool) {
      self.prepareProvider = prepareProvider
    }
  }

  package struct ExecuteCommandOptions: Sendable {
    package var commands: [String]

    package init(commands: [String]) {
      self.commands = commands
    }
  }

  package struct SemanticTokensOptions: Sendable {
    package var tokenTypes: [String]
    package var tokenModifiers: [String]
    package var range: Bool
    package var full: Bool
    package var delta: Bool

    package init(tokenTypes: [String], tokenModifiers: [String], range: Bool, full: Bool, delta: Bool) {
      self.tokenTypes = tokenTypes
      self.tokenModifiers = tokenModifiers
      self.range = range
      self.full = full
      self.delta = delta
    }
  }

  package struct DiagnosticOptions: Sendable {
    package var identifier: String?
    package var interFileDependencies: Bool
    package var workspaceDiagnostics: Bool

    package init(identifier: String?, interFileDependencies: Bool, workspaceDiagnostics: Bool) {
      self.identifier = identifier
      self.interFileDependencies = interFileDependencies
      self.workspaceDiagnostics = workspaceDiagnostics
    }
  }

  package struct WorkspaceCapabilities: Sendable {
    /// Announces `workspaceFolders` with change notifications.
    package var workspaceFolders = false
    package var willRename: FileOperationRegistrationOptions?

    package init() {}
  }

  package struct FileOperationRegistrationOptions: Hashable, Sendable {
    package var filters: [FileOperationFilter]

    package init(filters: [FileOperationFilter]) {
      self.filters = filters
    }
  }

  /// Files and folders on the disk whose path a glob matches.
  package struct FileOperationFilter: Hashable, Sendable {
    package var glob: String

    package init(glob: String) {
      self.glob = glob
    }
  }
}

extension LSP.CapabilityOptions {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    writeMembers(to: &json)
    json.endObject()
  }
}

extension LSP.ServerCapabilities: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("positionEncoding", positionEncoding)
    json.member("textDocumentSync", textDocumentSync)
    json.member("completionProvider", completionProvider)
    json.member("hoverProvider", ifTrue: hoverProvider)
    json.member("declarationProvider", ifTrue: declarationProvider)
    json.member("definitionProvider", ifTrue: definitionProvider)
    json.member("referencesProvider", ifTrue: referencesProvider)
    json.member("documentHighlightProvider", ifTrue: documentHighlightProvider)
    json.member("documentSymbolProvider", documentSymbolProvider)
    json.member("codeActionProvider", codeActionProvider)
    json.member("codeLensProvider", codeLensProvider)
    json.member("documentLinkProvider", documentLinkProvider)
    json.member("documentFormattingProvider", ifTrue: documentFormattingProvider)
    json.member("documentRangeFormattingProvider", ifTrue: documentRangeFormattingProvider)
    json.member("renameProvider", renameProvider)
    json.member("foldingRangeProvider", ifTrue: foldingRangeProvider)
    json.member("executeCommandProvider", executeCommandProvider)
    json.member("selectionRangeProvider", ifTrue: selectionRangeProvider)
    json.member("semanticTokensProvider", semanticTokensProvider)
    json.member("inlayHintProvider", inlayHintProvider)
    json.member("diagnosticProvider", diagnosticProvider)
    json.member("workspaceSymbolProvider", workspaceSymbolProvider)
    json.member("workspace", workspace)
    json.endObject()
  }
}

extension LSP.TextDocumentSyncOptions: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("openClose", openClose)
    json.member("change", change)
    json.member("save", save)
    json.endObject()
  }
}

extension LSP.TextDocumentSyncOptions.SaveOptions: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("includeText", includeText)
    json.endObject()
  }
}

extension LSP.CompletionOptions: LSP.CapabilityOptions {
  package func writeMembers(to json: inout JSONWriter) {
    json.member("triggerCharacters", triggerCharacters)
    json.member("resolveProvider", ifTrue: resolveProvider)
    if labelDetailsSupport {
      json.key("completionItem")
      json.beginObject()
      json.member("labelDetailsSupport", true)
      json.endObject()
    }
  }
}

extension LSP.DocumentSymbolOptions: LSP.CapabilityOptions {
  package func writeMembers(to json: inout JSONWriter) {
    json.member("label", label)
  }
}

extension LSP.CodeActionOptions: LSP.CapabilityOptions {
  package func write(to json: inout JSONWriter) {
    guard codeActionKinds != nil || resolveProvider else {
      json.write(true)
      return
    }
    json.beginObject()
    writeMembers(to: &json)
    json.endObject()
  }

  package func writeMembers(to json: inout JSONWriter) {
    json.member("codeActionKinds", codeActionKinds)
    json.member("resolveProvider", ifTrue: resolveProvider)
  }
}

extension LSP.ResolveOptions: LSP.CapabilityOptions {
  package func writeMembers(to json: inout JSONWriter) {
    json.member("resolveProvider", ifTrue: resolveProvider)
  }
}

extension LSP.RenameOptions: LSP.CapabilityOptions {
  package func write(to json: inout JSONWriter) {
    guard prepareProvider else {
      json.write(true)
      return
    }
    json.beginObject()
    writeMembers(to: &json)
    json.endObject()
  }

  package func writeMembers(to json: inout JSONWriter) {
    json.member("prepareProvider", ifTrue: prepareProvider)
  }
}

extension LSP.ExecuteCommandOptions: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("commands", commands)
    json.endObject()
  }
}

extension LSP.SemanticTokensOptions: LSP.CapabilityOptions {
  package func writeMembers(to json: inout JSONWriter) {
    json.key("legend")
    json.beginObject()
    json.member("tokenTypes", tokenTypes)
    json.member("tokenModifiers", tokenModifiers)
    json.endObject()
    json.member("range", ifTrue: range)
    if full, delta {
      json.key("full")
      json.beginObject()
      json.member("delta", true)
      json.endObject()
    } else {
      json.member("full", ifTrue: full)
    }
  }
}

extension LSP.DiagnosticOptions: LSP.CapabilityOptions {
  package func writeMembers(to json: inout JSONWriter) {
    json.member("identifier", identifier)
    json.member("interFileDependencies", interFileDependencies)
    json.member("workspaceDiagnostics", workspaceDiagnostics)
  }
}

extension LSP.WorkspaceCapabilities: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    if workspaceFolders {
      json.key("workspaceFolders")
      json.beginObject()
      json.member("supported", true)
      json.member("changeNotifications", true)
      json.endObject()
    }
    if let willRename {
      json.key("fileOperations")
      json.beginObject()
      json.member("willRename", willRename)
      json.endObject()
    }
    json.endObject()
  }
}

extension LSP.FileOperationRegistrationOptions: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("filters", filters)
    json.endObject()
  }
}

extension LSP.FileOperationFilter: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("scheme", "file")
    json.key("pattern")
    json.beginObject()
    json.member("glob", glob)
    json.endObject()
    json.endObject()
  }
}
