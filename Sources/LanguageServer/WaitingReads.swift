import JSONRPC

/// Requests that came before the folders were read: the first hover of an editor is to be as right as the next.
struct WaitingReads {
  struct Read: Sendable {
    let request: PendingRequest
    let params: JSONValue
    let answer: @Sendable (RequestContext, JSONValue) throws(ResponseError) -> Void
  }

  /// Nobody waits longer, however large the folders are.
  static let patienceMilliseconds = 10_000
  private static let limit = 1000

  fileprivate var reads: [Read] = []
  /// The time has run out: from now on there is an answer from what is known.
  var isOver = false

  fileprivate var isFull: Bool { reads.count >= Self.limit }
}

extension Session {
  /// Whether a request has to wait; it is kept then.
  mutating func hold(_ read: WaitingReads.Read) -> Bool {
    guard areFoldersAwaited, !waitingReads.isFull else { return false }
    waitingReads.reads.append(read)
    return true
  }

  /// Answers the requests that wait.
  mutating func releaseReads() {
    let reads = waitingReads.reads
    waitingReads.reads = []
    for read in reads { submit(read) }
  }

  /// Whether what is known of the folders is about to become complete for the first time.
  var areFoldersAwaited: Bool {
    guard !waitingReads.isOver, lifecycle != .shutDown, lifecycle != .exited else { return false }
    return folders.areIncomplete || timers.isRunning(.waitForSettings)
  }
}
