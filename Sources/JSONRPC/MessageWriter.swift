package import Threads

/// The one way out: takes message bodies from any thread and writes them in order, each framed and whole.
///
/// `send` never blocks. What is to be slowed down by a client that does not read calls `waitForSpace` before it makes more.
package final class MessageWriter: Sendable {
  private struct State {
    /// In their order; empty where a newer message came in place of one.
    var bodies: [[UInt8]] = []
    /// Where in `bodies` the message with a key waits.
    var positions: [String: Int] = [:]
    var bytes = 0
    var isWriting = false
    var isClosed = false
    var hasFailed = false
  }

  /// How many bytes may wait before `waitForSpace` blocks.
  private let capacity: Int
  private let write: @Sendable ([UInt8]) -> Bool
  private let state = Monitor(State())

  /// `write` puts all bytes out, blocking as long as that takes; false means that nobody will ever read them.
  package init(capacity: Int = 4 << 20, write: @escaping @Sendable ([UInt8]) -> Bool) {
    self.capacity = capacity
    self.write = write
  }

  /// Queues a message. One that still waits under the same key is dropped in favour of this one.
  package func send(_ body: [UInt8], replacing key: String? = nil) {
    state.update { state in
      guard !state.isClosed, !state.hasFailed else { return }
      if let key {
        if let position = state.positions[key] {
          state.bytes -= state.bodies[position].count
          state.bodies[position] = []
        }
        state.positions[key] = state.bodies.count
      }
      state.bytes += body.count
      state.bodies.append(body)
    }
  }

  /// Blocks while too much waits to be written; returns at once after a failure.
  package func waitForSpace() {
    state.waitWhile { state in
      state.bytes >= capacity && !state.hasFailed && !state.isClosed
    }
  }

  /// Waits until everything sent so far is written; false when that did not come to pass.
  package func flush(until deadline: MonotonicTime) -> Bool {
    state.wait(until: deadline) { state in
      if state.hasFailed { return false }
      return state.bodies.isEmpty && !state.isWriting ? true : nil
    } ?? false
  }

  /// Ends `run` once everything sent so far is written.
  package func close() {
    state.update { $0.isClosed = true }
  }

  /// Writes until `close` (then true) or until nobody reads any more (then false). Runs on a thread of its own.
  package func run() -> Bool {
    while let bodies = nextBatch() {
      let succeeded = write(MessageFraming.frame(bodies.filter { !$0.isEmpty }))
      state.update { state in
        state.isWriting = false
        state.hasFailed = !succeeded
      }
      guard succeeded else { return false }
    }
    return true
  }

  /// Few enough messages that the rest can still be replaced while the client does not read.
  private func nextBatch() -> [[UInt8]]? {
    let batch: [[UInt8]]? = state.wait { state in
      guard !state.bodies.isEmpty else { return state.isClosed ? [] : nil }
      var count = 0
      var bytes = 0
      while count < state.bodies.count, bytes < 1 << 16 {
        bytes += state.bodies[count].count
        count += 1
      }
      let batch = Array(state.bodies[..<count])
      state.bodies.removeFirst(count)
      state.positions = state.positions.compactMapValues { $0 >= count ? $0 - count : nil }
      state.bytes -= bytes
      state.isWriting = true
      return batch
    }
    return batch.flatMap { $0.isEmpty ? nil : $0 }
  }
}
