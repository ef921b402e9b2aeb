import Testing
import Threads

@Suite struct BackgroundThreadTests {
  @Test func sleepsFirst() {
    let began = MonotonicTime.now
    let woke = Monitor(MonotonicTime?.none)
    BackgroundThread.start("test-sleeper", afterMilliseconds: 30) { woke.update { $0 = .now } }
    #expect(woke.waitWhile(until: .now.advanced(byMilliseconds: 60_000)) { $0 == nil })
    #expect(woke.withLock { $0 }.map { $0 >= began.advanced(byMilliseconds: 30) } == true)
  }
}
