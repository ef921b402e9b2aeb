import Glibc
import JSONRPC
import TestSupport
import Testing

@Suite struct BackPressureTests {
  /// A client that writes and does not read fills the pipe, not the server's memory; afterwards everything is answered.
  @Test func aClientThatDoesNotRead() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    client.holdOutput(true)
    let count = 20_000
    let padding = JSONValue.string(String(repeating: "x", count: 1000))
    for id in 0..<count { client.request(.integer(id), "test/echo", [padding]) }
    // The server goes on as far as it wants to: until it has taken nothing for a while.
    var unread = -1
    while client.unreadBytes != unread {
      unread = client.unreadBytes
      usleep(200_000)
    }
    #expect(unread > count * 1000 / 2)
    client.holdOutput(false)
    #expect(client.stop() == 0)
    let answered = Set(client.inbox.remaining.compactMap { $0["id"]?.asInteger })
    #expect(answered.count == count)
  }

  /// What a newer message replaces is not sent while the client does not read; the last one always is.
  @Test func replaceableMessages() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    client.holdOutput(true)
    client.notify("test/flood", ["count": 100_000])
    client.request(1, "test/echo", [1])
    usleep(100_000)
    client.holdOutput(false)
    #expect(client.answer(to: 1) != nil)
    #expect(client.stop() == 0)
    let numbers = client.inbox.remaining.compactMap { $0["params"]?["number"]?.asInteger }
    #expect(numbers.last == 99_999)
    #expect(numbers == numbers.sorted())
    #expect(numbers.count < 50_000)
  }

  /// A message larger than the whole queue passes.
  @Test func oneLargeMessage() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    let text = JSONValue.string(String(repeating: "0123456789abcde\n", count: 1 << 19))
    client.request(1, "test/echo", [text])
    #expect(client.answer(to: 1)?["result"] == [text])
    #expect(client.stop() == 0)
  }
}
