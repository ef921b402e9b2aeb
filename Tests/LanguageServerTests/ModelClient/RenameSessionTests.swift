import JSONRPC
import LanguageServer
import TestSupport
import Testing
import Threads
import Workspace

/// Entries of a real site are renamed by an editor that knows nothing but the protocol, and renamed back.
@Suite struct RenameSessionTests {
  /// New names in place of all old ones: what referred to an entry refers to it, on the same lines, and no reference is
  /// worse off. The old names back: every byte is as it was.
  @Test(.enabled(if: SharedData.path("corpus/mkdocs-site") != nil))
  func oneHundredThereAndBack() throws {
    let editor = try SiteEditor(#require(SharedData.path("corpus/mkdocs-site")))
    let deadline = MonotonicTime.overdue
    // Where a slow machine takes too long to read the site, the server answers without it, and may have read it in the
    // midst of these questions.
    while try editor.entries().isEmpty, .now < deadline {}
    let all = try editor.entries()
    let names = Dictionary(all.flatMap { $0.names.map { ($0, 1) } }, uniquingKeysWith: +)
    // What two entries are called cannot be given back.
    let own = all.filter { $0.names.allSatisfy { names[$0] == 1 } }
    try #require(own.count >= 100)
    let chosen = (0..<100).map { own[$0 * own.count / 100] }
    let before = try editor.problemsOfReferences()
    let places = try chosen.map { try editor.references(to: $0) }
    for entry in chosen { try editor.rename(entry, to: entry.newName) }
    #expect(try editor.problemsOfReferences().subtracting(before) == [])
    for (entry, places) in zip(chosen, places) {
      #expect(try editor.references(to: entry) == places, "\(entry.name)")
      #expect(editor.line(of: entry).hasSuffix(" " + entry.newName))
    }
    for entry in chosen.reversed() { try editor.rename(entry, to: entry.name) }
    #expect(editor.changedLines == [])
    #expect(editor.faults == [])
    #expect(editor.stop() == 0)
  }
}

/// An entry as an editor's outline shows it.
private struct OutlineEntry {
  var uri: String
  var name: String
  /// The position of its name; no renaming moves it to another line.
  var line: Int
  var character: Int

  /// The whole name, what stands before a parenthesis, and what stands in it.
  var names: Set<String> {
    let parts = name.lowercased().split(whereSeparator: { $0 == "(" || $0 == ")" })
    return Set(parts.map { $0.split(separator: " ").joined(separator: " ") } + [name.lowercased()])
  }

  /// A name of the same kind.
  var newName: String {
    guard let open = name.firstRange(of: " (") else { return "Zyx \(name)" }
    return "Zyx \(name[..<open.lowerBound]) (Z" + name[open.upperBound...]
  }
}

/// An editor with a site open, whose files it does not touch.
private final class SiteEditor {
  private struct Document {
    let original: EditorModel
    var model: EditorModel
    var version: Int?
  }

  private let root: String
  private let files: DiskFileSystem
  private let client: InProcessClient
  private var documents: [String: Document] = [:]
  /// Those of the document that was looked at last.
  private var lines: (uri: String, version: Int?, lines: [Substring])?
  private var lastID = 0
  private(set) var faults: [String] = []

  init(_ root: String) throws {
    let files = try DiskFileSystem.open(root).get()
    self.root = "file:///site"
    self.files = files
    client = InProcessClient(openFolder: { _ in .success(files) })
    let capabilities: JSONValue = [
      "workspace": ["workspaceEdit": ["documentChanges": true], "diagnostics": ["refreshSupport": true]],
      "textDocument": ["diagnostic": [:], "documentSymbol": ["hierarchicalDocumentSymbolSupport": false]],
    ]
    _ = try ask(
      "initialize",
      ["processId": .null, "rootUri": .string(self.root), "capabilities": capabilities]
    )
    client.notify("initialized", [:])
  }

  func stop() -> Int32? { client.stop() }

  private func ask(_ method: String, _ params: JSONValue) throws -> JSONValue {
    lastID += 1
    client.request(.integer(lastID), method, params)
    let answer = try #require(client.answer(to: .integer(lastID)))
    return try #require(answer["result"], "\(method): \(answer.text)")
  }

  /// All entries of the site, page by page.
  func entries() throws -> [OutlineEntry] {
    var entries: [OutlineEntry] = []
    for path in files.walk("docs/glossary").files.map(\.path) where path.hasSuffix(".md") {
      let uri = root + "/" + path
      for symbol in try ask("textDocument/documentSymbol", ["textDocument": ["uri": .string(uri)]]).elements {
        guard symbol["containerName"] != nil, let name = symbol["name"]?.asString,
          let line = symbol["location"]?["range"]?["start"]?["line"]?.asInteger
        else { continue }
        let entry = OutlineEntry(uri: uri, name: name, line: line, character: 0)
        // Where the name itself stands the outline does not say.
        guard let start = self.line(of: entry).firstRange(of: name) else { continue }
        let column = self.line(of: entry)[..<start.lowerBound].utf16.count
        entries.append(OutlineEntry(uri: uri, name: name, line: line, character: column))
      }
    }
    return entries
  }

  /// The line on which an entry begins.
  func line(of entry: OutlineEntry) -> String {
    let document = document(entry.uri)
    if lines?.uri != entry.uri || lines?.version != document.version {
      let all = document.model.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      lines = (entry.uri, document.version, all)
    }
    return lines.map { String($0.lines[entry.line]) } ?? ""
  }

  private func document(_ uri: String) -> Document {
    if let document = documents[uri] { return document }
    let bytes = try? files.read(String(uri.dropFirst(root.count + 1)), limit: 1 << 23).get().bytes
    let model = EditorModel(String(decoding: bytes ?? [], as: UTF8.self), encoding: "utf-16")
    let document = Document(original: model, model: model, version: nil)
    documents[uri] = document
    return document
  }

  /// What is wrong with references and where they lead, by document, rule and line.
  func problemsOfReferences() throws -> Set<String> {
    let rules: Set<String> = [
      "dangling-reference", "undefined-label", "ambiguous-reference", "malformed-reference", "broken-target",
      "duplicate-definition", "unused-definition", "redirect-cycle",
    ]
    var found: [String: Int] = [:]
    for report in try ask("workspace/diagnostic", ["previousResultIds": []])["items"]?.elements ?? [] {
      for problem in report["items"]?.elements ?? [] {
        guard let rule = problem["code"]?.asString, rules.contains(rule) else { continue }
        let line = problem["range"]?["start"]?["line"]?.text ?? ""
        found["\(report["uri"]?.text ?? "") \(line) \(rule)", default: 0] += 1
      }
    }
    return Set(found.map { "\($0.value) \($0.key)" })
  }

  /// The lines that refer to an entry, definitions among them.
  func references(to entry: OutlineEntry) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for place in try ask("textDocument/references", parameters(entry, [("context", ["includeDeclaration": true])]))
      .elements
    {
      counts["\(place["uri"]?.text ?? "") \(place["range"]?["start"]?["line"]?.text ?? "")", default: 0] += 1
    }
    return counts
  }

  private func parameters(_ entry: OutlineEntry, _ more: [(key: String, value: JSONValue)]) -> JSONValue {
    let place: [(String, JSONValue)] = [
      ("textDocument", ["uri": .string(entry.uri)]),
      ("position", ["line": .integer(entry.line), "character": .integer(entry.character)]),
    ]
    return .object(JSONObject((place + more).map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }

  // MARK: Renaming

  func rename(_ entry: OutlineEntry, to name: String) throws {
    let edit = try ask("textDocument/rename", parameters(entry, [("newName", .string(name))]))
    for change in edit["documentChanges"]?.elements ?? [] {
      guard let uri = change["textDocument"]?["uri"]?.asString, let edits = change["edits"]?.elements else {
        faults.append("an edit of something else: \(change.text)")
        continue
      }
      var document = document(uri)
      if change["textDocument"]?["version"] != document.version.map({ .integer($0) }) ?? .null {
        faults.append("an edit of another version: \(change.text)")
      }
      open(uri, &document)
      if let fault = document.model.apply(edits) { faults.append("\(entry.name) to \(name): \(fault)") }
      let version = (document.version ?? 0) + 1
      document.version = version
      documents[uri] = document
      // Each change is about the text after the one before it, so the last comes first.
      let changes = edits.sorted { Self.start(of: $0) > Self.start(of: $1) }.map { edit -> JSONValue in
        ["range": edit["range"] ?? .null, "text": edit["newText"] ?? .null]
      }
      let identifier: JSONValue = ["uri": .string(uri), "version": .integer(version)]
      client.notify("textDocument/didChange", ["textDocument": identifier, "contentChanges": .array(changes)])
    }
  }

  private func open(_ uri: String, _ document: inout Document) {
    guard document.version == nil else { return }
    document.version = 1
    let item: JSONValue = [
      "uri": .string(uri), "languageId": "markdown", "version": 1, "text": .string(document.model.text),
    ]
    client.notify("textDocument/didOpen", ["textDocument": item])
  }

  private static func start(of edit: JSONValue) -> (Int, Int) {
    let start = edit["range"]?["start"]
    return (start?["line"]?.asInteger ?? 0, start?["character"]?.asInteger ?? 0)
  }

  /// The lines that are not as they were at the beginning.
  var changedLines: [String] {
    documents.sorted { $0.key < $1.key }.filter { $0.value.model != $0.value.original }.flatMap { uri, document in
      let (old, new) = (document.original.text, document.model.text)
      let lines = zip(old.split(separator: "\n"), new.split(separator: "\n")).filter { $0 != $1 }
      return ["\(uri): \(old.utf8.count) bytes are \(new.utf8.count)"] + lines.map { "\($0) is \($1)" }
    }
  }
}

extension JSONValue {
  fileprivate var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }
}
