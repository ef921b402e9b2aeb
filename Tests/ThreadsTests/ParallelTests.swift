import Testing
import Threads

@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 2, 3, 8, 100])
  func resultsAreInOrder(threads: Int) {
    for count in [0, 1, 2, 3, 1000] {
      #expect(Parallel.map(Array(0..<count), threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  @Test func severalWorkAtOnce() {
    let there = Monitor(0)
    // Each waits for the others, which only comes to an end where all of them work.
    let met = Parallel.map([1, 2, 3, 4], threads: 4) { _ in
      there.update { $0 += 1 }
      return there.waitWhile(until: .now.advanced(byMilliseconds: 60_000)) { $0 < 4 }
    }
    #expect(met == [true, true, true, true])
  }

  @Test func worksWithinItself() {
    let table = Parallel.map(Array(1...20), threads: 4) { row in
      Parallel.map(Array(1...20), threads: 4) { row * $0 }
    }
    #expect(table == (1...20).map { row in (1...20).map { row * $0 } })
  }
}
