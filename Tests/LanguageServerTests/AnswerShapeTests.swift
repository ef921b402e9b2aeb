import FoundationEssentials
import JSONRPC
import TestSupport
import Testing
import Workspace

/// What LSP asks of every answer, asked at places all over the sample glossaries: ranges that are in the document and
/// hold what they must hold, edits that can be applied, names that can be shown. And the same answers whether a document
/// is open or not.
@Suite struct AnswerShapeTests {
  @Test(arguments: ["mkdocs", "jekyll", "plain"], ["utf-8", "utf-16", "utf-32"])
  func everywhere(_ sample: String, _ encoding: String) throws {
    let root = Transcript.folder + "/samples/" + sample
    let paths = try DiskFileSystem.open(root).get().walk("").files.map(\.path).filter { $0.hasSuffix(".md") }
    let texts = Dictionary(
      uniqueKeysWithValues: paths.map { path in
        let bytes = FileManager.default.contents(atPath: root + "/" + path) ?? Data()
        return ("file://\(root)/\(path)", String(decoding: bytes, as: UTF8.self))
      }
    )
    let documents = texts.mapValues { EditorModel($0, encoding: encoding) }
    let session = Asker(root: root, encoding: encoding)
    var random = SeededGenerator(seed: UInt64(encoding.utf8.count + sample.utf8.count))
    var asked = 0
    for (uri, document) in documents.sorted(by: { $0.key < $1.key }) {
      let places = (0..<Effort.count(4)).map { _ in document.place(&random) }
      let closed = try session.askAll(uri, document, places)
      session.open(uri, texts[uri] ?? "")
      let open = try session.askAll(uri, document, places)
      session.close(uri)
      var shape = AnswerShape(documents: documents, uri: uri, tokenTypes: session.tokenTypes)
      for (question, answer) in open { shape.check(question, answer) }
      #expect(shape.faults == [], "\(uri)")
      // A file of the folder that no page includes is a page by itself while it is open, and none otherwise.
      let isPage = closed[0].answer != .null
      for (index, (question, answer)) in closed.enumerated() where isPage && answer != open[index].answer {
        Issue.record("\(question.text)\n  closed \(answer.text)\n  open   \(open[index].answer.text)")
      }
      asked += open.count
    }
    #expect(asked > 10)
    #expect(session.stop() == 0)
  }
}

/// The check itself: what is wrong is seen.
@Suite struct AnswerShapeCheckTests {
  private static let cases: [(method: String, answer: String, isRight: Bool)] = [
    ("hover", #"{"range": [0, 2, 0, 4]}"#, true), ("hover", #"{"range": [0, 4, 0, 4]}"#, false),
    ("hover", #"{"range": [0, 2, 0, 9]}"#, false), ("references", #"[{"uri": "a", "range": [0, 1, 1, 2]}]"#, true),
    ("references", #"[{"uri": "b", "range": [0, 1, 0, 2]}]"#, false),
    ("documentSymbol", #"[{"name": "A", "range": [0, 0, 1, 0], "selectionRange": [0, 1, 0, 2]}]"#, true),
    ("documentSymbol", #"[{"name": " ", "range": [0, 0, 1, 0], "selectionRange": [0, 1, 0, 2]}]"#, false),
    ("documentSymbol", #"[{"name": "A", "range": [0, 0, 0, 2], "selectionRange": [0, 1, 1, 0]}]"#, false),
    ("documentLink", #"[{"range": [0, 0, 0, 2]}, {"range": [0, 1, 0, 3]}]"#, false),
    ("foldingRange", #"[{"startLine": 0, "endLine": 1}]"#, true),
    ("foldingRange", #"[{"startLine": 0, "endLine": 3}]"#, false),
    ("selectionRange", #"[{"range": [0, 2, 0, 4], "parent": {"range": [0, 0, 1, 0]}}]"#, true),
    ("selectionRange", #"[{"range": [0, 2, 0, 4], "parent": {"range": [0, 3, 1, 0]}}]"#, false),
    ("selectionRange", #"[]"#, false),
    ("semanticTokens/full", #"{"data": [0, 1, 2, 0, 0, 0, 2, 1, 1, 0]}"#, true),
    ("semanticTokens/full", #"{"data": [0, 1, 2, 0, 0, 0, 1, 1, 1, 0]}"#, false),
    ("semanticTokens/full", #"{"data": [0, 1, 2, 7, 0]}"#, false),
    ("codeAction", #"[{"edit": {"changes": {"a": [{"range": [0, 0, 0, 1], "newText": ""}]}}}]"#, true),
    ("codeAction", #"[{"title": "x"}]"#, false),
    (
      "codeAction",
      #"[{"edit": {"changes": {"a": [{"range": [0, 0, 0, 2], "newText": ""}, {"range": [0, 1, 0, 3], "newText": ""}]}}}]"#,
      false
    ),
    ("completion", #"{"items": [{"label": "x", "textEdit": {"range": [0, 1, 0, 3], "newText": ""}}]}"#, true),
    ("completion", #"{"items": [{"label": "x", "textEdit": {"range": [0, 1, 1, 0], "newText": ""}}]}"#, false),
    (
      "completion", #"{"items": [{"label": "x", "textEdit": {"insert": [0, 2, 0, 3], "replace": [0, 1, 0, 4]}}]}"#,
      false
    ),
  ]

  @Test(arguments: cases.indices) func seesWhatIsWrong(_ index: Int) throws {
    let (method, answer, isRight) = Self.cases[index]
    let document = EditorModel("# Boom\ntext", encoding: "utf-16")
    var shape = AnswerShape(documents: ["a": document], uri: "a", tokenTypes: 2)
    let position: JSONValue = ["line": 0, "character": 3]
    shape.check(
      ["method": .string("textDocument/" + method), "params": ["position": position, "positions": [position]]],
      Self.withRanges(try JSONReader.read(Array(answer.utf8)))
    )
    #expect(shape.faults.isEmpty == isRight, "\(shape.faults)")
  }

  /// The four numbers of a range as the protocol writes them.
  private static func withRanges(_ json: JSONValue) -> JSONValue {
    switch json {
    case .array(let elements): return .array(elements.map(withRanges))
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { member in
            guard case .array(let numbers) = member.value, numbers.count == 4,
              member.key == "insert" || member.key == "replace" || member.key.lowercased().hasSuffix("range")
            else { return .init(key: member.key, value: withRanges(member.value)) }
            let range: JSONValue = [
              "start": ["line": numbers[0], "character": numbers[1]],
              "end": ["line": numbers[2], "character": numbers[3]],
            ]
            return .init(key: member.key, value: range)
          }
        )
      )
    default: return json
    }
  }
}

/// A client that asks everything about a document.
private final class Asker {
  private let client = InProcessClient(router: .forTests, quietMilliseconds: 0)
  private(set) var tokenTypes = 0
  private var lastID = 0

  private static let capabilities: JSONValue = [
    "workspace": ["workspaceEdit": ["documentChanges": false], "diagnostics": ["refreshSupport": false]],
    "textDocument": [
      "completion": [
        "completionItem": [
          "insertReplaceSupport": true, "labelDetailsSupport": true,
          "resolveSupport": ["properties": ["documentation", "additionalTextEdits"]],
        ]
      ],
      "definition": ["linkSupport": true], "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]]],
      "diagnostic": [:], "rename": ["prepareSupport": true],
      "semanticTokens": [
        "requests": ["full": true, "range": true], "tokenTypes": ["class", "type", "variable", "comment", "property"],
        "tokenModifiers": ["declaration"], "formats": ["relative"],
      ],
    ],
  ]

  init(root: String, encoding: String) {
    guard case .object(var capabilities) = Self.capabilities else { return }
    capabilities.members.append(.init(key: "general", value: ["positionEncodings": [.string(encoding)]]))
    client.request(
      "start",
      "initialize",
      [
        "processId": .null, "rootUri": .string("file://" + root), "capabilities": .object(capabilities),
        "initializationOptions": ["codeLens": ["enable": true], "inlayHint": ["enable": true]],
      ]
    )
    let legend = client.answer(to: "start")?["result"]?["capabilities"]?["semanticTokensProvider"]?["legend"]
    if case .array(let types)? = legend?["tokenTypes"] { tokenTypes = types.count }
    client.notify("initialized", [:])
    rest()
  }

  /// Closed and open documents are to be compared when the server has taken in which they are.
  private func rest() { client.rest() }

  func open(_ uri: String, _ text: String) {
    client.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(uri), "languageId": "markdown", "version": 1, "text": .string(text)]]
    )
    rest()
  }

  func close(_ uri: String) {
    client.notify("textDocument/didClose", ["textDocument": ["uri": .string(uri)]])
    rest()
  }

  func stop() -> Int32? { client.stop() }

  func askAll(
    _ uri: String,
    _ document: EditorModel,
    _ places: [(offset: Int, json: JSONValue)]
  ) throws -> [(question: JSONValue, answer: JSONValue)] {
    let identifier: JSONValue = ["uri": .string(uri)]
    var questions: [JSONValue] = [
      "documentSymbol", "documentLink", "foldingRange", "semanticTokens/full", "codeLens", "diagnostic",
    ].map { ["method": .string("textDocument/" + $0), "params": ["textDocument": identifier]] }
    for (index, place) in places.enumerated() {
      let other = places[(index + 1) % places.count]
      let range: JSONValue =
        place.offset <= other.offset
        ? ["start": place.json, "end": other.json] : ["start": other.json, "end": place.json]
      for method in [
        "hover", "definition", "declaration", "references", "documentHighlight", "completion", "selectionRange",
        "codeAction", "inlayHint", "semanticTokens/range",
      ] {
        questions.append([
          "method": .string("textDocument/" + method),
          "params": [
            "textDocument": identifier, "position": place.json, "range": range, "positions": [place.json, other.json],
            "context": ["includeDeclaration": true, "diagnostics": [], "triggerKind": 1],
          ],
        ])
      }
    }
    var answers = try questions.map { ($0, try ask($0)) }
    for (question, answer) in answers where question["method"] == "textDocument/completion" {
      guard case .array(let items)? = answer["items"], let item = items.first else { continue }
      let resolve: JSONValue = ["method": "completionItem/resolve", "params": item]
      answers.append((resolve, try ask(resolve)))
    }
    return answers
  }

  private func ask(_ question: JSONValue) throws -> JSONValue {
    lastID += 1
    client.request(.integer(lastID), question["method"]?.asString ?? "", question["params"] ?? .null)
    let answer = try #require(client.answer(to: .integer(lastID)))
    return try #require(answer["result"], "\(question.text): \(answer.text)")
  }
}
