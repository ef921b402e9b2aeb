import JSONRPC
import LanguageServer
import TestSupport
import Testing
import Workspace

/// A client that answers none of the server's requests: it waits a little longer, and is told the same.
@Suite struct SilentClientTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func isToldTheSame(_ seed: UInt64) throws {
    let answering = try told(seed, answers: true)
    let silent = try told(seed, answers: false)
    #expect(answering.count == silent.count)
    for (left, right) in zip(answering, silent) { #expect(left == right) }
    #expect(answering.contains { $0["result"] != .null })
  }

  /// The answers to requests about a workspace, of a server that may ask for all that servers ask for.
  private func told(_ seed: UInt64, answers: Bool) throws -> [JSONValue] {
    var random = SeededGenerator(seed: seed)
    let workspace = ModelWorkspace(root: "/w", encoding: "utf-16", &random)
    for path in ModelWorkspace.paths {
      workspace.files.put(path, "# A\n\n## Boom\n\nSee [Boom], [Jib] and [x][Boom].\n")
    }
    let client = InProcessClient(openFolder: { [files = workspace.files] _ in .success(files) })
    let capabilities: JSONValue = [
      "window": ["workDoneProgress": true, "showDocument": ["support": true]],
      "workspace": [
        "configuration": true, "applyEdit": true, "workspaceFolders": true, "diagnostics": ["refreshSupport": true],
        "didChangeWatchedFiles": ["dynamicRegistration": true], "inlayHint": ["refreshSupport": true],
        "didChangeConfiguration": ["dynamicRegistration": true], "semanticTokens": ["refreshSupport": true],
        "codeLens": ["refreshSupport": true],
      ],
      "textDocument": [
        "diagnostic": ["dynamicRegistration": false],
        "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]]],
      ],
    ]
    client.request("start", "initialize", ["processId": .null, "rootUri": "file:///w", "capabilities": capabilities])
    _ = client.answer(to: "start")
    client.notify("initialized", [:])
    if answers {
      // The settings are asked for first; what comes later is answered as it comes.
      let settings = client.inbox.take(until: .overdue) {
        $0["method"] == "workspace/configuration"
      }
      client.send(["jsonrpc": "2.0", "id": try #require(settings?["id"]), "result": [.null]])
    }
    var number = 0
    for path in ModelWorkspace.paths {
      let document: JSONValue = ["uri": workspace.uri(path)]
      client.notify(
        "textDocument/didOpen",
        [
          "textDocument": [
            "uri": workspace.uri(path), "languageId": "markdown", "version": 1, "text": .string(workspace.text(path)),
          ]
        ]
      )
      for method in [
        "hover", "definition", "references", "completion", "documentHighlight", "diagnostic", "codeAction",
      ] {
        number += 1
        let position: JSONValue = ["line": 4, "character": 6]
        client.request(
          .integer(number),
          "textDocument/" + method,
          [
            "textDocument": document, "position": position, "range": ["start": position, "end": position],
            "context": ["includeDeclaration": true, "diagnostics": []],
          ]
        )
      }
    }
    var found: [JSONValue] = []
    for number in 1...number { found.append(try #require(client.answer(to: .integer(number)))) }
    for message in client.inbox.remaining where answers && message["id"] != nil && message["method"] != nil {
      client.send(["jsonrpc": "2.0", "id": message["id"] ?? .null, "result": .null])
    }
    #expect(client.stop() == 0)
    return found
  }
}
