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
    let count = Effort.count(100_000)
    client.notify("test/flood", ["count": .integer(count)])
    client.request(1, "test/echo", [1])
    usleep(100_000)
    client.holdOutput(false)
    #expect(client.answer(to: 1) != nil)
    #expect(client.stop() == 0)
    let numbers = client.inbox.remaining.compactMap { $0["params"]?["number"]?.asInteger }
    #expect(numbers.last == count - 1)
    #expect(numbers == numbers.sorted())
    #expect(numbers.count < count / 2)
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

  /// What is taken back while the client does not read is taken back before it is worked on.
  @Test func cancellationWhileTheClientDoesNotRead() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    client.holdOutput(true)
    let padding = JSONValue.string(String(repeating: "x", count: 4000))
    for id in 0..<2000 { client.request(.integer(id), "test/echo", [padding]) }
    client.request("late", "test/echo", [1])
    client.notify("$/cancelRequest", ["id": "late"])
    while client.unreadBytes > 0 { usleep(1000) }
    // The last message may have been taken from the pipe and not been looked at.
    usleep(100_000)
    client.holdOutput(false)
    #expect(client.answer(to: "late")?["error"]?["code"] == -32800)
    #expect(client.stop() == 0)
  }

  /// A message that is longer than any may be is passed over and refused; the next one is read.
  @Test func aMessageThatIsTooLong() {
    let client = InProcessClient(router: .forTests)
    _ = client.start()
    let length = (64 << 20) + 1
    client.send(Array("Content-Length: \(length)\r\n\r\n".utf8))
    let piece = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
    for sent in stride(from: 0, to: length, by: piece.count) { client.send(Array(piece.prefix(length - sent))) }
    #expect(client.answer(to: .null)?["error"]?["code"] == -32600)
    client.request(1, "test/echo", [1])
    #expect(client.answer(to: 1)?["result"] == [1])
    #expect(client.stop() == 0)
  }
}
