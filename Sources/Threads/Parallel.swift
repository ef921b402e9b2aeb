/// Runs pure work on several threads; the results do not depend on how many.
package enum Parallel {
  private struct State<Output: Sendable> {
    /// The index of the item to be taken next.
    var next = 0
    var results: [(index: Int, output: Output)] = []
    /// How many of the threads that were started are done.
    var ended = 0
  }

  /// The results of `transform` in the order of `items`.
  ///
  /// - Parameter threads: how many may work, the caller's among them; fewer do where the system gives no more.
  package static func map<Item: Sendable, Output: Sendable>(
    _ items: [Item],
    threads: Int,
    _ transform: @escaping @Sendable (Item) -> Output
  ) -> [Output] {
    guard threads > 1, items.count > 1 else { return items.map(transform) }
    let state = Monitor(State<Output>())
    let work: @Sendable () -> Void = {
      var done: [(index: Int, output: Output)] = []
      while true {
        let index = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard index < items.count else { break }
        done.append((index, transform(items[index])))
      }
      state.withLock { $0.results += done }
    }
    let workAlongside: @Sendable () -> Void = {
      work()
      state.update { $0.ended += 1 }
    }
    var started = 0
    while started < min(threads, items.count) - 1, BackgroundThread.start("glossa-work", workAlongside) { started += 1 }
    work()
    state.waitWhile { [started] in $0.ended < started }
    return state.withLock { $0.results }.sorted { $0.index < $1.index }.map(\.output)
  }
}
