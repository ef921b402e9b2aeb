import Glibc
import JSONRPC
import TestSupport
import Testing

/// One capability, and the only messages of the server that may be different because the client has it.
private let capabilities: [(path: String, value: JSONValue, changes: Set<String>)] = [
  ("general.positionEncodings", ["utf-8"], ["initialize"]),
  (
    "workspace.applyEdit", true,
    [
      "initialize", "textDocument/codeAction", "textDocument/completion", "workspace/executeCommand",
      "workspace/applyEdit",
    ]
  ),
  ("workspace.workspaceEdit.documentChanges", true, ["textDocument/rename", "workspace/willRenameFiles"]),
  ("workspace.didChangeConfiguration.dynamicRegistration", true, ["client/registerCapability"]),
  ("workspace.didChangeWatchedFiles.dynamicRegistration", true, ["client/registerCapability"]),
  ("workspace.workspaceFolders", true, ["initialize"]),
  ("workspace.configuration", true, ["workspace/configuration"]),
  ("workspace.semanticTokens.refreshSupport", true, ["workspace/semanticTokens/refresh"]),
  ("workspace.codeLens.refreshSupport", true, ["workspace/codeLens/refresh"]),
  ("workspace.inlayHint.refreshSupport", true, ["workspace/inlayHint/refresh"]),
  ("workspace.diagnostics.refreshSupport", true, []),
  ("workspace.symbol.symbolKind.valueSet", [20], ["workspace/symbol"]),
  ("workspace.fileOperations.willRename", true, ["initialize"]),
  ("window.workDoneProgress", true, []),
  ("window.showDocument.support", true, ["initialize"]),
  ("textDocument.completion.completionItem.snippetSupport", true, ["textDocument/completion"]),
  ("textDocument.completion.completionItem.documentationFormat", ["markdown"], ["completionItem/resolve"]),
  ("textDocument.completion.completionItem.insertReplaceSupport", true, ["initialize"]),
  (
    "textDocument.completion.completionItem.labelDetailsSupport", true,
    ["initialize", "textDocument/completion", "completionItem/resolve"]
  ),
  ("textDocument.completion.completionItem.commitCharactersSupport", true, []),
  ("textDocument.completion.completionItem.preselectSupport", true, []),
  ("textDocument.completion.completionItem.tagSupport.valueSet", [1], []),
  (
    "textDocument.completion.completionItem.resolveSupport.properties", [],
    ["textDocument/completion", "completionItem/resolve"]
  ),
  ("textDocument.hover.contentFormat", ["markdown"], ["textDocument/hover"]),
  ("textDocument.definition.linkSupport", true, ["textDocument/definition"]),
  ("textDocument.declaration.linkSupport", true, ["textDocument/declaration"]),
  ("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport", true, ["textDocument/documentSymbol"]),
  ("textDocument.documentSymbol.symbolKind.valueSet", [20], ["textDocument/documentSymbol"]),
  ("textDocument.documentSymbol.labelSupport", true, ["initialize"]),
  ("textDocument.documentSymbol.tagSupport.valueSet", [1], []),
  (
    "textDocument.codeAction.codeActionLiteralSupport.codeActionKind.valueSet", ["quickfix"],
    ["initialize", "textDocument/codeAction"]
  ),
  ("textDocument.codeAction.isPreferredSupport", true, []),
  ("textDocument.codeAction.dataSupport", true, []),
  ("textDocument.codeAction.resolveSupport.properties", ["edit"], []),
  (
    "textDocument.codeAction",
    ["codeActionLiteralSupport": [:], "dataSupport": true, "resolveSupport": ["properties": ["edit"]]],
    ["initialize", "textDocument/codeAction"]
  ),
  ("textDocument.documentLink.tooltipSupport", true, ["textDocument/documentLink"]),
  ("textDocument.foldingRange.rangeLimit", 1, ["textDocument/foldingRange"]),
  ("textDocument.foldingRange.lineFoldingOnly", true, []),
  ("textDocument.foldingRange.foldingRange.collapsedText", true, []),
  ("textDocument.inlayHint.resolveSupport.properties", ["tooltip"], []),
  ("textDocument.rename.prepareSupport", true, ["initialize"]),
  ("textDocument.semanticTokens.requests.full", true, []),
  (
    "textDocument.semanticTokens", ["requests": ["full": true, "range": true], "tokenTypes": ["class"]],
    ["initialize", "textDocument/semanticTokens/full", "textDocument/semanticTokens/range"]
  ),
  ("textDocument.diagnostic", [:], ["initialize", "textDocument/publishDiagnostics"]),
  (
    "textDocument.publishDiagnostics.relatedInformation", true,
    ["textDocument/publishDiagnostics", "workspace/diagnostic"]
  ),
  ("textDocument.publishDiagnostics.tagSupport.valueSet", [1, 2], []),
  ("textDocument.publishDiagnostics.versionSupport", true, ["textDocument/publishDiagnostics"]),
  (
    "textDocument.publishDiagnostics.codeDescriptionSupport", true,
    ["textDocument/diagnostic", "textDocument/publishDiagnostics", "workspace/diagnostic"]
  ),
  ("textDocument.publishDiagnostics.dataSupport", true, []),
  (
    "experimental.commands.commands", ["glossa.showReferences"],
    ["codeLens/resolve", "initialize", "textDocument/codeLens"]
  ),
]

/// Nothing is sent that the client did not announce: a client without capabilities gets the protocol's base answers, and
/// each capability alone changes the answers that it is about and no others.
@Suite struct AnnouncedOnlyTests {
  @Test func aSilentClient() throws {
    let told = try Conversation.messages([:])
    // Nothing is asked of it, and nothing is told but what every client understands.
    let unasked = told.keys.filter { !Conversation.methods.contains($0) }
    #expect(Set(unasked) == ["textDocument/publishDiagnostics"])
    for (method, message) in told {
      for name in Self.unannounced where message.holds(name) { Issue.record("\(method) has \(name): \(message.text)") }
    }
    #expect(told["textDocument/publishDiagnostics"]?.holds("version") == false)
    #expect(told["textDocument/codeAction"] == .null)
    #expect(told["textDocument/semanticTokens/full"]?["data"] == [])
    #expect(told["initialize"]?["capabilities"]?["textDocumentSync"]?["change"] == 2)
  }

  /// Until it has its answer to `initialize`, a client need understand next to nothing.
  @Test func beforeTheAnswerToInitialize() throws {
    let client = InProcessClient(quietMilliseconds: 0)
    client.request(
      "i",
      "initialize",
      [
        "processId": .null, "rootUri": "file:///no/such/folder", "capabilities": ["window": ["workDoneProgress": true]],
        "workDoneToken": "w", "trace": "verbose", "initializationOptions": ["hover": ["enable": 3], "nonsense": 1],
      ]
    )
    while !client.inbox.remaining.contains(where: { $0["id"] == "i" }) { usleep(1000) }
    let before = client.inbox.remaining.prefix { $0["id"] != "i" }
    #expect(!before.isEmpty)
    #expect(before.allSatisfy { $0["method"] == "window/logMessage" || $0["method"] == "window/showMessage" })
    #expect(client.answer(to: "i")?["result"] != nil)
    client.notify("exit")
    #expect(client.exitCode(until: .overdue) == 1)
  }

  /// Properties that need a capability, wherever they stand.
  private static let unannounced = [
    "positionEncoding", "targetUri", "originSelectionRange", "insert", "insertTextFormat", "labelDetails",
    "labelDetailsSupport", "commitCharacters", "preselect", "tags", "relatedInformation", "codeDescription",
    "documentChanges", "isPreferred", "selectionRange", "tooltip", "collapsedText", "relatedDocuments",
    "codeActionProvider", "diagnosticProvider", "semanticTokensProvider", "executeCommandProvider", "workspace",
    "linkedEditingRangeProvider", "callHierarchyProvider", "monikerProvider", "typeHierarchyProvider",
    "inlineValueProvider", "signatureHelpProvider", "colorProvider",
  ]

  @Test(arguments: capabilities.indices) func alone(_ index: Int) throws {
    let (path, value, changes) = capabilities[index]
    let tree = path.split(separator: ".").reversed().reduce(value) { [String($1): $0] }
    let silent = try Conversation.messages([:])
    let told = try Conversation.messages(tree)
    let methods = Set(silent.keys).union(told.keys)
    #expect(methods.filter { silent[$0] != told[$0] } == changes, "\(path)")
  }
}

/// A session in which everything is asked once.
private enum Conversation {
  static let methods: Set<String> = [
    "initialize", "textDocument/completion", "completionItem/resolve", "textDocument/hover", "textDocument/definition",
    "textDocument/declaration", "textDocument/references", "textDocument/documentHighlight",
    "textDocument/documentSymbol", "textDocument/documentLink", "textDocument/foldingRange",
    "textDocument/selectionRange", "textDocument/semanticTokens/full", "textDocument/semanticTokens/range",
    "textDocument/codeLens", "codeLens/resolve", "textDocument/inlayHint", "textDocument/codeAction",
    "textDocument/diagnostic", "workspace/diagnostic", "workspace/symbol", "workspace/executeCommand",
    "textDocument/prepareRename", "textDocument/rename", "workspace/willRenameFiles",
  ]

  private static let files = [
    "mkdocs.yml": """
    site_name: Sails
    markdown_extensions:
      - pymdownx.snippets: {base_path: includes, auto_append: [links.md]}

    """,
    "includes/links.md": "[Boom]: /h.md\n[Boom]: /b.md#boom\n[Spar]: /h.md#spar\n[Halyard]: /h.md#halyard-hy\n",
    "docs/b.md":
      "# B\n\n## Boom\n\nCarries the foot. See [the halyard][Halyard], [Boom], [Kedge], [h](h.md).\n\n[Ha\n\n![](b.png)\n",
    "docs/h.md": "# H\n\n## Halyard (HY)\n\nHoists the [Boom], see [b](b.md#boom), [Halyard (HY)].\n",
  ]

  /// The answers by the method asked, and what the server sent by itself by its method: what is true at the end of each
  /// document, and the set of requests.
  static func messages(_ capabilities: JSONValue) throws -> [String: JSONValue] {
    let workspace = InMemoryFileSystem(root: "/w", files)
    let client = InProcessClient(router: .forTests, openFolder: { _ in .success(workspace) }, quietMilliseconds: 0)
    var told: [String: JSONValue] = [:]
    var published: [String: JSONValue] = [:]
    var requests: [String: Set<String>] = [:]

    func ask(_ method: String, _ params: JSONValue) throws {
      client.request("q", method, params)
      told[method] = try #require(client.answer(to: "q"))["result"] ?? "an error"
    }
    /// Answers the server's own requests until there is nothing more to come.
    func rest() {
      repeat {
        for message in client.inbox.takeAll(where: { $0["method"] != nil }) {
          guard let method = message["method"]?.asString else { continue }
          if let id = message["id"] {
            requests[method, default: []].insert(message["params"]?.text ?? "")
            client.send(["jsonrpc": "2.0", "id": id, "result": .null])
          } else if let uri = message["params"]?["uri"]?.asString {
            published[uri] = message["params"]
          } else if method != "window/logMessage" {
            told[method] = message["params"]
          }
        }
        client.rest()
      } while !client.inbox.remaining.isEmpty
    }

    try ask(
      "initialize",
      [
        "processId": .null, "rootUri": "file:///w", "capabilities": capabilities,
        "initializationOptions": ["codeLens": ["enable": true], "inlayHint": ["enable": true]],
      ]
    )
    client.notify("initialized", [:])
    let document: JSONValue = ["uri": "file:///w/docs/b.md"]
    client.notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": "file:///w/docs/b.md", "languageId": "markdown", "version": 1,
          "text": .string(files["docs/b.md"] ?? ""),
        ]
      ]
    )
    rest()
    // A new entry concerns all pages.
    client.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": "file:///w/docs/b.md", "version": 2],
        "contentChanges": [
          [
            "range": ["start": ["line": 9, "character": 0], "end": ["line": 9, "character": 0]], "text": "\n## Mast\n",
          ]
        ],
      ]
    )
    rest()
    let position: JSONValue = ["line": 4, "character": 30]
    let range: JSONValue = ["start": ["line": 4, "character": 0], "end": ["line": 4, "character": 62]]
    let params: JSONValue = [
      "textDocument": document, "position": position, "positions": [position], "range": range, "query": "boom",
      "context": ["includeDeclaration": true, "diagnostics": []], "previousResultIds": [], "newName": "Hoist",
      "files": [["oldUri": "file:///w/docs/h.md", "newUri": "file:///w/docs/g.md"]],
      // Whole results are good answers to a client that could take them in parts.
      "workDoneToken": "w", "partialResultToken": "p",
    ]
    for method in methods.sorted() {
      switch method {
      case "initialize", "completionItem/resolve", "codeLens/resolve", "workspace/executeCommand": break
      case "textDocument/completion":
        try ask(method, ["textDocument": document, "position": ["line": 6, "character": 3]])
      default: try ask(method, params)
      }
    }
    if case .array(let items)? = told["textDocument/completion"]?["items"], let item = items.first {
      try ask("completionItem/resolve", item)
    }
    if case .array(let lenses)? = told["textDocument/codeLens"], let lens = lenses.first {
      try ask("codeLens/resolve", lens)
    }
    try ask("workspace/executeCommand", ["command": "glossa.syncTables", "arguments": []])
    rest()
    #expect(client.stop() == 0)
    told["textDocument/publishDiagnostics"] = .object(
      JSONObject(published.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: $0.value) })
    )
    for (method, params) in requests { told[method] = .array(params.sorted().map { .string($0) }) }
    return told
  }
}

extension JSONValue {
  /// Whether a property of this name stands anywhere in it; keys that are URIs are no properties.
  fileprivate func holds(_ name: String) -> Bool {
    switch self {
    case .object(let object): object.members.contains { $0.key == name || $0.value.holds(name) }
    case .array(let elements): elements.contains { $0.holds(name) }
    default: false
    }
  }
}
