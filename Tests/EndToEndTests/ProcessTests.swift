import FoundationEssentials
import Glibc
import JSONRPC
import TestSupport
import Testing
import Threads

@Suite struct ProcessTests {
  @Test func endsWithItsParent() throws {
    let editor = try #require(ExecutableClient(["1000"], executable: "/bin/sleep"))
    let server = try #require(ExecutableClient())
    #expect(server.start(processID: Int(editor.processID)) != nil)
    editor.kill()
    #expect(server.exitCode(until: .overdue) == 1)
  }

  @Test func endsWithTheProcessOnItsCommandLine() throws {
    let editor = try #require(ExecutableClient(["1000"], executable: "/bin/sleep"))
    let server = try #require(ExecutableClient(["lsp", "--stdio", "--clientProcessId=\(editor.processID)"]))
    #expect(server.start() != nil)
    editor.kill()
    #expect(server.exitCode(until: .overdue) == 1)
  }

  @Test(arguments: [["lsp"], ["lsp", "--stdio"], ["serve", "--stdio"]])
  func startsAs(_ arguments: [String]) throws {
    let server = try #require(ExecutableClient(arguments))
    #expect(server.start()?["result"] != nil)
    #expect(server.stop() == 0)
  }

  @Test func refusesMessagesAboveTheLimitOnItsCommandLine() throws {
    let server = try #require(ExecutableClient(["lsp", "--message-limit=1"]))
    #expect(server.start() != nil)
    server.send(MessageFraming.frame([UInt8](repeating: UInt8(ascii: " "), count: (1 << 20) + 1)))
    #expect(server.answer(to: .null)?["error"]?["code"] == -32600)
    #expect(server.stop() == 0)
  }

  /// Nobody reads any more: no signal, no busy loop, but the end.
  @Test func endsWhenNobodyListens() throws {
    let server = try #require(ExecutableClient())
    #expect(server.start() != nil)
    server.closeOutput()
    let deadline = MonotonicTime.overdue
    while server.exitCode(until: .now) == nil, .now < deadline {
      server.request(1, "glossa/unknown")
      usleep(10_000)
    }
    #expect(server.exitCode(until: .overdue) == 1)
  }

  /// A library's pool of threads may need what is not everywhere; libdispatch's needs /proc.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/task")))
  func runsOnItsOwnThreads() throws {
    let server = try #require(ExecutableClient())
    #expect(server.start() != nil)
    let folder = "/proc/\(server.processID)/task"
    let threads = try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { thread in
      try String(contentsOfFile: "\(folder)/\(thread)/comm", encoding: .utf8).split(separator: "\n")
    }
    #expect(threads.contains("glossa-reader"))
    #expect(threads.filter { $0 != "glossa" && !$0.hasPrefix("glossa-") } == [])
    #expect(server.stop() == 0)
  }

  @Test(arguments: [SIGTERM, SIGINT]) func endsOnSignals(_ signal: Int32) throws {
    let server = try #require(ExecutableClient())
    #expect(server.start() != nil)
    server.kill(signal)
    #expect(server.exitCode(until: .overdue) == 128 + signal)
  }

  /// A client that hangs for a while gets everything afterwards.
  @Test func aClientThatHangs() throws {
    let server = try #require(ExecutableClient())
    #expect(server.start() != nil)
    server.holdOutput(true)
    for id in 0..<2000 { server.request(.integer(id), "glossa/unknown") }
    server.holdOutput(false)
    #expect(server.stop() == 0)
    #expect(Set(server.inbox.remaining.compactMap { $0["id"]?.asInteger }).count == 2000)
  }

  /// Nobody takes what the server says on standard error: it is closed, its reader is gone, or its pipe is full.
  @Test(arguments: ["2>&-", "2> >(exec true)", "2> >(exec sleep 20 >&- 2>&-)"])
  func whenNobodyReadsTheLog(_ redirection: String) throws {
    let command = "exec \(ExecutableClient.executable) lsp \(redirection)"
    let server = try #require(ExecutableClient(["-c", command], executable: "/bin/bash"))
    #expect(server.start() != nil)
    // More lines than a pipe holds.
    for _ in 0..<2000 { server.send(MessageFraming.frame(Array("no JSON".utf8))) }
    server.request(1, "glossa/unknown")
    #expect(server.answer(to: 1)?["error"]?["code"] == -32601)
    #expect(server.stop() == 0)
  }

  /// Whatever crashes, the log says what it was at: methods and documents, nothing that is in them.
  @Test(
    .enabled(if: ExecutableClient.sanitizerOptions.isEmpty, "a sanitizer has handlers of its own"),
    arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT]
  )
  func saysWhatItCrashedOn(_ signal: Int32) throws {
    let log = "/tmp/glossa-crash-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let command = "exec \(ExecutableClient.executable) lsp 2>\(log)"
    let server = try #require(ExecutableClient(["-c", command], executable: "/bin/sh"))
    #expect(server.start() != nil)
    server.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": "untitled:a", "languageId": "markdown", "version": 7, "text": "[secret]"]]
    )
    // It is taken in when a request after it is answered; this one is noted by nobody.
    server.send(MessageFraming.frame(Array("[]".utf8)))
    #expect(server.answer(to: .null) != nil)
    server.kill(signal)
    #expect(server.exitCode(until: .overdue) == 128 + signal)
    let text = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    #expect(text.contains("glossa: crashed after textDocument/didOpen untitled:a version 7\n"))
    #expect(!text.contains("secret"))
  }

  /// A text that an earlier process could not read to its end is left out, wherever the list of such texts is kept.
  @Test(arguments: [("XDG_STATE_HOME", ""), ("HOME", ".local/state/")])
  func leavesBarredTextsOut(_ variable: String, _ folder: String) throws {
    let root = "/tmp/glossa-barred-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root + "/w", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: root + "/\(folder)glossa", withIntermediateDirectories: true)
    try Data("a".utf8).write(to: URL(filePath: root + "/w/a.md"))
    // The hash of the page's one byte by FNV-1a.
    try Data("1 af63dc4c8601ec8c a.md\n".utf8).write(to: URL(filePath: root + "/\(folder)glossa/barred-texts"))
    let server = try #require(ExecutableClient(environment: ["\(variable)=\(root)"]))
    server.request(
      "start",
      "initialize",
      [
        "processId": .null, "rootUri": .string("file://\(root)/w"),
        "capabilities": ["textDocument": ["diagnostic": [:]]],
      ]
    )
    server.notify("initialized", [:])
    server.request(1, "textDocument/diagnostic", ["textDocument": ["uri": .string("file://\(root)/w/a.md")]])
    guard case .array(let items)? = server.answer(to: 1)?["result"]?["items"] else {
      Issue.record("no diagnostics")
      return
    }
    #expect(items.map { $0["code"] } == ["page-too-complex"])
    #expect(server.stop() == 0)
  }

  /// The graph is kept where the environment wants caches to be, for nobody else to read; without such a place it is not.
  @Test(arguments: [("XDG_CACHE_HOME", "glossa"), ("HOME", ".cache/glossa"), ("PWD", nil)])
  func keepsTheGraph(_ variable: String, _ folder: String?) throws {
    let root = "/tmp/glossa-graph-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root + "/w", withIntermediateDirectories: true)
    try Data("## Boom\n\nSee [Boom].\n".utf8).write(to: URL(filePath: root + "/w/glossary.md"))
    let server = try #require(ExecutableClient(environment: ["\(variable)=\(root)"]))
    server.request(
      "start",
      "initialize",
      ["processId": .null, "rootUri": .string("file://\(root)/w"), "capabilities": [:]]
    )
    server.notify("initialized", [:])
    server.request(1, "workspace/executeCommand", ["command": "glossa.showGraph"])
    let answer = server.answer(to: 1)
    #expect(server.stop() == 0)
    guard let folder else {
      let reason = "there is no folder to keep the graph in: neither XDG_CACHE_HOME nor HOME is one that can be written"
      #expect(answer?["error"]?["message"]?.asString == reason)
      return
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
    let name = try #require(kept.count == 1 ? kept.first : nil)
    let page = String(
      decoding: FileManager.default.contents(atPath: "\(root)/\(folder)/\(name)") ?? Data(),
      as: UTF8.self
    )
    #expect(name.hasPrefix("graph-") && name.hasSuffix(".html"))
    #expect(page.contains(#""title":"Boom","page":"glossary.md","line":1"#))
    let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + folder)
    #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o077 == 0)
  }

  /// Thousands of edits leave as much memory in use as some.
  @Test(.enabled(if: ExecutableClient.sanitizerOptions.isEmpty, "a sanitizer keeps what is freed"))
  func memoryDoesNotGrow() throws {
    let server = try #require(ExecutableClient())
    let root = "file://" + Transcript.folder + "/samples/mkdocs"
    server.request("start", "initialize", ["processId": .null, "rootUri": .string(root), "capabilities": [:]])
    #expect(server.answer(to: "start") != nil)
    server.notify("initialized", [:])
    let uri = JSONValue.string(root + "/docs/glossary/b.md")
    let text = "# B\n\n" + String(repeating: "## Boom\n\nCarries the [sail], see [bowline].\n\n", count: 50)
    server.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "markdown", "version": 1, "text": .string(text)]]
    )
    func edit(_ count: Int) -> Int {
      for version in 0..<count {
        let isInsertion = version.isMultiple(of: 2)
        let end: JSONValue = ["line": 4, "character": isInsertion ? 0 : 10]
        let change: JSONValue = [
          "range": ["start": ["line": 4, "character": 0], "end": end], "text": isInsertion ? "See [Kedg]" : "",
        ]
        let document: JSONValue = ["uri": uri, "version": .integer(version)]
        server.notify("textDocument/didChange", ["textDocument": document, "contentChanges": [change]])
        guard version.isMultiple(of: 100) else { continue }
        server.request(
          .integer(version),
          "textDocument/completion",
          ["textDocument": ["uri": uri], "position": ["line": 4, "character": 8]]
        )
        #expect(server.answer(to: .integer(version))?["result"] != nil)
      }
      return server.residentPages
    }
    let before = edit(Effort.count(600))
    let after = edit(Effort.count(3000))
    #expect(before > 0)
    #expect(after * 10 < before * 11, "\(before) pages of memory became \(after)")
    #expect(server.stop() == 0)
  }
}

extension ExecutableClient {
  /// The pages of memory that the process has in use; 0 when that is not known.
  fileprivate var residentPages: Int {
    let statistics = FileManager.default.contents(atPath: "/proc/\(processID)/statm") ?? Data()
    let numbers = String(decoding: statistics, as: UTF8.self).split(separator: " ")
    return numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0
  }
}
