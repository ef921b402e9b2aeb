import Dispatch
import JSONRPC

/// A few threads that answer requests on snapshots, first come, first served.
final class ReadPool: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    var jobs: [Job] = []
    var isClosed = false
  }

  private let capacity = 256
  private let state = Monitor(State())

  init(threads: Int) {
    for number in 0..<threads {
      DispatchQueue(label: "glossa.reads.\(number)").async { self.work() }
    }
  }

  /// Queues a job; never blocks.
  func submit(_ job: @escaping Job) {
    state.update { $0.jobs.append(job) }
  }

  /// Blocks while too many jobs wait.
  func waitForRoom() {
    state.wait { $0.jobs.count >= capacity }
  }

  /// Ends the threads when the jobs that wait are done.
  func close() {
    state.update { $0.isClosed = true }
  }

  private func work() {
    while true {
      let job: Job?? = state.wait { state in
        if !state.jobs.isEmpty { return .some(.some(state.jobs.removeFirst())) }
        return state.isClosed ? .some(.none) : nil
      }
      guard case .some(.some(let run)) = job else { return }
      run()
    }
  }
}
