import JSONRPC
internal import Synchronization
import Threads

/// The server: a reader thread, one ordered loop that owns the session, threads that answer reads, a writer thread.
package struct LanguageServer: Sendable {
  private let host: Host
  private let router: MessageRouter
  private let clientProcessID: Int?
  private let readThreads: Int
  private let framingLimits: MessageFraming.Limits

  /// - Parameters:
  ///   - clientProcessID: a process to die with, known before the client names it in `initialize`.
  ///   - messageLimit: how many bytes a message may have.
  package init(
    host: Host,
    router: MessageRouter = .standard,
    clientProcessID: Int? = nil,
    readThreads: Int = 2,
    messageLimit: Int = MessageFraming.Limits().body
  ) {
    var limits = MessageFraming.Limits()
    limits.body = messageLimit
    framingLimits = limits
    self.host = host
    self.router = router
    self.clientProcessID = clientProcessID
    self.readThreads = readThreads
  }

  /// Serves one client on the calling thread until it is gone; gives the process's exit code.
  package func run() -> Int32 {
    let writer = MessageWriter(write: host.write)
    let queue = EventQueue()
    let requests = OpenRequests(writer: writer)
    let workers = Workers(readThreads: readThreads)
    let wayOut = WayOut(forceExit: host.forceExit)
    let reads = BackgroundThread.start("glossa-reader") { [host, framingLimits] in
      var reader = MessageReader(limits: framingLimits, queue: queue, requests: requests) { wayOut.begin() }
      reader.run(host.read)
    }
    let writes = BackgroundThread.start("glossa-writer") {
      guard !writer.run() else { return }
      wayOut.begin()
      queue.outputFailed()
    }
    guard reads, writes else {
      host.log("the system gives the server no threads; raise the limit of processes or memory (ulimit -u, ulimit -v)")
      return 1
    }
    var session = Session(
      router: router,
      host: host,
      writer: writer,
      queue: queue,
      requests: requests,
      workers: workers,
      beginExit: { wayOut.begin() }
    )
    if let clientProcessID { session.watchParent(clientProcessID) }
    loop: while session.exitCode == nil {
      writer.waitForSpace()
      workers.reads.waitForRoom()
      switch queue.next(until: session.nextDeadline) {
      case .event(let event): session.handle(event)
      case .deadlinePassed: session.handleDeadlines(at: .now)
      case .outputFailed: break loop
      }
      if queue.isEmpty { session.publishChangedDocuments() }
      wayOut.isShutDown = session.lifecycle == .shutDown
    }
    let code = session.exitCode ?? (session.lifecycle == .shutDown ? 0 : 1)
    requests.end()
    workers.close()
    _ = writer.flush(until: MonotonicTime.now.advanced(byMilliseconds: 400))
    writer.close()
    wayOut.finish()
    return code
  }
}

/// Sees to it that the process ends soon once the client has left, whatever the loop is doing.
private final class WayOut: Sendable {
  private let shutDown = Atomic(false)
  private let hasBegun = Atomic(false)
  private let isFinished = Atomic(false)
  private let forceExit: @Sendable (Int32) -> Void

  init(forceExit: @escaping @Sendable (Int32) -> Void) {
    self.forceExit = forceExit
  }

  /// Whether `shutdown` has been handled, which decides the exit code.
  var isShutDown: Bool {
    get { shutDown.load(ordering: .relaxed) }
    set { shutDown.store(newValue, ordering: .relaxed) }
  }

  /// Starts the time that the orderly end may take.
  func begin() {
    guard !hasBegun.exchange(true, ordering: .relaxed) else { return }
    BackgroundThread.start("glossa-way-out", afterMilliseconds: 900) {
      if !self.isFinished.load(ordering: .relaxed) { self.forceExit(self.isShutDown ? 0 : 1) }
    }
  }

  func finish() {
    isFinished.store(true, ordering: .relaxed)
  }
}
