import JSONRPC
import TestSupport
import Testing
import Threads

@Suite struct TextSynchronizationTests {
  /// Random edits through the protocol leave the server with the editor's text, in each encoding.
  @Test(arguments: ["utf-8", "utf-16", "utf-32"]) func agreesWithAnEditor(_ encoding: String) throws {
    let pieces = [
      "a", "é", "🙂", "👩‍👩‍👧", "e\u{301}", "語", "\n", "\r\n", "\r", "\u{2028}", "", "[x] y\n\nz", "\u{FEFF}", "\0",
    ]
    var random = SeededGenerator(seed: 11)
    let client = InProcessClient(router: .forTests)
    _ = client.start(capabilities: ["general": ["positionEncodings": [.string(encoding)]]])
    for sequence in 0..<150 {
      let uri = JSONValue.string("file:///w/\(sequence).md")
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        text.unicodeScalars.append(contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars)
      }
      var model = EditorModel(text, encoding: encoding)
      client.notify("textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": .string(model.text)]])
      var version = 1
      for _ in 0..<20 {
        var changes: [JSONValue] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          changes.append(model.change(to: pieces.randomElement(using: &random) ?? "", &random))
        }
        version += Int.random(in: 1...3, using: &random)
        let document: JSONValue = ["uri": uri, "version": .integer(version)]
        client.notify("textDocument/didChange", ["textDocument": document, "contentChanges": .array(changes)])
      }
      client.request(.integer(sequence), "test/document", ["uri": uri])
      let found = try #require(client.answer(to: .integer(sequence))?["result"])
      let serverText = try #require(found["text"]?.asString)
      #expect(serverText.utf8.elementsEqual(model.text.utf8), "sequence \(sequence)")
      #expect(found["isSuspect"] == false)
      #expect(found["version"] == .integer(version))
      client.notify("textDocument/didClose", ["textDocument": ["uri": uri]])
    }
    #expect(client.stop() == 0)
    #expect(client.log.withLock { $0 } == [])
  }

  /// A range of the text "ab\n🙂c" (UTF-16), the text after it is replaced by "X", and whether that can be trusted.
  @Test(arguments: [
    (0, 0, 0, 0, "Xab\n🙂c", false), (0, 1, 1, 2, "aXc", false), (0, 2, 0, 99, "abX\n🙂c", false),
    (0, 0, 2, 0, "X", false),
    (0, 0, 9, 0, "X", true), (2, 1, 2, 1, "ab\n🙂cX", true), (1, 1, 1, 2, "ab\nXc", true), (1, 1, 1, 1, "ab\nX🙂c", true),
    (0, -1, 0, 1, "Xb\n🙂c", true), (-1, 5, 0, 1, "Xb\n🙂c", true), (0, 2, 0, 1, "aX\n🙂c", true),
    (0, 0, 0x7FFF_FFFF, 0x7FFF_FFFF, "X", true), (0, Int.min, 0, Int.max, "X\n🙂c", true),
  ])
  func clampsEdits(
    _ line: Int,
    _ column: Int,
    _ endLine: Int,
    _ endColumn: Int,
    _ text: String,
    _ isSuspect: Bool
  ) throws {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    let uri: JSONValue = "file:///a.md"
    client.notify("textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": "ab\n🙂c"]])
    let range: JSONValue = [
      "start": ["line": .integer(line), "character": .integer(column)],
      "end": ["line": .integer(endLine), "character": .integer(endColumn)],
    ]
    let document: JSONValue = ["uri": uri, "version": 2]
    client.notify(
      "textDocument/didChange",
      ["textDocument": document, "contentChanges": [["range": range, "text": "X"]]]
    )
    client.request(1, "test/document", ["uri": uri])
    let found = try #require(client.answer(to: 1)?["result"])
    #expect(found["text"] == .string(text))
    #expect(found["isSuspect"] == .bool(isSuspect))
    client.notify("textDocument/didChange", ["textDocument": ["uri": uri], "contentChanges": [["text": "new"]]])
    client.request(2, "test/document", ["uri": uri])
    #expect(client.answer(to: 2)?["result"]?["isSuspect"] == false)
    #expect(client.stop() == 0)
  }

  @Test func theClientsOwnSpellingIsKept() throws {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    client.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": "file:///a%2Bb/%C3%A9.md", "version": 1, "text": "x"]]
    )
    client.request(1, "test/document", ["uri": "file:///a+b/é.md"])
    #expect(client.answer(to: 1)?["result"]?["uri"] == "file:///a%2Bb/%C3%A9.md")
    client.notify("textDocument/didClose", ["textDocument": ["uri": "file:///a+b/%c3%a9.md"]])
    client.request(2, "test/document", ["uri": "file:///a%2Bb/%C3%A9.md"])
    #expect(client.answer(to: 2)?["result"] == .null)
    #expect(client.stop() == 0)
  }
}
