internal import Glibc
internal import GlibcExtensions

/// Starts threads of the process's own.
///
/// Not libdispatch's: while work waits in its queues, it looks through `/proc` for the threads that it has, and ends the
/// process where that cannot be read. Containers and sandboxes may be without.
package enum BackgroundThread {
  /// As much as a program's first thread has by default, so that what can be read does not depend on the thread.
  private static let stackBytes = 8 << 20

  private final class Start: Sendable {
    let name: StaticString
    let milliseconds: Int
    let body: @Sendable () -> Void

    init(_ name: StaticString, _ milliseconds: Int, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.milliseconds = milliseconds
      self.body = body
    }

    func run() {
      // A literal's bytes end with a zero.
      let name = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
      unsafe pthread_setname_np(pthread_self(), name)
      sleep(milliseconds)
      body()
    }
  }

  /// Runs `body` on a thread that ends with it.
  ///
  /// - Parameters:
  ///   - name: what debuggers and `top -H` show, at most 15 bytes.
  ///   - milliseconds: how long the thread sleeps first.
  /// - Returns: false where the system gives the process no more threads; `body` is not run then.
  @discardableResult
  package static func start(
    _ name: StaticString,
    afterMilliseconds milliseconds: Int = 0,
    _ body: @escaping @Sendable () -> Void
  ) -> Bool {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    unsafe pthread_attr_setstacksize(&attributes, stackBytes)
    let start = unsafe Unmanaged.passRetained(Start(name, milliseconds, body))
    var thread = pthread_t()
    let result = unsafe pthread_create(
      &thread,
      &attributes,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.run()
        return nil
      },
      start.toOpaque()
    )
    if result != 0 { unsafe start.release() }
    return result == 0
  }

  /// Lets the calling thread rest.
  package static func sleep(_ milliseconds: Int) {
    guard milliseconds > 0 else { return }
    var end = MonotonicTime.now.advanced(byMilliseconds: milliseconds).systemTime
    // A signal does not end the rest.
    while unsafe clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, nil) == EINTR {}
  }
}
