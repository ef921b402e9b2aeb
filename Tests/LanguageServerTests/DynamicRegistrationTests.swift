import JSONRPC
import LanguageServer
import LanguageServerProtocol
import TestSupport
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
  /// A client that takes its time with each answer, while its user changes the settings.
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func theLastSettingsCount(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let client = InProcessClient(router: .forTests)
    let canRegister: JSONValue = ["dynamicRegistration": true]
    let off: JSONValue = ["enable": false]
    client.request(
      "i",
      "initialize",
      [
        "processId": .null,
        "capabilities": [
          "textDocument": ["hover": canRegister, "formatting": canRegister, "inlayHint": canRegister],
          "workspace": ["symbol": canRegister],
        ],
        "initializationOptions": ["hover": off, "inlayHint": off, "workspaceSymbol": off],
      ]
    )
    #expect(client.answer(to: "i")?["result"] != nil)
    client.notify("initialized", [:])
    let methods = [
      "hover": "textDocument/hover", "formatting": "textDocument/formatting", "inlayHint": "textDocument/inlayHint",
      "workspaceSymbol": "workspace/symbol",
    ]
    var on: Set<String> = []
    var registered: Set<String> = []

    /// Does what the server asks for; false where it asks for nothing.
    func answer() throws -> Bool {
      client.rest()
      let requests = client.inbox.takeAll { $0["id"] != nil && $0["method"] != nil }
      #expect(requests.count <= 1, "more than one change at a time")
      guard let request = requests.first else { return false }
      let isRegistering = request["method"] == "client/registerCapability"
      let list = try #require(request["params"]?[isRegistering ? "registrations" : "unregisterations"])
      guard case .array(let items) = list else { throw JSONDecodingError("no list: \(list)") }
      for item in items {
        let method = try #require(item["method"]?.asString)
        let isNew = isRegistering ? registered.insert(method).inserted : registered.remove(method) == nil
        #expect(isNew == isRegistering, "\(request.text)")
      }
      client.send(["jsonrpc": "2.0", "id": try #require(request["id"]), "result": .null])
      return true
    }

    for _ in 0..<60 {
      if Bool.random(using: &random) {
        on = Set(methods.keys.sorted().filter { _ in Bool.random(using: &random) })
        let switches = methods.keys.map { JSONObject.Member(key: $0, value: ["enable": .bool(on.contains($0))]) }
        client.notify("workspace/didChangeConfiguration", ["settings": .object(JSONObject(switches))])
      } else {
        _ = try answer()
      }
    }
    while try answer() {}
    #expect(registered == Set(on.compactMap { methods[$0] }))
    #expect(client.stop() == 0)
  }
}
