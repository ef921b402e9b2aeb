import Synchronization
import Workspace

/// A value that is worked out when somebody first asks, once for all threads.
final class Lazily<Value: Sendable>: Sendable {
  private enum State: Sendable {
    /// With what the value is made from, which is let go once it is made.
    case wanted(@Sendable () -> Value)
    case made(Value)
  }

  private let state: Mutex<State>

  init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.wanted(make)) }

  var value: Value {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .wanted(let make):
        let value = make()
        state = .made(value)
        return value
      }
    }
  }
}

/// What is known of pages, each page's worked out when somebody first asks for it; who asks for another need not wait.
final class LazilyByPage<Value: Sendable>: Sendable {
  private let make: @Sendable (Page) -> Value
  private let pages = Mutex<[PageID: Lazily<Value>]>([:])

  init(_ make: @escaping @Sendable (Page) -> Value) { self.make = make }

  func value(of page: Page) -> Value {
    let make = make
    let value = pages.withLock { pages in
      if let known = pages[page.id] { return known }
      let new = Lazily { make(page) }
      pages[page.id] = new
      return new
    }
    return value.value
  }
}

/// Answers that cost more than to look them up, and never change: an editor asks the same with every key.
///
/// When there are too many of them all are forgotten, so that those of a page that is long gone do not stay for good.
final class Remembered<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private let answers = Mutex<[Question: Answer]>([:])
  private let limit: Int

  /// - Parameter limit: 0 where everything is asked once.
  init(limit: Int) { self.limit = limit }

  func answer(to question: Question, _ find: (Question) -> Answer) -> Answer {
    guard limit > 0 else { return find(question) }
    if let known = answers.withLock({ $0[question] }) { return known }
    let new = find(question)
    answers.withLock { answers in
      if answers.count >= limit { answers = [:] }
      answers[question] = new
    }
    return new
  }
}
