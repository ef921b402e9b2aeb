import FoundationEssentials
import Glibc
import JSONRPC
import LanguageServer
import TestSupport
import Testing
import Workspace

/// Another program does what it likes with a folder on the disk, and the client tells of it: afterwards the server knows
/// what a server knows that has just been started there.
@Suite struct DiskAdversaryTests {
  @Test(arguments: Effort.seeds(60)) func atRestAllIsAsAfterAStart(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try AdversaryFolder(&random)
    let subject = DiskClient(folder.root)
    for _ in 0..<12 {
      let before = folder.paths
      folder.act(&random)
      let after = folder.paths
      // A client tells of files, whatever happened to folders, and not always in one message.
      let events =
        before.subtracting(after).map { ($0, 3) } + after.subtracting(before).map { ($0, 1) }
        + after.intersection(before).map { ($0, 2) }
      subject.tell(events.shuffled(using: &random), root: folder.root)
    }
    let fresh = DiskClient(folder.root)
    let (found, expected) = (try subject.diagnostics(), try fresh.diagnostics())
    for uri in Set(found.keys).union(expected.keys).sorted() where found[uri] != expected[uri] {
      Issue.record("\(uri)\n  is   \(found[uri]?.text ?? "-")\n  not  \(expected[uri]?.text ?? "-")\n  \(folder.acts)")
    }
    #expect(subject.stop() == 0)
    #expect(fresh.stop() == 0)
  }

  /// A file has one page, by whichever of its names the client opens it.
  @Test(arguments: ["linked/a.md", "link.md", "docs/a.md"]) func linksWithinTheFolder(_ name: String) throws {
    let folder = try AdversaryFolder(empty: true)
    try folder.write("docs/a.md", Array("# A\n\n## Boom\n\nSee [Boom].\n".utf8))
    try FileManager.default.createSymbolicLink(atPath: folder.root + "/linked", withDestinationPath: "docs")
    try FileManager.default.createSymbolicLink(atPath: folder.root + "/link.md", withDestinationPath: "docs/a.md")
    let client = DiskClient(folder.root)
    let before = try client.diagnostics()
    let uri = JSONValue.string("file://\(folder.root)/\(name)")
    let text: JSONValue = "# A\n\n## Boom\n\nSee [Boom] and [Bom].\n"
    client.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "version": 1, "text": text, "languageId": "markdown"]]
    )
    let found = try client.diagnostics()
    #expect(Array(found.keys) == [uri.asString ?? ""])
    #expect(found[uri.asString ?? ""]?.text.contains("[Bom]") == true)
    let references = try client.ask(
      "textDocument/references",
      ["textDocument": ["uri": uri], "position": ["line": 4, "character": 6], "context": ["includeDeclaration": true]]
    )
    guard case .array(let places) = references else { throw CancellationError() }
    #expect(places.count == 2)
    #expect(places.allSatisfy { $0["uri"] == uri })
    client.notify("textDocument/didClose", ["textDocument": ["uri": uri]])
    #expect(try client.diagnostics() == before)
    #expect(client.stop() == 0)
  }
}

/// A folder on the disk, and what may happen to it.
private final class AdversaryFolder {
  let root: String
  private(set) var acts: [String] = []

  private static let names = ["a.md", "docs/b.md", "docs/glossary/c.md", "inc/t.md", "docs/d.md", "more/e.md"]
  private static let texts: [[UInt8]] = [
    Array("# A\n\n## Boom\n\nSee [Halyard] and [Jib].\n".utf8),
    Array("# H\n\n## Halyard (HY)\n\nSee [Boom].\n\n[Boom]: a.md#boom\n".utf8),
    Array("[Jib]: /docs/b.md#jib\n[Halyard]: docs/b.md\n".utf8), [],
    Array("# B\r\r## Jib\r\r[Boom], ![x](../pic.png)\r".utf8),
    [0xEF, 0xBB, 0xBF] + Array("# \u{1F642}\n\n## Boom\n\n--8<-- \"t.md\"\n".utf8),
    [0x23, 0x20, 0xFF, 0xC3, 0x0A, 0x5B, 0x80, 0x5D],
    [0xFF, 0xFE, 0x23, 0x00], Array("# Nul\0\n\n[Bo\0om]\n".utf8),
  ]

  init(empty: Bool = false) throws {
    root = "/tmp/glossa-adversary-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  convenience init(_ random: inout SeededGenerator) throws {
    try self.init(empty: true)
    if Bool.random(using: &random) {
      let text = "site_name: x\nmarkdown_extensions:\n  - pymdownx.snippets: {base_path: inc, auto_append: [t.md]}\n"
      try write("mkdocs.yml", Array(text.utf8))
    }
    for name in Self.names where Bool.random(using: &random) {
      try write(name, Self.texts.randomElement(using: &random) ?? [])
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let path = root + "/" + name
    let folder = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Who opens a pipe to write to it waits for a reader.
    if !isFile(path) { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
  }

  private func isFile(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// The paths of all that is there, links not followed.
  var paths: Set<String> { Set(paths(below: "")) }

  private func paths(below folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
    return names.flatMap { name in
      let path = folder + name
      let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + path)
      return attributes?[.type] as? FileAttributeType == .typeDirectory ? paths(below: path + "/") : [path]
    }
  }

  /// One thing that another program does; what cannot be done is left.
  func act(_ random: inout SeededGenerator) {
    let files = FileManager.default
    let name = Self.names.randomElement(using: &random) ?? ""
    let other = Self.names.randomElement(using: &random) ?? ""
    let (path, otherPath) = (root + "/" + name, root + "/" + other)
    let number = Int.random(in: 0..<12, using: &random)
    acts.append("\(number) \(name) \(other)")
    switch number {
    case 0...3: try? write(name, Self.texts.randomElement(using: &random) ?? [])
    case 4: try? files.removeItem(atPath: path)
    case 5: _ = unsafe rename(path, otherPath)
    case 6:
      // Two steps, as editors save: a new file beside the old, and over it.
      try? write(name + "~", Self.texts.randomElement(using: &random) ?? [])
      _ = unsafe rename(path + "~", path)
    case 7: _ = unsafe rename(root + "/docs", root + "/more")
    case 8: try? files.removeItem(atPath: root + "/more")
    case 9:
      try? files.removeItem(atPath: path)
      _ = unsafe symlink(["/etc", "nowhere", otherPath, "."].randomElement(using: &random) ?? "", path)
    case 10:
      try? files.removeItem(atPath: path)
      _ = unsafe mkfifo(path, 0o600)
    default:
      // More than is read of any page, though it takes no room.
      try? write(name, [])
      _ = unsafe truncate(path, (8 << 20) + 1)
    }
  }
}

/// A client of a folder on the disk.
private final class DiskClient {
  private let client = InProcessClient(router: .forTests, quietMilliseconds: 5)
  private var lastID = 0
  private var published: [String: JSONValue] = [:]

  init(_ root: String) {
    client.request(
      "start",
      "initialize",
      ["processId": .null, "rootUri": .string("file://" + root), "capabilities": [:]]
    )
    client.notify("initialized", [:])
  }

  func notify(_ method: String, _ params: JSONValue) { client.notify(method, params) }

  func tell(_ events: [(path: String, kind: Int)], root: String) {
    let changes = events.map { event -> JSONValue in
      ["uri": .string(FileURI.uri(of: root + "/" + event.path)), "type": .integer(event.kind)]
    }
    notify("workspace/didChangeWatchedFiles", ["changes": .array(changes)])
  }

  func ask(_ method: String, _ params: JSONValue) throws -> JSONValue {
    lastID += 1
    client.request(.integer(lastID), method, params)
    return try #require(client.answer(to: .integer(lastID)))["result"] ?? "an error"
  }

  /// What the client knows of documents once the server has come to rest.
  func diagnostics() throws -> [String: JSONValue] {
    for _ in 0..<10_000 {
      if try ask("test/isAtRest", .null) == true { break }
      usleep(1000)
    }
    for message in client.inbox.takeAll() where message["method"] == "textDocument/publishDiagnostics" {
      guard let uri = message["params"]?["uri"]?.asString else { continue }
      let diagnostics = message["params"]?["diagnostics"]
      published[uri] = diagnostics == [] ? nil : diagnostics
    }
    return published
  }

  func stop() -> Int32? { client.stop() }
}
