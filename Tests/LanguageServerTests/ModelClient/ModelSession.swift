import Glibc
import JSONRPC
import TestSupport
import Testing
import Workspace

/// A server in this process with the workspaces of editors.
final class ModelSession {
  private let client: InProcessClient
  private var lastID = 0
  /// The diagnostics that the client knows, by URI, without those of which nothing is left.
  private(set) var published: [String: JSONValue] = [:]

  init(_ workspaces: [ModelWorkspace], encoding: String, pulls: Bool) {
    let files = Dictionary(workspaces.map { ($0.root, $0.files) }, uniquingKeysWith: { first, _ in first })
    client = InProcessClient(
      router: .forTests,
      openFolder: { path in
        files[path].map { .success($0) } ?? .failure(FileError(.read, path, .notFound))
      },
      quietMilliseconds: 4,
      threads: 1
    )
    let folders = workspaces.map { workspace -> JSONValue in
      ["uri": .string("file://" + workspace.root), "name": .string(workspace.root)]
    }
    let capabilities: JSONValue = [
      "general": ["positionEncodings": [.string(encoding)]],
      "workspace": ["workspaceEdit": ["documentChanges": true]],
      "textDocument": [
        "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]]],
        pulls ? "diagnostic" : "none": [:],
      ],
    ]
    client.request(
      "start",
      "initialize",
      ["processId": .null, "workspaceFolders": .array(folders), "capabilities": capabilities]
    )
    client.notify("initialized", [:])
    for workspace in workspaces {
      for path in workspace.documents.keys.sorted() { client.send(workspace.openNotification(path)) }
    }
  }

  func stop() -> Int32? { client.stop() }

  /// Sends messages. Editors that count in UTF-16 may have half of a pair in their text: JSON can say so, the server's
  /// text cannot and has U+FFFD there.
  func send(_ messages: [JSONValue], _ random: inout SeededGenerator) {
    for message in messages {
      let bytes = message.jsonBytes
      let replacement = Array("\u{FFFD}".utf8)
      guard bytes.contains(replacement[0]), Bool.random(using: &random) else {
        client.send(MessageFraming.frame(bytes))
        continue
      }
      var escaped: [UInt8] = []
      for byte in bytes {
        escaped.append(byte)
        if escaped.suffix(3).elementsEqual(replacement) {
          escaped.replaceSubrange(escaped.count - 3..<escaped.count, with: "\\ud83d".utf8)
        }
      }
      client.send(MessageFraming.frame(escaped))
    }
  }

  /// Waits until nothing is under way.
  private func rest() throws {
    for _ in 0..<20_000 {
      if try ask("test/isAtRest", .null) == true { return }
      usleep(500)
    }
    Issue.record("the server does not come to rest")
  }

  private func ask(_ method: String, _ params: JSONValue) throws -> JSONValue {
    lastID += 1
    client.request(.integer(lastID), method, params)
    return try #require(client.answer(to: .integer(lastID)))["result"] ?? "an error"
  }

  /// The answers to questions, once the server has come to rest.
  func answers(_ questions: [JSONValue]) throws -> [JSONValue] {
    try rest()
    for message in client.inbox.remaining where message["method"] == "textDocument/publishDiagnostics" {
      guard let uri = message["params"]?["uri"]?.asString else { continue }
      let diagnostics = message["params"]?["diagnostics"]
      published[uri] = diagnostics == [] ? nil : diagnostics
    }
    client.inbox.removeAll { _ in true }
    for (number, question) in questions.enumerated() {
      client.request(.integer(-1 - number), question["method"]?.asString ?? "", question["params"] ?? .null)
    }
    return try questions.indices.map { number in
      let answer = try #require(client.answer(to: .integer(-1 - number)))
      // Result ids tell states apart, and every process makes its own.
      if case .object(var result)? = answer["result"], result["resultId"] != nil {
        result.members.removeAll { $0.key == "resultId" }
        return .object(result)
      }
      return answer["result"] ?? answer
    }
  }

  /// Applies a fix that the server offers in each of some workspaces.
  func applyFixes(_ workspaces: some Sequence<ModelWorkspace>, _ random: inout SeededGenerator) throws {
    for workspace in workspaces {
      guard let path = workspace.documents.keys.sorted().randomElement(using: &random) else { continue }
      let range: JSONValue = ["start": ["line": 0, "character": 0], "end": ["line": 1000, "character": 0]]
      let answer = try ask(
        "textDocument/codeAction",
        ["textDocument": ["uri": workspace.uri(path)], "range": range, "context": ["diagnostics": []]]
      )
      guard case .array(let actions) = answer, let edit = actions.randomElement(using: &random)?["edit"] else {
        continue
      }
      send(workspace.apply(edit, as: actions.map { $0["title"]?.text ?? "" }.joined()), &random)
    }
  }

  /// Whether the server has the text that the editor has.
  func hasTexts(of workspace: ModelWorkspace) -> Bool {
    workspace.documents.allSatisfy { path, document in
      let found = try? ask("test/document", ["uri": workspace.uri(path)])
      let isSame =
        found?["text"]?.asString?.utf8.elementsEqual(document.model.text.utf8) == true
        && found?["isSuspect"] == false && found?["version"] == .integer(document.version)
      #expect(isSame, "\(workspace.uri(path).text)\n  is   \(found?.text ?? "-")\n  not  \(document.model.text)")
      return isSame
    }
  }
}
