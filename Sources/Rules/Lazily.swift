import Synchronization
import Workspace

/// A value that is worked out when somebody first asks, once for all threads.
final class Lazily<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = Mutex<Value?>(nil)

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value {
    made.withLock { made in
      if let made { return made }
      let new = make()
      made = new
      return new
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
