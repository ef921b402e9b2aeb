import JSONRPC
import TestSupport
import Testing

@Suite struct CancellationTests {
  private func code(_ answer: JSONValue?) -> Int? { answer?["error"]?["code"]?.asInteger }

  @Test func duringTheWork() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    client.request(1, "test/wait")
    client.request("1", "test/wait")
    client.notify("$/cancelRequest", ["id": "1"])
    #expect(code(client.answer(to: "1")) == -32800)
    client.notify("$/cancelRequest", ["id": 1])
    #expect(code(client.answer(to: 1)) == -32800)
    #expect(client.stop() == 0)
    #expect(client.inbox.remaining.isEmpty)
  }

  /// Read together with its request, a cancellation comes before the answer, however fast that would be.
  @Test func inTheSameRead() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    let request: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "test/echo", "params": [1]]
    let cancel: JSONValue = ["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": 1]]
    client.send(MessageFraming.frame(request.jsonBytes) + MessageFraming.frame(cancel.jsonBytes))
    #expect(code(client.answer(to: 1)) == -32800)
    #expect(client.stop() == 0)
  }

  /// Requests that wait for a thread are cancelled as well, and do not keep others from being read.
  @Test func whileQueued() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    for id in 1...50 { client.request(.integer(id), "test/wait") }
    for id in (1...50).reversed() { client.notify("$/cancelRequest", ["id": .integer(id)]) }
    for id in 1...50 { #expect(code(client.answer(to: .integer(id))) == -32800) }
    #expect(client.stop() == 0)
  }

  @Test func anIdIsFreeAgainAfterItsAnswer() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    for number in 1...200 {
      client.request(7, "test/echo", [.integer(number)])
      #expect(client.answer(to: 7)?["result"] == [.integer(number)])
    }
    #expect(client.stop() == 0)
  }

  @Test func anOpenIdIsNotTakenTwice() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    client.request(7, "test/wait")
    client.request(7, "test/echo", [1])
    #expect(code(client.answer(to: 7)) == -32600)
    client.notify("$/cancelRequest", ["id": 7])
    #expect(code(client.answer(to: 7)) == -32800)
    #expect(client.stop() == 0)
  }

  /// Whatever is asked, taken back and changed in between: each id is answered once.
  @Test(arguments: Effort.seeds(20)) func everyRequestIsAnsweredOnce(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    var ids: [JSONValue] = []
    var bytes: [UInt8] = []
    func add(_ message: JSONValue) { bytes += MessageFraming.frame(message.jsonBytes) }
    func cancel(_ id: JSONValue) {
      add(["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": id]])
    }
    for number in 0..<300 {
      let id: JSONValue = Bool.random(using: &random) ? .integer(number / 2) : .string("\(number / 2)")
      let methods = ["test/echo", "test/wait", "test/fail", "test/unknown", "test/document", "initialize", "$/x"]
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<6 where !ids.contains(id):
        ids.append(id)
        let method = methods.randomElement(using: &random) ?? ""
        add(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": ["uri": "file:///a.md"]])
      case 6, 7: cancel(ids.randomElement(using: &random) ?? id)
      case 8:
        add([
          "jsonrpc": "2.0", "method": "textDocument/didOpen",
          "params": ["textDocument": ["uri": "file:///a.md", "version": .integer(number), "text": "a"]],
        ])
      default:
        let count = Int.random(in: 0...bytes.count, using: &random)
        client.send(Array(bytes.prefix(count)))
        bytes.removeFirst(count)
      }
    }
    client.send(bytes)
    for id in ids { client.notify("$/cancelRequest", ["id": id]) }
    #expect(client.stop() == 0)
    let answered = client.inbox.remaining.filter { $0["method"] == nil }.compactMap { $0["id"] }
    #expect(answered.count == ids.count)
    #expect(Set(answered) == Set(ids))
    #expect(client.inbox.violations.isEmpty)
  }
}
