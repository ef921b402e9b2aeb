import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

/// What each switch takes out of what is announced to a client that can do everything, as it would be registered.
private let table: [(feature: Settings.Feature, methods: Set<String>)] = [
  (.codeAction, ["textDocument/codeAction"]),
  (.codeLens, ["textDocument/codeLens"]),
  (.completion, ["textDocument/completion"]),
  (.declaration, ["textDocument/declaration"]),
  (.definition, ["textDocument/definition"]),
  (.diagnostics, ["textDocument/diagnostic"]),
  (.documentHighlight, ["textDocument/documentHighlight"]),
  (.documentLink, ["textDocument/documentLink"]),
  (.documentSymbol, ["textDocument/documentSymbol"]),
  (.executeCommand, ["workspace/executeCommand"]),
  (.foldingRange, ["textDocument/foldingRange"]),
  (.formatting, ["textDocument/formatting", "textDocument/rangeFormatting"]),
  (.hover, ["textDocument/hover"]),
  (.inlayHint, ["textDocument/inlayHint"]),
  (.references, ["textDocument/references"]),
  (.rename, ["textDocument/rename"]),
  (.selectionRange, ["textDocument/selectionRange"]),
  (.semanticTokens, ["textDocument/semanticTokens"]),
  (.willRenameFiles, ["workspace/willRenameFiles"]),
  (.workspaceSymbol, ["workspace/symbol"]),
]

@Suite struct DynamicRegistrationTests {
  private static let client = ResolvedClient([
    "workspace": ["applyEdit": true, "workspaceFolders": true, "fileOperations": ["willRename": true]],
    "textDocument": [
      "codeAction": ["codeActionLiteralSupport": [:]], "diagnostic": [:],
      "semanticTokens": ["requests": ["full": true], "tokenTypes": ["class"]],
    ],
  ])

  private func methods(allBut feature: Settings.Feature?) -> Set<String> {
    let switches = Settings.Feature.allCases.map {
      JSONObject.Member(key: $0.rawValue, value: ["enable": .bool($0 != feature)])
    }
    let settings = Settings(.object(JSONObject(switches)))
    let capabilities = LSP.ServerCapabilities(for: Self.client, handledBy: .standard, settings: settings)
    return Set(capabilities.registrations.map(\.method))
  }

  @Test func everyFeatureHasItsSwitch() {
    let all = methods(allBut: nil)
    for (feature, methods) in table {
      #expect(all.subtracting(self.methods(allBut: feature)) == methods, "\(feature)")
    }
    #expect(table.map(\.feature) == Settings.Feature.allCases)
    #expect(table.reduce(into: []) { $0.formUnion($1.methods) } == all)
  }
}
