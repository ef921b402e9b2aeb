import JSONRPC
import LanguageServer
import TestSupport
import Testing
import Workspace

/// Requests of every kind, taken back and repeated, among edits, files that come and go, and folders.
@Suite struct FloodTests {
  /// The methods of all requests that the server knows, whatever they are.
  private static let methods = MessageRouter.standard.handlers
    .filter { $0.value.isRequest && !["initialize", "shutdown"].contains($0.key) }.map(\.key).sorted()

  @Test(arguments: Effort.seeds(30)) func everyRequestIsAnsweredOnce(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let workspace = ModelWorkspace(root: "/w", encoding: "utf-16", &random)
    let client = InProcessClient(openFolder: { [files = workspace.files] _ in .success(files) }, quietMilliseconds: 0)
    client.request(
      "start",
      "initialize",
      ["processId": .null, "rootUri": "file:///w", "capabilities": .object(Self.capabilities(&random))]
    )
    client.notify("initialized", [:])
    var ids: [JSONValue] = ["start"]
    var bytes: [UInt8] = []
    func add(_ message: JSONValue) { bytes += MessageFraming.frame(message.jsonBytes) }
    for number in 0..<250 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<6:
        let id: JSONValue = Bool.random(using: &random) ? .integer(number) : .string("\(number)")
        ids.append(id)
        add(["jsonrpc": "2.0", "id": id, "method": method(&random), "params": params(workspace, &random)])
      case 6, 7:
        add(["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": ids.randomElement(using: &random) ?? 1]])
      case 8: add(Self.folderChange(&random))
      case 9:
        // A part of what there is, so that messages are cut anywhere.
        let count = Int.random(in: 0...bytes.count, using: &random)
        client.send(Array(bytes.prefix(count)))
        bytes.removeFirst(count)
      default: for message in workspace.act(&random) { add(message) }
      }
    }
    client.send(bytes)
    let isOrderly = Bool.random(using: &random)
    if isOrderly {
      #expect(client.stop() == 0)
    } else {
      client.notify("exit")
      #expect(client.exitCode(until: .overdue) == 1)
    }
    let answered = client.inbox.remaining.filter { $0["method"] == nil }.compactMap { $0["id"] }
    #expect(Set(answered).count == answered.count, "an id was answered twice")
    #expect(Set(answered).isSubset(of: ids))
    if isOrderly { #expect(Set(answered) == Set(ids)) }
    #expect(client.inbox.violations == [])
    // What is sent after the end goes nowhere.
    let count = client.inbox.remaining.count
    client.request("late", "textDocument/hover")
    #expect(client.inbox.remaining.count == count)
  }

  private func method(_ random: inout SeededGenerator) -> JSONValue {
    let unusual = ["initialize", "$/x", "textDocument/unknown", "textDocument/didOpen", "exit"]
    return .string(
      (Int.random(in: 0..<12, using: &random) == 0 ? unusual : Self.methods).randomElement(using: &random) ?? ""
    )
  }

  /// Params that most requests can read, and some that none can.
  private func params(_ workspace: ModelWorkspace, _ random: inout SeededGenerator) -> JSONValue {
    func number() -> JSONValue {
      .integer([0, 1, 2, 3, 7, 0x7FFF_FFFF, -1, .max, .min].randomElement(using: &random) ?? 0)
    }
    if Int.random(in: 0..<15, using: &random) == 0 {
      return [.null, [], 3, "x", [:]].randomElement(using: &random) ?? .null
    }
    let path = ModelWorkspace.paths.randomElement(using: &random) ?? ""
    let uris = [workspace.uri(path), "untitled:a", "git:/w/docs/a.md", "file:///w/%2e%2e/etc/passwd", "", "file:///w"]
    let uri = Bool.random(using: &random) ? uris[0] : uris.randomElement(using: &random) ?? ""
    let position: JSONValue = ["line": number(), "character": number()]
    let range: JSONValue = ["start": position, "end": ["line": number(), "character": number()]]
    return [
      "textDocument": ["uri": uri], "position": position, "positions": [position, position], "range": range,
      "context": ["includeDeclaration": true, "triggerKind": 1, "diagnostics": []], "query": "b", "newName": "New Name",
      "options": ["tabSize": number(), "insertSpaces": true], "previousResultId": "x", "previousResultIds": [],
      "identifier": "glossa", "command": "x",
      "files": [["oldUri": uri, "newUri": uris.randomElement(using: &random) ?? ""]],
      "label": "x", "title": "x",
      "data": ["uri": uri, "page": .string(path), "title": "Boom", "rule": "x", "index": number()],
      "targetUri": uri, "kind": "quickfix", "uri": uri,
    ]
  }

  private static func folderChange(_ random: inout SeededGenerator) -> JSONValue {
    let folder: JSONValue = [["uri": "file:///w", "name": "w"]]
    let isAdded = Bool.random(using: &random)
    return ModelWorkspace.notification(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": isAdded ? folder : [], "removed": isAdded ? [] : folder]]
    )
  }

  private static func capabilities(_ random: inout SeededGenerator) -> JSONObject {
    let all: JSONValue = [
      "window": ["workDoneProgress": true],
      "workspace": [
        "configuration": true, "applyEdit": true, "workspaceEdit": ["documentChanges": true],
        "diagnostics": ["refreshSupport": true], "semanticTokens": ["refreshSupport": true],
        "didChangeWatchedFiles": ["dynamicRegistration": true],
      ],
      "textDocument": [
        "diagnostic": ["relatedDocumentSupport": true], "codeAction": ["codeActionLiteralSupport": [:]],
        "semanticTokens": [
          "requests": ["full": true, "range": true], "tokenTypes": ["type"], "tokenModifiers": [],
          "formats": ["relative"],
        ],
        "rename": ["prepareSupport": true],
      ],
    ]
    guard case .object(var object) = all else { return JSONObject() }
    object.members.removeAll { _ in Bool.random(using: &random) }
    return object
  }
}
