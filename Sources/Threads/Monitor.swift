internal import Glibc

/// State behind a lock on which threads can wait for a condition.
///
/// The standard library's `Mutex` has no condition to wait for, and ThreadSanitizer does not see it on Linux; this is
/// POSIX's mutex and condition variable, which it knows.
@safe
// Unchecked: `state` is touched only while the mutex is locked, and the two pointers never change.
package final class Monitor<State: Sendable>: @unchecked Sendable {
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  package init(_ state: State) {
    self.state = state
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(condition, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Reads or changes the state without waking anyone.
  package func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  /// Changes the state and lets every waiting thread look at it again.
  package func update<Result>(_ body: (inout State) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    // Who is woken before the lock is free only goes to sleep again.
    defer {
      unsafe pthread_mutex_unlock(mutex)
      unsafe pthread_cond_broadcast(condition)
    }
    return body(&state)
  }

  /// Waits until `body` gives a value, which may change the state, or until the deadline; nil only then. Other waiting
  /// threads look at the changed state too.
  package func wait<Value>(until deadline: MonotonicTime? = nil, for body: (inout State) -> Value?) -> Value? {
    let value = waitInLock(until: deadline, for: body)
    if value != nil { unsafe pthread_cond_broadcast(condition) }
    return value
  }

  /// Waits until the state is as wanted, or until the deadline; false only then. Nobody else is woken.
  @discardableResult
  package func waitWhile(until deadline: MonotonicTime? = nil, _ isUnwanted: (State) -> Bool) -> Bool {
    waitInLock(until: deadline) { isUnwanted($0) ? nil : true } ?? false
  }

  private func waitInLock<Value>(until deadline: MonotonicTime?, for body: (inout State) -> Value?) -> Value? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let value = body(&state) { return value }
      guard let deadline else {
        unsafe pthread_cond_wait(condition, mutex)
        continue
      }
      var time = deadline.systemTime
      if unsafe pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return body(&state) }
    }
  }
}
