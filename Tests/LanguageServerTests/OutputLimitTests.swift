import JSONRPC
import TestSupport
import Testing

/// However much there is to tell, an answer has a size.
@Suite struct OutputLimitTests {
  @Test func answersEnd() throws {
    let entries = (0..<1500).map { "## Boom \($0)\n\nA spar.\n\n" }.joined()
    let uses = String(repeating: "[Boom 7]\n\n", count: 11_000)
    let files = InMemoryFileSystem(root: "/w", ["a.md": entries, "b.md": uses, "c.md": "[Boo\n"])
    let client = InProcessClient(openFolder: { _ in .success(files) })
    client.request("start", "initialize", ["processId": .null, "rootUri": "file:///w", "capabilities": [:]])
    client.notify("initialized", [:])
    client.request(1, "workspace/symbol", ["query": "boom"])
    client.request(
      2,
      "textDocument/references",
      [
        "textDocument": ["uri": "file:///w/b.md"], "position": ["line": 0, "character": 3],
        "context": ["includeDeclaration": true],
      ]
    )
    client.request(
      3,
      "textDocument/completion",
      ["textDocument": ["uri": "file:///w/c.md"], "position": ["line": 0, "character": 4]]
    )
    #expect(client.answer(to: 1)?["result"]?.count == 1000)
    #expect(client.answer(to: 2)?["result"]?.count == 10_000)
    let list = client.answer(to: 3)?["result"]
    #expect(list?["items"]?.count == 100)
    #expect(list?["isIncomplete"] == true)
    #expect(client.stop() == 0)
  }
}

extension JSONValue {
  /// The number of an array's elements.
  fileprivate var count: Int? {
    if case .array(let elements) = self { elements.count } else { nil }
  }
}
