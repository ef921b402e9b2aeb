package import Threads

/// The server's own requests that the client has not answered yet: their ids, what to do with the answer, and until when.
///
/// `Context` is what the completion may change.
package struct OutgoingRequests<Context: ~Copyable> {
  package typealias Completion = (inout Context, Result<JSONValue, ResponseError>) -> Void

  private struct Entry {
    var method: String
    var deadline: MonotonicTime
    var completion: Completion
  }

  private var entries: [Int: Entry] = [:]
  private var lastID = 0

  package init() {}

  /// The time of the next time-out.
  package var nextDeadline: MonotonicTime? {
    entries.values.map(\.deadline).min()
  }

  /// Notes a request and gives its id.
  package mutating func add(method: String, deadline: MonotonicTime, completion: @escaping Completion) -> RequestID {
    lastID += 1
    entries[lastID] = Entry(method: method, deadline: deadline, completion: completion)
    return .integer(lastID)
  }

  /// Takes what is to be done with an answer; nil for an id that is not open.
  package mutating func take(_ id: RequestID) -> Completion? {
    guard case .integer(let number) = id else { return nil }
    return entries.removeValue(forKey: number)?.completion
  }

  /// Takes every request whose time is over, oldest first.
  package mutating func takeExpired(now: MonotonicTime) -> [(method: String, completion: Completion)] {
    let expired = entries.filter { $0.value.deadline <= now }.keys.sorted()
    return expired.compactMap { id in
      entries.removeValue(forKey: id).map { ($0.method, $0.completion) }
    }
  }
}
