package import JSONRPC
package import LanguageServerProtocol
package import SourceText

/// What the client can do, resolved once from its tree of optional capabilities. The protocol's defaults for what a client
/// does not mention are the initial values, so that a silent client gets base answers only.
package struct ResolvedClient: Sendable, Equatable {
  /// What the columns of all positions count.
  package var positionEncoding = PositionEncoding.utf16
  /// Whether the answer to `initialize` may name the encoding.
  package var offersPositionEncodings = false
  /// The methods that servers may register.
  package var registers: Set<String> = []

  // MARK: Workspace
  package var applyEdit = false
  package var documentChanges = false
  package var workspaceFolders = false
  package var configuration = false
  package var willRenameFiles = false
  package var semanticTokensRefresh = false
  package var codeLensRefresh = false
  package var inlayHintRefresh = false
  package var diagnosticsRefresh = false

  // MARK: Window
  package var workDoneProgress = false
  package var showDocument = false

  // MARK: Completion
  package var completionSnippets = false
  package var completionMarkdown = false
  package var completionInsertReplace = false
  package var completionLabelDetails = false
  package var completionResolvesDocumentation = true
  package var completionResolvesAdditionalTextEdits = false

  // MARK: Language features
  package var hoverMarkdown = false
  package var definitionLinks = false
  package var declarationLinks = false
  package var hierarchicalSymbols = false
  package var symbolLabel = false
  /// Kinds beyond the protocol's first eighteen.
  package var documentSymbolKinds: Set<Int> = []
  package var workspaceSymbolKinds: Set<Int> = []
  /// Whether the client has the command ``showReferences``; one that was not written for Glossa has not.
  package var showsReferences = false
  package var codeActionLiterals = false
  package var codeActionIsPreferred = false
  package var codeActionData = false
  package var codeActionResolvesEdit = false
  package var documentLinkTooltip = false
  package var renamePrepare = false
  package var foldingRangeLimit: Int?
  package var semanticTokensFull = false
  package var semanticTokensDelta = false
  package var semanticTokensRange = false
  package var semanticTokenTypes: Set<String> = []
  package var semanticTokenModifiers: Set<String> = []

  // MARK: Diagnostics
  /// Whether the client asks for diagnostics, and is not told. A client that cannot be asked to ask again would go on
  /// showing what was true of other pages, so it is told where it can be.
  package var pullDiagnostics = false
  /// Whether the client is told of diagnostics without asking, too or only.
  package var publishedDiagnostics = false
  package var relatedDocuments = false
  package var diagnosticRelatedInformation = false
  package var diagnosticTagUnnecessary = false
  package var diagnosticVersion = false
  /// The URI of the folder with a page about each rule, for clients that lead their user there.
  package var rulePages: LSP.DocumentURI?

  package init() {}
}

extension ResolvedClient {
  /// A command of the client's own, named in `experimental.commands.commands`: shows places that it is given. Its
  /// arguments are a URI, a position and an array of locations.
  package static let showReferences = "glossa.showReferences"

  /// - Parameter rulePages: the folder with a page about each rule, where there is one.
  package init(_ capabilities: JSONValue, rulePages: LSP.DocumentURI? = nil) {
    self.init()
    let tree = CapabilityTree(root: capabilities)
    resolveGeneral(tree)
    resolveWorkspace(tree)
    resolveCompletion(tree)
    resolveLanguageFeatures(tree)
    resolveSemanticTokens(tree)
    resolveDiagnostics(tree, rulePages)
  }

  private mutating func resolveGeneral(_ tree: CapabilityTree) {
    let offered = tree.strings("general.positionEncodings")
    let usable: [PositionEncoding] = [.utf8, .utf16, .utf32]
    if let encoding = usable.first(where: { offered.contains($0.rawValue) }) {
      positionEncoding = encoding
      offersPositionEncodings = true
    }
    workDoneProgress = tree.flag("window.workDoneProgress")
    showDocument = tree.flag("window.showDocument.support")
    for part in ["textDocument", "workspace"] {
      let capabilities = tree.at(part)
      for name in capabilities.names where capabilities.flag("\(name).dynamicRegistration") {
        // One capability stands for all that is done with files.
        registers.insert("\(part)/\(name == "fileOperations" ? "willRenameFiles" : name)")
      }
    }
  }

  private mutating func resolveWorkspace(_ tree: CapabilityTree) {
    applyEdit = tree.flag("workspace.applyEdit")
    documentChanges = tree.flag("workspace.workspaceEdit.documentChanges")
    workspaceFolders = tree.flag("workspace.workspaceFolders")
    configuration = tree.flag("workspace.configuration")
    willRenameFiles = tree.flag("workspace.fileOperations.willRename")
    semanticTokensRefresh = tree.flag("workspace.semanticTokens.refreshSupport")
    codeLensRefresh = tree.flag("workspace.codeLens.refreshSupport")
    inlayHintRefresh = tree.flag("workspace.inlayHint.refreshSupport")
    // The protocol's text says `diagnostics`, and so do clients.
    diagnosticsRefresh = tree.flag("workspace.diagnostics.refreshSupport")
    workspaceSymbolKinds = Set(tree.integers("workspace.symbol.symbolKind.valueSet"))
  }

  private mutating func resolveCompletion(_ tree: CapabilityTree) {
    let item = tree.at("textDocument.completion.completionItem")
    completionSnippets = item.flag("snippetSupport")
    completionMarkdown = item.strings("documentationFormat").contains("markdown")
    completionInsertReplace = item.flag("insertReplaceSupport")
    completionLabelDetails = item.flag("labelDetailsSupport")
    // Without `resolveSupport` only the documentation and the detail may be resolved later.
    if item.has("resolveSupport") {
      let properties = item.strings("resolveSupport.properties")
      completionResolvesDocumentation = properties.contains("documentation")
      completionResolvesAdditionalTextEdits = properties.contains("additionalTextEdits")
    }
  }

  private mutating func resolveLanguageFeatures(_ tree: CapabilityTree) {
    let document = tree.at("textDocument")
    hoverMarkdown = document.strings("hover.contentFormat").contains("markdown")
    definitionLinks = document.flag("definition.linkSupport")
    declarationLinks = document.flag("declaration.linkSupport")
    hierarchicalSymbols = document.flag("documentSymbol.hierarchicalDocumentSymbolSupport")
    symbolLabel = document.flag("documentSymbol.labelSupport")
    documentSymbolKinds = Set(document.integers("documentSymbol.symbolKind.valueSet"))
    showsReferences = tree.strings("experimental.commands.commands").contains(Self.showReferences)
    codeActionLiterals = document.has("codeAction.codeActionLiteralSupport")
    codeActionIsPreferred = document.flag("codeAction.isPreferredSupport")
    codeActionData = document.flag("codeAction.dataSupport")
    codeActionResolvesEdit = document.strings("codeAction.resolveSupport.properties").contains("edit")
    documentLinkTooltip = document.flag("documentLink.tooltipSupport")
    renamePrepare = document.flag("rename.prepareSupport")
    foldingRangeLimit = document.at("foldingRange.rangeLimit").root?.asInteger
  }

  private mutating func resolveSemanticTokens(_ tree: CapabilityTree) {
    let tokens = tree.at("textDocument.semanticTokens")
    semanticTokensDelta = tokens.flag("requests.full.delta")
    semanticTokensFull = tokens.flag("requests.full") || tokens.hasObject("requests.full")
    semanticTokensRange = tokens.flag("requests.range") || tokens.hasObject("requests.range")
    semanticTokenTypes = Set(tokens.strings("tokenTypes"))
    semanticTokenModifiers = Set(tokens.strings("tokenModifiers"))
  }

  private mutating func resolveDiagnostics(_ tree: CapabilityTree, _ rulePages: LSP.DocumentURI?) {
    publishedDiagnostics = tree.hasObject("textDocument.publishDiagnostics")
    pullDiagnostics =
      tree.hasObject("textDocument.diagnostic")
      && (diagnosticsRefresh || !publishedDiagnostics)
    relatedDocuments = tree.flag("textDocument.diagnostic.relatedDocumentSupport")
    let published = tree.at("textDocument.publishDiagnostics")
    diagnosticRelatedInformation = published.flag("relatedInformation")
    let tags = published.integers("tagSupport.valueSet")
    diagnosticTagUnnecessary = tags.contains(LSP.DiagnosticTag.unnecessary.rawValue)
    diagnosticVersion = published.flag("versionSupport")
    self.rulePages = published.flag("codeDescriptionSupport") ? rulePages : nil
  }
}

/// A part of the client's capabilities, read by paths such as `completion.completionItem`. What has an unexpected type
/// counts as missing.
private struct CapabilityTree {
  var root: JSONValue?

  func at(_ path: String) -> CapabilityTree {
    var value = root
    for key in path.split(separator: ".") { value = value?[String(key)] }
    return CapabilityTree(root: value)
  }

  var names: [String] {
    if case .object(let object)? = root { object.members.map(\.key) } else { [] }
  }

  func flag(_ path: String) -> Bool { at(path).root == .bool(true) }

  func has(_ path: String) -> Bool {
    switch at(path).root {
    case nil, .null, .bool(false): false
    default: true
    }
  }

  func hasObject(_ path: String) -> Bool {
    if case .object = at(path).root { true } else { false }
  }

  func strings(_ path: String) -> [String] {
    guard case .array(let elements) = at(path).root else { return [] }
    return elements.compactMap(\.asString)
  }

  func integers(_ path: String) -> [Int] {
    guard case .array(let elements) = at(path).root else { return [] }
    return elements.compactMap(\.asInteger)
  }
}
