import Glibc
import LanguageServer

/// The process's standard streams, taken over for the protocol: standard output afterwards leads to standard error, so that
/// a stray `print` cannot come between two messages, and standard input is empty for everyone else.
struct StandardStreams {
  private let input: Int32
  private let output: Int32

  static func take() -> StandardStreams {
    // A client that is gone shows as a failed write.
    signal(SIGPIPE, SIG_IGN)
    let input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard input >= 0, output >= 0 else {
      return StandardStreams(input: STDIN_FILENO, output: STDOUT_FILENO)
    }
    let nowhere = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    if nowhere >= 0 {
      dup2(nowhere, STDIN_FILENO)
      close(nowhere)
    }
    dup2(STDERR_FILENO, STDOUT_FILENO)
    return StandardStreams(input: input, output: output)
  }

  /// The server's view of this process.
  var host: Host {
    Host(
      read: { [input] in Self.read(from: input) },
      write: { [output] in Self.write($0, to: output) },
      log: { Self.log($0) },
      isProcessAlive: { Self.isProcessAlive($0) },
      forceExit: { _exit($0) },
      barredTexts: { BarredTexts.read() },
      barText: { BarredTexts.add($0) },
      cacheFolder: { OwnFolder.cache.made() },
      rulePages: RulePages.folder,
      beginWork: { CrashNote.begin($0) },
      endWork: { CrashNote.end($0) }
    )
  }

  /// The next bytes; none at the end of the stream and after an error.
  private static func read(from descriptor: Int32) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      while true {
        let result = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if result < 0, errno == EINTR { continue }
        if result < 0, errno == EAGAIN, wait(for: POLLIN, on: descriptor, milliseconds: -1) { continue }
        count = max(0, result)
        return
      }
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if result < 0, errno == EINTR { continue }
      if result < 0, errno == EAGAIN, wait(for: POLLOUT, on: descriptor, milliseconds: -1) { continue }
      guard result >= 0 else { return false }
      written += result
    }
    return true
  }

  private static func wait(for events: Int32, on descriptor: Int32, milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return unsafe poll(&descriptor, 1, milliseconds) > 0
  }

  /// Writes one line to standard error, or drops it where nobody takes it: some clients never read what a server says there.
  private static func log(_ message: String) {
    guard wait(for: POLLOUT, on: STDERR_FILENO, milliseconds: 0) else { return }
    _ = write(Array("glossa: \(message)".utf8.prefix(4000)) + [UInt8(ascii: "\n")], to: STDERR_FILENO)
  }

  private static func isProcessAlive(_ processID: Int) -> Bool {
    guard let processID = pid_t(exactly: processID) else { return true }
    return kill(processID, 0) == 0 || errno == EPERM
  }
}
