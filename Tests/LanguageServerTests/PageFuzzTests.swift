import FoundationEssentials
import JSONRPC
import LanguageServer
import TestSupport
import Testing
import Workspace

/// Pages that are broken at random, read whole from a disk and piece by piece from an editor: nothing ends the server, each
/// request is answered, and in the end both ways of reading agree.
@Suite struct PageFuzzTests {
  @Test(arguments: Effort.seeds(40)) func survives(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let files = InMemoryFileSystem(root: "/w", ["mkdocs.yml": Self.sites.randomElement(using: &random) ?? ""])
    let paths = ["docs/glossary/a.md", "docs/glossary/b.md", "inc/t.md"]
    for path in paths { files.put(path, Self.mutated(&random)) }
    let encoding = ["utf-8", "utf-16", "utf-32"].randomElement(using: &random) ?? ""
    let subject = FuzzClient(files, encoding)
    var models: [String: EditorModel] = [:]
    for path in paths {
      var model = EditorModel(String(decoding: files.bytes(path) ?? [], as: UTF8.self), encoding: encoding)
      subject.open(path, model.text)
      for version in 2...8 {
        let piece = String(
          decoding: Self.mutated(&random).prefix(Int.random(in: 0...60, using: &random)),
          as: UTF8.self
        )
        subject.change(path, version, model.change(to: piece, &random))
        subject.askEverything(path, model.place(&random).json)
      }
      models[path] = model
    }
    let fresh = FuzzClient(files, encoding)
    for path in paths { fresh.open(path, models[path]?.text ?? "") }
    for path in paths {
      let (found, expected) = (try subject.diagnostics(path), try fresh.diagnostics(path))
      #expect(found == expected, "\(path) of \(seed): \(JSONValue.string(models[path]?.text ?? "").text)")
    }
    #expect(subject.end())
    #expect(fresh.end())
  }

  private static let sites = [
    "site_name: x\n",
    "site_name: x\nmarkdown_extensions:\n  - pymdownx.snippets: {base_path: inc, auto_append: [t.md]}\n  - pymdownx.superfences\n",
    "site_name: x\nmarkdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, pymdownx.tabbed]\n",
  ]

  /// Real pages, and texts that are made to be hard to read.
  private static let seeds: [[UInt8]] = {
    let folder = Transcript.folder + "/samples"
    let paths = DiskFileSystem.open(folder).map { $0.walk("").files.map(\.path).filter { $0.hasSuffix(".md") } }
    let samples = ((try? paths.get()) ?? []).compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
    return samples.map { Array($0.prefix(1500)) } + AttackString.all.map { Array($0.page(ofBytes: 300).utf8) }
  }()

  private static let pieces: [[UInt8]] =
    [
      "[", "]", "](", "][", ")", "[x]: y\n", "`", "```\n", "~~~", "\n\n", "\r", "\r\n", "\t", "    ", "> ", "- ", "1. ",
      "#", "=\n", "|", "<", "-->",
      "<!--", "{% raw %}", "{%", "--8<-- \"t.md\"\n", "\\", "*", "_", "&amp;", "\0", "---\n", "!!! x\n", "=== \"x\"\n",
      "[^1]", "\u{1F642}", "e\u{301}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xF0, 0x9F], [0xEF, 0xBB, 0xBF], [0x80, 0x80]]

  /// A page with some of its bytes taken away, repeated, replaced, or from another page.
  private static func mutated(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...20, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
      case 2: bytes.replaceSubrange(start..<end, with: (seeds.randomElement(using: &random) ?? []).prefix(80))
      default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: start)
      }
    }
    return bytes
  }
}

/// A client that asks for everything, and notes what was not answered.
private final class FuzzClient {
  private let client: InProcessClient
  private var lastID = 0

  private static let methods = MessageRouter.standard.handlers
    .filter { $0.value.isRequest && $0.key.hasPrefix("textDocument/") }.map(\.key).sorted()

  init(_ files: InMemoryFileSystem, _ encoding: String) {
    client = InProcessClient(router: .forTests, openFolder: { _ in .success(files) }, quietMilliseconds: 2, threads: 1)
    let capabilities: JSONValue = [
      "general": ["positionEncodings": [.string(encoding)]],
      "textDocument": [
        "diagnostic": [:], "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": [""]]]],
        "semanticTokens": [
          "requests": ["full": true, "range": true], "tokenTypes": ["type"], "tokenModifiers": [],
          "formats": ["relative"],
        ],
      ],
    ]
    client.request("start", "initialize", ["processId": .null, "rootUri": "file:///w", "capabilities": capabilities])
    client.notify("initialized", [:])
  }

  private func uri(_ path: String) -> JSONValue { .string("file:///w/" + path) }

  func open(_ path: String, _ text: String) {
    client.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri(path), "languageId": "markdown", "version": 1, "text": .string(text)]]
    )
  }

  func change(_ path: String, _ version: Int, _ change: JSONValue) {
    client.notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri(path), "version": .integer(version)], "contentChanges": [change]]
    )
  }

  func askEverything(_ path: String, _ position: JSONValue) {
    for method in Self.methods {
      lastID += 1
      let whole: JSONValue = ["start": ["line": 0, "character": 0], "end": position]
      client.request(
        .integer(lastID),
        method,
        [
          "textDocument": ["uri": uri(path)], "position": position, "positions": [position], "range": whole,
          "context": ["includeDeclaration": true, "triggerKind": 1, "diagnostics": []], "newName": "New",
          "options": ["tabSize": 4, "insertSpaces": true], "previousResultId": "x",
        ]
      )
    }
  }

  func diagnostics(_ path: String) throws -> JSONValue? {
    client.rest()
    client.request("diagnostics", "textDocument/diagnostic", ["textDocument": ["uri": uri(path)]])
    return try #require(client.answer(to: "diagnostics"))["result"]?["items"]
  }

  /// Ends the server; whether all has been answered.
  func end() -> Bool {
    let code = client.stop()
    let answered = client.inbox.remaining.filter { $0["method"] == nil }.compactMap { $0["id"]?.asInteger }
    return code == 0 && answered.sorted() == (0..<lastID).map { $0 + 1 }
  }
}
