import Dispatch
import Synchronization

/// Threads for tests that wait for a server: on those of Swift's tasks, one for each core, others would have to wait too.
package enum Lanes {
  private static let queues = (0..<8).map { DispatchQueue(label: "test.lane.\($0)") }
  private static let next = Atomic(0)

  package static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    let lane = queues[next.add(1, ordering: .relaxed).oldValue % queues.count]
    return await withCheckedContinuation { continuation in
      lane.async { continuation.resume(returning: body()) }
    }
  }
}
