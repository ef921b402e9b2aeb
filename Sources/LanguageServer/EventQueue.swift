import JSONRPC
import Threads

/// What the ordered loop works on.
enum Event: Sendable {
  case request(PendingRequest, params: JSONValue?)
  case notification(method: String, params: JSONValue?)
  case response(id: RequestID, result: Result<JSONValue, ResponseError>)
  case malformed(MalformedMessage)
  /// Something odd in the input that concerns no message.
  case remark(String)
  /// Work of another thread that is done, to be taken over on the loop.
  case finished(@Sendable (inout Session) -> Void)
  case endOfInput
}

/// The queue between the reader and the loop, bounded by number and by size of what waits.
final class EventQueue: Sendable {
  enum Next: Sendable {
    case event(Event)
    case deadlinePassed
    /// Nobody reads the server's output any more.
    case outputFailed
  }

  private struct State {
    var events: [(event: Event, size: Int)?] = []
    var head = 0
    var size = 0
    var hasOutputFailed = false

    var count: Int { events.count - head }
  }

  private let countLimit: Int
  private let sizeLimit: Int
  private let state = Monitor(State())

  init(countLimit: Int = 4096, sizeLimit: Int = 128 << 20) {
    self.countLimit = countLimit
    self.sizeLimit = sizeLimit
  }

  /// Appends an event of the reader; blocks while the queue is full. An empty queue takes an event of any size.
  func push(_ event: Event, size: Int) {
    _ = state.wait { state in
      guard state.count == 0 || (state.count < countLimit && state.size < sizeLimit) || state.hasOutputFailed else {
        return nil as Bool?
      }
      state.events.append((event, size))
      state.size += size
      return true
    }
  }

  /// Appends the result of work that the loop itself started; never blocks.
  func pushFinished(_ change: @escaping @Sendable (inout Session) -> Void) {
    state.update { state in
      state.events.append((.finished(change), 0))
    }
  }

  func outputFailed() {
    state.update { $0.hasOutputFailed = true }
  }

  var isEmpty: Bool {
    state.withLock { $0.count == 0 }
  }

  func next(until deadline: MonotonicTime?) -> Next {
    state.wait(until: deadline) { state in
      if state.hasOutputFailed { return .outputFailed }
      guard state.head < state.events.count, let (event, size) = state.events[state.head] else { return nil }
      state.events[state.head] = nil
      state.head += 1
      state.size -= size
      if state.head == state.events.count {
        state.events.removeAll(keepingCapacity: state.head < 256)
        state.head = 0
      } else if state.head >= 1024 {
        state.events.removeFirst(state.head)
        state.head = 0
      }
      return .event(event)
    } ?? .deadlinePassed
  }
}
