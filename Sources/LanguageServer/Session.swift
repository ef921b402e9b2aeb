package import JSONRPC
import LanguageServerProtocol
package import Threads

/// All state that changes. It lives on the ordered loop and nowhere else, so nothing here locks; and it waits only when
/// the session ends, for the answers that are due.
package struct Session: ~Copyable {
  package internal(set) var lifecycle = Lifecycle.uninitialized
  package internal(set) var client = ResolvedClient()
  package internal(set) var documents = OpenDocuments()
  var trace = LSP.TraceValue.off
  var progress = WorkDoneProgress()
  var outgoingRequests = OutgoingRequests<Session>()
  var registration = DynamicRegistration()
  var parentWatch: ParentWatch?
  var settings = Settings()
  /// Those that came with the first message; in force wherever the client has no others.
  var initialSettings = Settings()
  var folders: Folders
  var timers = Timers()
  var diagnostics = DiagnosticsPublisher()
  let reports = PulledReports()
  let sentTokens = SentSemanticTokens()
  /// Open documents whose text is newer than their diagnostics.
  var changedDocuments: Set<DocumentKey> = []
  /// The checks of folders that are under way.
  var checkCancellations: [Int: CancellationToken] = [:]
  /// What waits for the folders to be read.
  var waiting = WaitingMessages()
  /// The client is to ask again as soon as it may be told so.
  var isRefreshDue = false
  /// The progress bar of the folders' first reading.
  var indexingProgress: LSP.ProgressToken?
  /// Set when the loop is to end.
  private(set) var exitCode: Int32?

  let router: MessageRouter
  let host: Host
  let queue: EventQueue
  private let writer: MessageWriter
  private let requests: OpenRequests
  let workers: Workers
  /// Starts the time after which the process ends in any case.
  private let beginExit: @Sendable () -> Void

  init(
    router: MessageRouter,
    host: Host,
    writer: MessageWriter,
    queue: EventQueue,
    requests: OpenRequests,
    workers: Workers,
    beginExit: @escaping @Sendable () -> Void
  ) {
    self.router = router
    self.host = host
    self.writer = writer
    self.queue = queue
    self.requests = requests
    self.workers = workers
    self.beginExit = beginExit
    folders = Folders(watch: Quarantine(host: host))
  }
}

// MARK: - Incoming

extension Session {
  mutating func handle(_ event: Event) {
    switch event {
    case .request(let request, let params): host.noting(request.method, params) { handle(request, params) }
    case .notification(let method, let params): host.noting(method, params) { handleNotification(method, params) }
    case .response(let id, let result): handleResponse(id, result)
    case .malformed(let message): handle(message)
    case .remark(let text): log(.warning, text)
    case .finished(let change): change(&self)
    case .endOfInput: end(on: .endOfInput)
    }
  }

  private mutating func handle(_ request: PendingRequest, _ params: JSONValue?) {
    let input = router.input(forRequest: request.method)
    switch lifecycle.verdict(on: input) {
    case .handle:
      traceMessage("request", request.method, id: request.id)
      answer(request, params ?? .null, input)
    case .refuse(let code):
      request.fail(ResponseError(code, refusal(code, request.method)))
    case .ignore, .exit:
      request.fail(ResponseError(.invalidRequest, "the server has ended"))
    }
  }

  private mutating func answer(_ request: PendingRequest, _ params: JSONValue, _ input: Lifecycle.Input) {
    guard let handler = router.handlers[request.method] else {
      request.fail(ResponseError(.methodNotFound, refusal(.methodNotFound, request.method)))
      return
    }
    do throws(ResponseError) {
      switch handler.work {
      case .orderedRequest(let answer):
        if input == .shutdown {
          releaseMessages()
          finishReads(before: request, milliseconds: 2000)
        }
        try answer(&self, params, request)
        lifecycle = lifecycle.next(on: input)
      case .read(let answer):
        try RequestContext.checkCancellation(of: request)
        let read = WaitingMessages.Read(request: request, params: params, answer: answer)
        if !hold(read) { submit(read) }
      case .notification:
        throw ResponseError(.methodNotFound, refusal(.methodNotFound, request.method))
      }
    } catch {
      request.fail(error)
    }
  }

  /// Answers a request off the loop, on the state of this moment.
  func submit(_ read: WaitingMessages.Read) {
    let context = RequestContext(
      request: read.request,
      client: client,
      documents: documents,
      settings: settings,
      host: host,
      folders: folders,
      reports: reports,
      sentTokens: sentTokens,
      queue: queue
    )
    workers.reads.submit { [host] in
      host.noting(read.request.method, read.params) {
        do throws(ResponseError) {
          try context.checkCancellation()
          try read.answer(context, read.params)
        } catch {
          context.request.fail(error)
        }
      }
    }
  }

  private mutating func handleNotification(_ method: String, _ params: JSONValue?) {
    let input = router.input(forNotification: method)
    switch lifecycle.verdict(on: input) {
    case .handle:
      traceMessage("notification", method, id: nil)
      lifecycle = lifecycle.next(on: input)
      if !hold(method, params ?? .null) { handleKnownNotification(method, params ?? .null) }
    case .exit:
      end(on: input)
    case .ignore, .refuse:
      return
    }
  }

  mutating func handleKnownNotification(_ method: String, _ params: JSONValue) {
    guard case .notification(let handle) = router.handlers[method]?.work else { return }
    do throws(ResponseError) {
      try handle(&self, params)
    } catch {
      log(.warning, "\(method): \(error.message)")
    }
  }

  private mutating func handleResponse(_ id: RequestID, _ result: Result<JSONValue, ResponseError>) {
    guard lifecycle.verdict(on: .response) == .handle else { return }
    guard let complete = outgoingRequests.take(id) else {
      log(.log, "an answer with the unknown id \(id)")
      return
    }
    complete(&self, result)
  }

  private mutating func handle(_ malformed: MalformedMessage) {
    guard lifecycle != .exited else { return }
    if let answer = malformed.answer {
      writer.send(Message.responseBody(id: malformed.id, error: answer))
    }
    log(.warning, "a malformed message: \(malformed.reason)")
  }

  private mutating func end(on input: Lifecycle.Input) {
    guard case .exit(let code) = lifecycle.verdict(on: input) else { return }
    lifecycle = .exited
    exitCode = code
    releaseMessages()
    finishReads(before: nil, milliseconds: 400)
  }

  /// Ends the session when the client's process is gone.
  mutating func watchParent(_ processID: Int) {
    let queue = queue
    let beginExit = beginExit
    parentWatch = ParentWatch(processID: processID, isProcessAlive: host.isProcessAlive) {
      beginExit()
      queue.pushFinished { session in
        session.host.log("the client's process is gone")
        session.end(on: .endOfInput)
      }
    }
  }

  private func finishReads(before request: PendingRequest?, milliseconds: Int) {
    requests.waitUntilAnswered(before: request, until: MonotonicTime.now.advanced(byMilliseconds: milliseconds))
  }

  private func refusal(_ code: ErrorCode, _ method: String) -> String {
    switch code {
    case .methodNotFound: "the method \(method) is not known"
    case .serverNotInitialized: "the server is not initialized"
    default: lifecycle == .shutDown ? "the server is shut down" : "the server is initialized already"
    }
  }
}

// MARK: - Outgoing

extension Session {
  /// Sends a notification; one with the same key that still waits for a slow client is replaced.
  package mutating func notify(_ method: String, _ params: some JSONEncodable, replacing key: String? = nil) {
    guard maySend(method) else { return }
    writer.send(Message.notificationBody(method: method, params: params), replacing: key)
  }

  /// Sends a request; without an answer within the time it fails for us.
  package mutating func request(
    _ method: String,
    _ params: (some JSONEncodable)?,
    timeoutMilliseconds: Int = 60_000,
    completion: @escaping OutgoingRequests<Session>.Completion
  ) {
    guard maySend(method) else { return }
    let deadline = MonotonicTime.now.advanced(byMilliseconds: timeoutMilliseconds)
    let id = outgoingRequests.add(method: method, deadline: deadline, completion: completion)
    writer.send(Message.requestBody(id: id, method: method, params: params))
  }

  /// Before the answer to `initialize` only a few notifications are allowed, after `shutdown` nobody listens.
  private func maySend(_ method: String) -> Bool {
    switch lifecycle {
    case .initializing, .running: true
    case .uninitialized: ["window/showMessage", "window/logMessage", "telemetry/event", "$/progress"].contains(method)
    case .shutDown, .exited: false
    }
  }

  var nextDeadline: MonotonicTime? {
    [outgoingRequests.nextDeadline, timers.next].compactMap { $0 }.min()
  }

  /// Whether nothing is under way that could still change what the client knows.
  package var isAtRest: Bool {
    changedDocuments.isEmpty && timers.areAtRest
      && folders.all.allSatisfy { !$0.isLoading && ($0.pendingCheck == .nothing || $0.index == nil) }
  }

  /// Does what is due at a time.
  package mutating func handleDeadlines(at now: MonotonicTime) {
    for purpose in timers.takeExpired(now: now) { handleTimer(purpose) }
    for (method, completion) in outgoingRequests.takeExpired(now: now) {
      log(.warning, "the client did not answer \(method)")
      completion(&self, .failure(ResponseError(.requestFailed, "no answer in time")))
    }
  }
}
