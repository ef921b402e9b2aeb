import Threads

/// The threads that work beside the loop.
struct Workers: Sendable {
  /// They answer requests on snapshots.
  let reads: ThreadPool
  /// It reads folders, one after the other.
  let loader = ThreadPool("glossa-loader", threads: 1)
  /// It checks folders, one after the other.
  let checker = ThreadPool("glossa-checker", threads: 1)

  init(readThreads: Int) {
    reads = ThreadPool("glossa-reads", threads: readThreads)
  }

  /// Ends the threads when what was submitted is done.
  func close() {
    for pool in [reads, loader, checker] { pool.close() }
  }
}
