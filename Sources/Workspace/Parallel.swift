import Dispatch
import Synchronization

/// Runs pure work on several threads; the results do not depend on how many.
package enum Parallel {
  /// The results of `transform` in the order of `items`.
  package static func map<Item: Sendable, Output: Sendable>(
    _ items: [Item],
    threads: Int,
    _ transform: @Sendable (Item) -> Output
  ) -> [Output] {
    guard threads > 1, items.count > 1 else { return items.map(transform) }
    let next = Atomic(0)
    let results = Mutex([(index: Int, output: Output)]())
    DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
      var done: [(index: Int, output: Output)] = []
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < items.count else { break }
        done.append((index, transform(items[index])))
      }
      results.withLock { $0 += done }
    }
    return results.withLock { $0 }.sorted { $0.index < $1.index }.map(\.output)
  }
}
