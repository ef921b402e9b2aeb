import FoundationEssentials
import Glibc
import JSONRPC
package import Threads

/// Drives the built `glossa` over pipes, as an editor does.
package final class ExecutableClient: ServerConnection {
  package let inbox = MessageInbox()
  package let processID: Int32

  private let input: Monitor<Int32?>
  private let exitCode = Monitor<Int32?>(nil)
  private let isHeld = Monitor(false)

  /// The executable beside the one that runs the tests.
  package static var executable: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/glossa"
  }

  /// What tells a sanitizer, if the tests run under one, how to go about it in child processes too.
  package static var sanitizerOptions: [String] {
    ["ASAN_OPTIONS", "TSAN_OPTIONS"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { name + "=" + $0 }
    }
  }

  private let output: Int32

  /// Nil when the process could not be started.
  package init?(
    _ arguments: [String] = ["lsp"],
    executable: String = ExecutableClient.executable,
    environment: [String] = []
  ) {
    guard let toServer = Self.pipe(), let fromServer = Self.pipe() else { return nil }
    let nowhere = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, toServer.read, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, fromServer.write, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, nowhere, STDERR_FILENO)
    // The threads of a test process block most signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    var noSignals = sigset_t()
    unsafe sigemptyset(&noSignals)
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    let words = [executable] + arguments
    let result = unsafe words.withCStrings { argv in
      // Swift's own crash reporter would hold the pipe open for minutes.
      let variables = ["SWIFT_BACKTRACE=enable=no", "PATH=/usr/bin:/bin"] + Self.sanitizerOptions + environment
      return unsafe variables.withCStrings { environment in
        unsafe posix_spawn(&child, executable, &actions, &attributes, argv, environment)
      }
    }
    close(toServer.read)
    close(fromServer.write)
    close(nowhere)
    let processID = child
    self.processID = processID
    input = Monitor(toServer.write)
    output = fromServer.read
    guard result == 0 else {
      close(toServer.write)
      close(fromServer.read)
      return nil
    }
    BackgroundThread.start("client-reader") { [inbox, isHeld, exitCode] in
      while true {
        _ = isHeld.wait { $0 ? nil : true }
        let bytes = Self.read(from: fromServer.read)
        if bytes.isEmpty { break }
        inbox.receive(bytes)
      }
      close(fromServer.read)
      inbox.end()
      let code = Self.wait(for: processID)
      exitCode.update { $0 = code }
    }
  }

  deinit {
    closeInput()
    holdOutput(false)
    if exitCode.withLock({ $0 }) == nil { kill() }
  }

  package func send(_ bytes: [UInt8]) {
    guard let descriptor = input.withLock({ $0 }) else { return }
    var written = 0
    while written < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { buffer in
        // A server that has ended must not end the tests by a signal.
        unsafe Glibc.send(
          descriptor,
          buffer.baseAddress?.advanced(by: written),
          buffer.count - written,
          Int32(MSG_NOSIGNAL)
        )
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { return }
      written += result
    }
  }

  package func closeInput() {
    let descriptor = input.update { descriptor in
      defer { descriptor = nil }
      return descriptor
    }
    if let descriptor { close(descriptor) }
  }

  /// Stops listening, as a client does that has crashed.
  package func closeOutput() {
    shutdown(output, Int32(SHUT_RDWR))
  }

  package func kill(_ signal: Int32 = SIGKILL) {
    Glibc.kill(processID, signal)
  }

  package func exitCode(until deadline: MonotonicTime) -> Int32? {
    exitCode.wait(until: deadline) { $0 }
  }

  /// Stops or goes on reading the server's output.
  package func holdOutput(_ isHeld: Bool) {
    self.isHeld.update { $0 = isHeld }
  }

  /// A stream socket pair is a pipe that can be written to without a signal.
  private static func pipe() -> (read: Int32, write: Int32)? {
    var descriptors: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, type, 0, &descriptors) == 0 else { return nil }
    return (descriptors[0], descriptors[1])
  }

  private static func read(from descriptor: Int32) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      while true {
        let result = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if result < 0, errno == EINTR { continue }
        count = max(0, result)
        return
      }
    }
  }

  /// The exit code, or 128 and the signal's number as a shell gives it.
  private static func wait(for processID: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(processID, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

extension [String] {
  /// The strings as C wants an argument list, for the time of the call.
  fileprivate func withCStrings<Result>(
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count + 1)
    for (index, string) in enumerated() { unsafe list[index] = unsafe strdup(string) }
    unsafe list[count] = nil
    defer {
      for index in indices { unsafe free(list[index]) }
      unsafe list.deallocate()
    }
    return unsafe body(list)
  }
}
