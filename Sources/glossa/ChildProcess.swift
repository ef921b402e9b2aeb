import Glibc

/// Runs another program and waits for its answer.
enum ChildProcess {
  struct Answer {
    /// Zero when all went well; a signal counts as 128 and its number.
    var status: Int32
    var output: [UInt8]
    var errors: [UInt8]
  }

  /// - Parameter program: an absolute path.
  static func run(_ program: String, _ arguments: [String]) throws(CommandFailure) -> Answer {
    let output = try Pipe()
    let errors = try Pipe()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    let process = try unsafe spawn(program, arguments, &actions)
    output.closeWriting()
    errors.closeWriting()
    var answer = Answer(status: 0, output: [], errors: [])
    drain(output.reading, errors.reading, into: &answer)
    answer.status = wait(for: process)
    return answer
  }

  private static func spawn(
    _ program: String,
    _ arguments: [String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws(CommandFailure) -> pid_t {
    var pointers = unsafe ([program] + arguments).map { unsafe strdup($0) }
    defer { unsafe pointers.forEach { unsafe free($0) } }
    unsafe pointers.append(nil)
    // The parent ignores it, and a child would go on ignoring it.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, program, &actions, &attributes, pointers, environ)
    guard code == 0 else { throw CommandFailure("cannot run \(program): \(SystemMessage.text(code))") }
    return process
  }

  /// Reads both streams as they fill, so that neither keeps the other waiting.
  private static func drain(_ output: Int32, _ errors: Int32, into answer: inout Answer) {
    var open = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    while open.contains(where: { $0.fd >= 0 }) {
      let ready = unsafe poll(&open, UInt(open.count), -1)
      if ready < 0, errno != EINTR { return }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        let part = read(open[index].fd)
        if part.isEmpty { open[index].fd = -1 }
        if index == 0 { answer.output += part } else { answer.errors += part }
      }
    }
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      while result < 0, errno == EINTR { result = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
      count = max(0, result)
    }
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// A pipe whose ends are not handed on to other programs by themselves.
private final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() throws(CommandFailure) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw CommandFailure("cannot make a pipe: \(SystemMessage.text(errno))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }

  func closeWriting() {
    if writing >= 0 { _ = close(writing) }
    writing = -1
  }

  deinit {
    _ = close(reading)
    closeWriting()
  }
}

/// Looks for programs where the user's `PATH` says.
enum ProgramSearch {
  /// The absolute path of a program. Relative folders of `PATH` are passed over: they would lead into whatever folder
  /// is being checked.
  static func find(_ name: String) -> String? {
    guard let path = unsafe getenv("PATH").map({ unsafe String(cString: $0) }) else { return nil }
    for folder in path.split(separator: ":") where folder.utf8.first == UInt8(ascii: "/") {
      let candidate = folder + "/" + name
      if unsafe access(String(candidate), X_OK) == 0 { return String(candidate) }
    }
    return nil
  }
}
