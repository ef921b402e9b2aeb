import JSONRPC
import TestSupport

/// A small workspace as an editor has it: files on a disk, and documents whose text only the editor knows.
final class ModelWorkspace {
  struct Document {
    var model: EditorModel
    var version: Int
  }

  let root: String
  let files: InMemoryFileSystem
  private(set) var documents: [String: Document] = [:]
  let encoding: String
  /// What the server's edits were that no editor could apply.
  private(set) var faults: [String] = []

  /// Pages, and files that are included in them or might be.
  static let paths = ["docs/a.md", "docs/sub/b.md", "inc/t.md", "inc/u.md"]

  init(root: String, encoding: String, _ random: inout SeededGenerator) {
    self.root = root
    self.encoding = encoding
    files = InMemoryFileSystem(root: root, Self.configurations.randomElement(using: &random) ?? [:])
    for path in Self.paths where Bool.random(using: &random) { files.put(path, Self.page(&random)) }
  }

  private static let configurations: [[String: String]] = [
    [
      "mkdocs.yml": """
      site_name: x
      markdown_extensions:
        - tables
        - pymdownx.snippets: {base_path: inc, auto_append: [t.md]}

      """
    ],
    ["_config.yml": "title: x\n"],
    [".glossa.yml": "tables: [inc/t.md]\n"],
    [:],
  ]

  func uri(_ path: String) -> JSONValue { .string("file://" + root + "/" + path) }

  /// The paths of all files and documents that there are.
  var present: [String] { Self.paths.filter { documents[$0] != nil || files.text($0) != nil } }

  func text(_ path: String) -> String { documents[path]?.model.text ?? files.text(path) ?? "" }

  func openNotification(_ path: String) -> JSONValue {
    let text = text(path)
    return Self.notification(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": uri(path), "languageId": "markdown", "version": .integer(documents[path]?.version ?? 1),
          "text": .string(text),
        ]
      ]
    )
  }

  static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }

  // MARK: What the user does

  /// One act of the user or of another program, as the messages that tell of it.
  func act(_ random: inout SeededGenerator) -> [JSONValue] {
    let path = Self.paths.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<16, using: &random) {
    case 0 where documents[path] != nil: return [close(path)]
    case 1: return write(path, Self.page(&random))
    case 2 where files.text(path) != nil: return remove(path)
    case 3 where documents[path] != nil: return save(path)
    default: return edit(documents.keys.sorted().randomElement(using: &random) ?? path, &random)
    }
  }

  private func open(_ path: String) -> [JSONValue] {
    guard documents[path] == nil else { return [] }
    documents[path] = Document(model: EditorModel(files.text(path) ?? "", encoding: encoding), version: 1)
    return [openNotification(path)]
  }

  private func close(_ path: String) -> JSONValue {
    documents[path] = nil
    return Self.notification("textDocument/didClose", ["textDocument": ["uri": uri(path)]])
  }

  private func edit(_ path: String, _ random: inout SeededGenerator) -> [JSONValue] {
    let messages = open(path)
    guard var document = documents[path] else { return messages }
    var changes: [JSONValue] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      changes.append(document.model.change(to: Self.piece(&random), &random))
    }
    document.version += Int.random(in: 1...3, using: &random)
    documents[path] = document
    return messages + [changeNotification(path, changes)]
  }

  private func changeNotification(_ path: String, _ changes: [JSONValue]) -> JSONValue {
    let document: JSONValue = ["uri": uri(path), "version": .integer(documents[path]?.version ?? 0)]
    return Self.notification("textDocument/didChange", ["textDocument": document, "contentChanges": .array(changes)])
  }

  private func save(_ path: String) -> [JSONValue] {
    let messages = write(path, text(path))
    let params: JSONValue = ["textDocument": ["uri": uri(path)], "text": .string(text(path))]
    return messages + [Self.notification("textDocument/didSave", params)]
  }

  private func write(_ path: String, _ text: String) -> [JSONValue] {
    let kind = files.text(path) == nil ? 1 : 2
    files.put(path, text)
    return [watched(path, kind)]
  }

  private func remove(_ path: String) -> [JSONValue] {
    files.remove(path)
    return [watched(path, 3)]
  }

  private func watched(_ path: String, _ kind: Int) -> JSONValue {
    let change: JSONValue = ["uri": uri(path), "type": .integer(kind)]
    return Self.notification("workspace/didChangeWatchedFiles", ["changes": [change]])
  }

  // MARK: What the server does

  /// Applies an edit of the server and tells it so, as an editor does.
  func apply(_ edit: JSONValue, as title: String) -> [JSONValue] {
    var messages: [JSONValue] = []
    guard case .array(let changes)? = edit["documentChanges"] else {
      faults.append("an edit without documentChanges: \(edit.text)")
      return []
    }
    for change in changes {
      guard let uri = change["textDocument"]?["uri"], let path = Self.paths.first(where: { self.uri($0) == uri }),
        case .array(let edits)? = change["edits"]
      else {
        faults.append("an edit of something else: \(change.text)")
        continue
      }
      let version = change["textDocument"]?["version"]
      if version != documents[path].map({ .integer($0.version) }) ?? .null {
        faults.append("an edit of the version \(version?.text ?? "-"): \(change.text)")
      }
      messages += open(path)
      guard var document = documents[path] else { continue }
      let before = document.model
      if let fault = document.model.apply(edits) { faults.append(fault) }
      if document.model == before { faults.append("an edit that changes nothing (\(title)): \(change.text)") }
      document.version += 1
      documents[path] = document
      messages.append(changeNotification(path, [["text": .string(document.model.text)]]))
    }
    return messages
  }

  // MARK: Texts

  private static func page(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in block(&random) }.joined()
  }

  private static func block(_ random: inout SeededGenerator) -> String {
    let lineEnd = ["\n", "\n", "\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let block = blocks.randomElement(using: &random) ?? ""
    return lineEnd == "\n"
      ? block : block.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
  }

  private static func piece(_ random: inout SeededGenerator) -> String {
    Int.random(in: 0..<3, using: &random) == 0
      ? block(&random) : pieces.randomElement(using: &random) ?? ""
  }

  private static let blocks = [
    "# A\n\n", "## Boom\n\nCarries the [Halyard].\n\n", "## Halyard (HY)\n\nHoists. See also [boom][] and [Jib].\n\n",
    "## Jib 🙂\n\n", "Boom\n====\n\n", "[Boom]: a.md#boom\n", "[Halyard]: /b.md#halyard-hy\n", "[Jib]: docs/a.md#jib-\n",
    "[Boom]: #boom 'again'\n", "text [Boom] and 👩‍👩‍👧 [the\tspar][boom], [HY], e\u{301} [jib].\n\n",
    "- [x](b.md#boom)\n- [Jib]\n",
    "```\n[Boom]\n```\n", "--8<-- \"u.md\"\n", "{% include u.md %}\n", "<!-- [Boom] -->\n", "> [Halyard]\n\n",
    "| a | b |\n| - | - |\n| [Boom] | `[Jib]` |\n\n", "---\ntitle: x\n---\n", "\u{FFFD}\u{2028}[Jib] \0語 [Boom]\n",
  ]

  private static let pieces = [
    "a", "é", "🙂", "👩‍👩‍👧", "e\u{301}", "語", "\n", "\n\n", "\r\n", "\r", "\u{2028}", "", "", "", "[", "]", "[Boom]",
    "[boom]: x",
    "\u{FFFD}", "\0", "\t", " ", "#", "`", "(", ")", ":", "<!--", "Jib", "\\", "-", "~~~\n", "🙂\r\n🙂", "    ",
  ]
}
