package import JSONRPC
internal import Synchronization
import Threads

/// Says whether the client has taken a request back. Long work looks at it at the head of its loops.
package final class CancellationToken: Sendable {
  private let flag = Atomic(false)

  package init() {}

  package var isCancelled: Bool { flag.load(ordering: .relaxed) }

  package func cancel() { flag.store(true, ordering: .relaxed) }
}

/// The requests that have no answer yet. The reader notes them before they are queued, so that a cancellation, which
/// it takes out of turn, always finds its request.
final class OpenRequests: Sendable {
  private let tokens = Monitor<[RequestID: CancellationToken]>([:])
  private let writer: MessageWriter
  private let ended = Atomic(false)

  init(writer: MessageWriter) {
    self.writer = writer
  }

  /// Whether the server has ended, after which requests need no answer.
  fileprivate var hasEnded: Bool { ended.load(ordering: .acquiring) }

  func end() { ended.store(true, ordering: .releasing) }

  /// Nil when a request with this id is open already.
  func open(_ id: RequestID, method: String) -> PendingRequest? {
    let token = CancellationToken()
    let isNew = tokens.withLock { tokens in
      guard tokens[id] == nil else { return false }
      tokens[id] = token
      return true
    }
    return isNew ? PendingRequest(id: id, method: method, cancellation: token, requests: self) : nil
  }

  /// Ids that are unknown or answered are ignored, as the protocol wants.
  func cancel(_ id: RequestID) {
    tokens.withLock { $0[id] }?.cancel()
  }

  /// Waits until no request but those is open; gives up at the deadline.
  func waitUntilAnswered(except ids: Set<RequestID>, until deadline: MonotonicTime) {
    tokens.waitWhile(until: deadline) { tokens in !tokens.keys.allSatisfy(ids.contains) }
  }

  /// Closes the request and queues its answer in one step: the client may use the id again as soon as it has the answer,
  /// and whoever waits for the answers must find them sent.
  fileprivate func close(_ id: RequestID, answer: [UInt8]) {
    tokens.update { tokens in
      tokens[id] = nil
      writer.send(answer)
    }
  }
}

/// A request that wants exactly one answer.
package final class PendingRequest: Sendable {
  package let id: RequestID
  package let method: String
  package let cancellation: CancellationToken
  private let requests: OpenRequests
  private let isAnswered = Atomic(false)

  fileprivate init(
    id: RequestID,
    method: String,
    cancellation: CancellationToken,
    requests: OpenRequests
  ) {
    self.id = id
    self.method = method
    self.cancellation = cancellation
    self.requests = requests
  }

  deinit {
    guard !isAnswered.load(ordering: .acquiring), !requests.hasEnded else { return }
    fail(ResponseError(.internalError, "The request was lost."))
    Invariant.broken("\(method) was not answered")
  }

  package func succeed(_ result: some JSONEncodable) {
    answer(Message.responseBody(id: id, result: result))
  }

  package func fail(_ error: ResponseError) {
    answer(Message.responseBody(id: id, error: error))
  }

  /// Sends the answer; the second and later ones are dropped.
  private func answer(_ body: [UInt8]) {
    guard !isAnswered.exchange(true, ordering: .acquiringAndReleasing) else {
      Invariant.broken("\(method) was answered twice")
      return
    }
    requests.close(id, answer: body)
  }
}
