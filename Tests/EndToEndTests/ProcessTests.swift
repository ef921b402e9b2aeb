import Glibc
import JSONRPC
import TestSupport
import Testing

@Suite struct ProcessTests {
  private var soon: MonotonicTime { MonotonicTime.now.advanced(byMilliseconds: 20_000) }

  @Test func endsWithItsParent() throws {
    let editor = try #require(ExecutableClient(["1000"], executable: "/bin/sleep"))
    let server = try #require(ExecutableClient())
    #expect(server.start(processID: Int(editor.processID)) != nil)
    editor.kill()
    #expect(server.exitCode(until: soon) == 1)
  }

  @Test func endsWithTheProcessOnItsCommandLine() throws {
    let editor = try #require(ExecutableClient(["1000"], executable: "/bin/sleep"))
    let server = try #require(ExecutableClient(["lsp", "--stdio", "--clientProcessId=\(editor.processID)"]))
    #expect(server.start() != nil)
    editor.kill()
    #expect(server.exitCode(until: soon) == 1)
  }

  @Test(arguments: [["lsp"], ["lsp", "--stdio"], ["serve", "--stdio"]])
  func startsAs(_ arguments: [String]) throws {
    let server = try #require(ExecutableClient(arguments))
    #expect(server.start()?["result"] != nil)
    #expect(server.stop() == 0)
  }

  /// Nobody reads any more: no signal, no busy loop, but the end.
  @Test func endsWhenNobodyListens() throws {
    let server = try #require(ExecutableClient())
    #expect(server.start() != nil)
    server.closeOutput()
    while server.exitCode(until: MonotonicTime.now) == nil, MonotonicTime.now < soon {
      server.request(1, "glossa/unknown")
      usleep(10_000)
    }
    #expect(server.exitCode(until: soon) == 1)
  }

  @Test(arguments: [SIGTERM, SIGINT]) func endsOnSignals(_ signal: Int32) throws {
    let server = try #require(ExecutableClient())
    #expect(server.start() != nil)
    server.kill(signal)
    #expect(server.exitCode(until: soon) == 128 + signal)
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
}
