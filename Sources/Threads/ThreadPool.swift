/// A few threads that do jobs, first come, first served.
package final class ThreadPool: Sendable {
  package typealias Job = @Sendable () -> Void

  private struct State {
    var jobs: [Job] = []
    var isClosed = false
  }

  private let capacity = 256
  private let state = Monitor(State())
  private let threads: Int

  /// - Parameter name: of each thread, at most 15 bytes.
  package init(_ name: StaticString, threads: Int) {
    let state = state
    var started = 0
    while started < threads, BackgroundThread.start(name, { Self.work(on: state) }) { started += 1 }
    self.threads = started
  }

  /// Queues a job; never blocks. Where the system gave the pool not even one thread, the caller does the job.
  package func submit(_ job: @escaping Job) {
    guard threads > 0 else { return job() }
    state.update { $0.jobs.append(job) }
  }

  /// Blocks while too many jobs wait.
  package func waitForRoom() {
    state.waitWhile { $0.jobs.count >= capacity }
  }

  /// Ends the threads when the jobs that wait are done.
  package func close() {
    state.update { $0.isClosed = true }
  }

  private static func work(on state: Monitor<State>) {
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
