import Testing
import Threads

@Suite struct ThreadPoolTests {
  @Test func oneThreadKeepsTheOrder() {
    let done = Monitor([Int]())
    let pool = ThreadPool("test-pool", threads: 1)
    for number in 0..<100 { pool.submit { done.update { $0.append(number) } } }
    #expect(done.waitWhile(until: .now.advanced(byMilliseconds: 60_000)) { $0.count < 100 })
    #expect(done.withLock { $0 } == Array(0..<100))
    pool.close()
  }

  @Test func whatWaitsIsDoneAfterTheClose() {
    let gate = Monitor(false)
    let done = Monitor(0)
    let pool = ThreadPool("test-pool", threads: 2)
    for _ in 0..<10 {
      pool.submit {
        gate.waitWhile { !$0 }
        done.update { $0 += 1 }
      }
    }
    pool.close()
    gate.update { $0 = true }
    #expect(done.waitWhile(until: .now.advanced(byMilliseconds: 60_000)) { $0 < 10 })
  }

  @Test func roomIsWhereFewJobsWait() {
    let gate = Monitor(false)
    let pool = ThreadPool("test-pool", threads: 1)
    for _ in 0..<300 { pool.submit { gate.waitWhile { !$0 } } }
    let hadRoom = Monitor(false)
    BackgroundThread.start("test-waiting") {
      pool.waitForRoom()
      hadRoom.update { $0 = true }
    }
    #expect(!hadRoom.waitWhile(until: .now.advanced(byMilliseconds: 20)) { !$0 })
    gate.update { $0 = true }
    #expect(hadRoom.waitWhile(until: .now.advanced(byMilliseconds: 60_000)) { !$0 })
    pool.close()
  }

  @Test func aPoolWithoutThreadsHasItsCallerWork() {
    let done = Monitor(false)
    ThreadPool("test-pool", threads: 0).submit { done.update { $0 = true } }
    #expect(done.withLock { $0 })
  }
}
