import JSONRPC
import TestSupport
import Testing
import Threads
import Workspace

/// A page whose reading takes without end costs one start of the server, and is left out from then on.
@Suite struct QuarantineTests {
  /// Ordinary text, and so much of it that reading it takes long beside the time that the test allows.
  private static let long = String(repeating: "Carries the [sail] and *more* of it.\n\n", count: 15_000)

  @Test func aTextIsReadOnce() throws {
    let files = InMemoryFileSystem(root: "/w", ["docs/long.md": Self.long, "docs/a.md": "# A\n\nSee [Kedge].\n"])
    let barred = Monitor<[String]>([])
    let first = client(files, barred, readingLookMilliseconds: 1)
    #expect(first.exitCode(until: .overdue) == 1)
    let lines = barred.withLock { $0 }
    #expect(lines.count == 1)
    #expect(lines.first?.hasSuffix(" docs/long.md") == true)
    let log = first.log.withLock { $0 }
    #expect(log.contains("reading docs/long.md takes long; it has \(Self.long.utf8.count) bytes"))

    // The next process has time enough, and does not try.
    let second = client(files, barred, readingLookMilliseconds: 10_000)
    let found = try diagnostics(second, "docs/long.md")
    #expect(found == ["page-too-complex"])
    #expect(try diagnostics(second, "docs/a.md") == ["dangling-reference"])
    // Another text is read again.
    second.notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": "file:///w/docs/long.md", "languageId": "markdown", "version": 1, "text": "# L\n\nSee [Kedge].\n",
        ]
      ]
    )
    #expect(try diagnostics(second, "docs/long.md") == ["dangling-reference"])
    #expect(second.stop() == 0)
  }

  /// What is written down may have been damaged or come from another version.
  @Test func linesThatSayNothing() throws {
    let files = InMemoryFileSystem(root: "/w", ["docs/a.md": "# A\n\nSee [Kedge].\n"])
    let barred = Monitor(["", "x", "-1 ffff a.md", "20 zz docs/a.md", "99999999999999999999 1 a"])
    let client = client(files, barred, readingLookMilliseconds: 10_000)
    #expect(try diagnostics(client, "docs/a.md") == ["dangling-reference"])
    #expect(client.stop() == 0)
  }

  private func client(
    _ files: InMemoryFileSystem,
    _ barred: Monitor<[String]>,
    readingLookMilliseconds: Int
  ) -> InProcessClient {
    let client = InProcessClient(
      openFolder: { _ in .success(files) },
      barredTexts: barred,
      readingLookMilliseconds: readingLookMilliseconds
    )
    client.request(
      "start",
      "initialize",
      ["processId": .null, "rootUri": "file:///w", "capabilities": ["textDocument": ["diagnostic": [:]]]]
    )
    client.notify("initialized", [:])
    return client
  }

  private func diagnostics(_ client: InProcessClient, _ path: String) throws -> [String] {
    client.request("d", "textDocument/diagnostic", ["textDocument": ["uri": .string("file:///w/" + path)]])
    guard case .array(let items)? = try #require(client.answer(to: "d"))["result"]?["items"] else { return [] }
    return items.compactMap { $0["code"]?.asString }
  }
}
