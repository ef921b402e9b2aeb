import JSONRPC
import TestSupport
import Testing

@Suite struct ParentWatchTests {
  @Test func endsWhenTheProcessIsGone() {
    let client = InProcessClient(isProcessAlive: { $0 != 4711 })
    client.request(1, "initialize", ["processId": 4711, "capabilities": [:]])
    #expect(client.exitCode(until: .overdue) == 1)
  }

  @Test(arguments: [nil, 0, -1, 42] as [Int?]) func goesOnOtherwise(_ processID: Int?) {
    let client = InProcessClient(isProcessAlive: { $0 == 42 })
    #expect(client.start(processID: processID) != nil)
    #expect(client.stop() == 0)
  }
}
