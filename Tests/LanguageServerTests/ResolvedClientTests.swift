import FoundationEssentials
import JSONRPC
import LanguageServer
import SourceText
import TestSupport
import Testing

/// Each capability alone, and all that it changes.
private let table: [(path: String, value: JSONValue, changes: [String])] = [
  ("general.positionEncodings", ["utf-8"], ["positionEncoding", "offersPositionEncodings"]),
  ("workspace.applyEdit", true, ["applyEdit"]),
  ("workspace.workspaceEdit.documentChanges", true, ["documentChanges"]),
  ("workspace.didChangeConfiguration.dynamicRegistration", true, ["registers"]),
  ("workspace.didChangeWatchedFiles.dynamicRegistration", true, ["registers"]),
  ("workspace.workspaceFolders", true, ["workspaceFolders"]),
  ("workspace.configuration", true, ["configuration"]),
  ("workspace.fileOperations.willRename", true, ["willRenameFiles"]),
  ("workspace.semanticTokens.refreshSupport", true, ["semanticTokensRefresh"]),
  ("workspace.codeLens.refreshSupport", true, ["codeLensRefresh"]),
  ("workspace.inlayHint.refreshSupport", true, ["inlayHintRefresh"]),
  ("workspace.diagnostics.refreshSupport", true, ["diagnosticsRefresh"]),
  ("workspace.symbol.symbolKind.valueSet", [20], ["workspaceSymbolKinds"]),
  ("window.workDoneProgress", true, ["workDoneProgress"]),
  ("window.showDocument.support", true, ["showDocument"]),
  ("textDocument.completion.completionItem.snippetSupport", true, ["completionSnippets"]),
  ("textDocument.completion.completionItem.documentationFormat", ["plaintext", "markdown"], ["completionMarkdown"]),
  ("textDocument.completion.completionItem.insertReplaceSupport", true, ["completionInsertReplace"]),
  ("textDocument.completion.completionItem.labelDetailsSupport", true, ["completionLabelDetails"]),
  (
    "textDocument.completion.completionItem.resolveSupport.properties", ["additionalTextEdits"],
    ["completionResolvesDocumentation", "completionResolvesAdditionalTextEdits"]
  ),
  ("textDocument.hover.contentFormat", ["markdown"], ["hoverMarkdown"]),
  ("textDocument.definition.linkSupport", true, ["definitionLinks"]),
  ("textDocument.declaration.linkSupport", true, ["declarationLinks"]),
  ("experimental.commands.commands", ["glossa.showReferences"], ["showsReferences"]),
  ("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport", true, ["hierarchicalSymbols"]),
  ("textDocument.documentSymbol.labelSupport", true, ["symbolLabel"]),
  ("textDocument.documentSymbol.symbolKind.valueSet", [1, 20], ["documentSymbolKinds"]),
  ("textDocument.codeAction.codeActionLiteralSupport", ["codeActionKind": ["valueSet": []]], ["codeActionLiterals"]),
  ("textDocument.codeAction.isPreferredSupport", true, ["codeActionIsPreferred"]),
  ("textDocument.codeAction.dataSupport", true, ["codeActionData"]),
  ("textDocument.codeAction.resolveSupport.properties", ["edit"], ["codeActionResolvesEdit"]),
  ("textDocument.documentLink.tooltipSupport", true, ["documentLinkTooltip"]),
  ("textDocument.rename.prepareSupport", true, ["renamePrepare"]),
  ("textDocument.foldingRange.rangeLimit", 10, ["foldingRangeLimit"]),
  ("textDocument.semanticTokens.requests.full", true, ["semanticTokensFull"]),
  ("textDocument.semanticTokens.requests.full", ["delta": true], ["semanticTokensFull", "semanticTokensDelta"]),
  ("textDocument.semanticTokens.requests.range", [:], ["semanticTokensRange"]),
  ("textDocument.semanticTokens.tokenTypes", ["class"], ["semanticTokenTypes"]),
  ("textDocument.semanticTokens.tokenModifiers", ["definition"], ["semanticTokenModifiers"]),
  ("textDocument.diagnostic", [:], ["pullDiagnostics"]),
  ("textDocument.diagnostic", ["relatedDocumentSupport": true], ["pullDiagnostics", "relatedDocuments"]),
  ("textDocument", ["diagnostic": [:], "publishDiagnostics": [:]], ["publishedDiagnostics"]),
  (
    "",
    [
      "textDocument": ["diagnostic": [:], "publishDiagnostics": [:]],
      "workspace": ["diagnostics": ["refreshSupport": true]],
    ], ["pullDiagnostics", "publishedDiagnostics", "diagnosticsRefresh"]
  ),
  (
    "textDocument.publishDiagnostics.relatedInformation", true,
    ["publishedDiagnostics", "diagnosticRelatedInformation"]
  ),
  ("textDocument.publishDiagnostics.tagSupport.valueSet", [1], ["publishedDiagnostics", "diagnosticTagUnnecessary"]),
  ("textDocument.publishDiagnostics.versionSupport", true, ["publishedDiagnostics", "diagnosticVersion"]),
  ("textDocument.publishDiagnostics.codeDescriptionSupport", true, ["publishedDiagnostics", "rulePages"]),
]

@Suite struct ResolvedClientTests {
  private func properties(_ client: ResolvedClient) -> [String: String] {
    var properties: [String: String] = [:]
    for child in Mirror(reflecting: client).children { properties[child.label ?? ""] = "\(child.value)" }
    return properties
  }

  @Test func oneCapabilityAtATime() {
    let silent = properties(ResolvedClient([:], rulePages: "file:///rules"))
    var seen: Set<String> = []
    for (path, value, changes) in table {
      let capabilities = path.split(separator: ".").reversed().reduce(value) { [String($1): $0] }
      let resolved = properties(ResolvedClient(capabilities, rulePages: "file:///rules"))
      #expect(Set(silent.keys.filter { silent[$0] != resolved[$0] }) == Set(changes), "\(path)")
      seen.formUnion(changes)
    }
    #expect(seen == Set(silent.keys), "a property that no line of the table changes")
  }

  @Test(arguments: [.null, 5, "x", [], ["textDocument": []], ["general": ["positionEncodings": 3]]] as [JSONValue])
  func whatCannotBeReadIsMissing(_ capabilities: JSONValue) {
    #expect(ResolvedClient(capabilities) == ResolvedClient())
  }

  @Test(.enabled(if: SharedData.path("bench/capabilities") != nil))
  func realEditors() throws {
    func client(_ name: String) throws -> ResolvedClient {
      let text = try #require(SharedData.text("bench/capabilities/\(name).json"))
      return ResolvedClient(try JSONReader.read(Array(text.utf8)))
    }
    let neovim = try client("nvim-0.11")
    #expect(neovim.positionEncoding == .utf8)
    #expect(neovim.registers.contains("textDocument/formatting") && !neovim.registers.contains("textDocument/codeLens"))
    #expect(neovim.completionSnippets && neovim.hierarchicalSymbols && !neovim.pullDiagnostics)
    let code = try client("vscode")
    #expect(code.positionEncoding == .utf16)
    #expect(code.registers.isSuperset(of: ["textDocument/formatting", "workspace/willRenameFiles"]))
    #expect(code.pullDiagnostics && code.semanticTokensDelta && code.semanticTokensRange)
    #expect(code.documentChanges && code.definitionLinks && code.diagnosticRelatedInformation)
  }
}
