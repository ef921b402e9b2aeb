import JSONRPC
import TestSupport
import Testing

/// An editor's side of a document: the text as scalars, positions found in the plainest way.
private struct EditorModel {
  var scalars: [Unicode.Scalar]
  let encoding: String

  var text: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch encoding {
    case "utf-8": UTF8.width(scalar)
    case "utf-16": UTF16.width(scalar)
    default: 1
    }
  }

  /// Line and column of a place between scalars; nil between `\r` and `\n`, where there is no position.
  func position(_ offset: Int) -> (line: Int, column: Int, isAtEndOfLine: Bool)? {
    if offset > 0, offset < scalars.count, scalars[offset - 1] == "\r", scalars[offset] == "\n" { return nil }
    var line = 0
    var column = 0
    var index = 0
    while index < offset {
      if scalars[index] == "\r" || scalars[index] == "\n" {
        if scalars[index] == "\r", index + 1 < offset, scalars[index + 1] == "\n" { index += 1 }
        line += 1
        column = 0
      } else {
        column += width(scalars[index])
      }
      index += 1
    }
    return (line, column, offset == scalars.count || scalars[offset] == "\r" || scalars[offset] == "\n")
  }
}

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
      var model = EditorModel(scalars: [], encoding: encoding)
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        model.scalars += Array((pieces.randomElement(using: &random) ?? "").unicodeScalars)
      }
      client.notify("textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": .string(model.text)]])
      var version = 1
      for _ in 0..<20 {
        var changes: [JSONValue] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          changes.append(change(&model, pieces.randomElement(using: &random) ?? "", &random))
        }
        version += Int.random(in: 1...3, using: &random)
        let document: JSONValue = ["uri": uri, "version": .integer(version)]
        client.notify("textDocument/didChange", ["textDocument": document, "contentChanges": .array(changes)])
      }
      client.request(.integer(sequence), "test/document", ["uri": uri])
      let found = try #require(client.answer(to: .integer(sequence))?["result"])
      let text = try #require(found["text"]?.asString)
      #expect(text.utf8.elementsEqual(model.text.utf8), "sequence \(sequence)")
      #expect(found["isSuspect"] == false)
      #expect(found["version"] == .integer(version))
      client.notify("textDocument/didClose", ["textDocument": ["uri": uri]])
    }
    #expect(client.stop() == 0)
    #expect(client.log.withLock { $0 } == [])
  }

  private func change(_ model: inout EditorModel, _ text: String, _ random: inout SeededGenerator) -> JSONValue {
    if Int.random(in: 0..<15, using: &random) == 0 {
      model.scalars = Array(text.unicodeScalars)
      return ["text": .string(text)]
    }
    var places: [(offset: Int, json: JSONValue)] = []
    while places.count < 2 {
      let offset = Int.random(in: 0...model.scalars.count, using: &random)
      guard let place = model.position(offset) else { continue }
      // The end of a line can be named by any column beyond it.
      let isFar = place.isAtEndOfLine && Int.random(in: 0..<4, using: &random) == 0
      places.append(
        (offset, ["line": .integer(place.line), "character": .integer(isFar ? 0x7FFF_FFFF : place.column)])
      )
    }
    places.sort { $0.offset < $1.offset }
    model.scalars.replaceSubrange(places[0].offset..<places[1].offset, with: Array(text.unicodeScalars))
    return ["range": ["start": places[0].json, "end": places[1].json], "text": .string(text)]
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
