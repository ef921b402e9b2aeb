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
  private struct Requests {
    var open: [RequestID: (number: Int, token: CancellationToken)] = [:]
    /// How many there have been so far.
    var count = 0
  }

  private let requests = Monitor(Requests())
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
    let number = requests.withLock { requests -> Int? in
      guard requests.open[id] == nil else { return nil }
      requests.count += 1
      requests.open[id] = (requests.count, token)
      return requests.count
    }
    return number.map { PendingRequest(id: id, method: method, number: $0, cancellation: token, requests: self) }
  }

  /// Ids that are unknown or answered are ignored, as the protocol wants.
  func cancel(_ id: RequestID) {
    requests.withLock { $0.open[id] }?.token.cancel()
  }

  /// Waits until no request that came before another one is open, or none at all; gives up at the deadline.
  func waitUntilAnswered(before request: PendingRequest?, until deadline: MonotonicTime) {
    let number = request?.number ?? .max
    requests.waitWhile(until: deadline) { requests in requests.open.values.contains { $0.number < number } }
  }

  /// Closes the request and queues its answer in one step: the client may use the id again as soon as it has the answer,
  /// and whoever waits for the answers must find them sent.
  fileprivate func close(_ id: RequestID, answer: [UInt8]) {
    requests.update { requests in
      requests.open[id] = nil
      writer.send(answer)
    }
  }
}

/// A request that wants exactly one answer.
package final class PendingRequest: Sendable {
  package let id: RequestID
  package let method: String
  /// Which request of the session it is, as they came.
  fileprivate let number: Int
  package let cancellation: CancellationToken
  private let requests: OpenRequests
  private let isAnswered = Atomic(false)

  fileprivate init(
    id: RequestID,
    method: String,
    number: Int,
    cancellation: CancellationToken,
    requests: OpenRequests
  ) {
    self.id = id
    self.method = method
    self.number = number
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
