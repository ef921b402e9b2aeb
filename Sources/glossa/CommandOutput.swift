import Glibc

/// Where a command's result goes: standard output.
struct CommandOutput {
  /// Writes all bytes. A reader that went away has read what it wanted, and is no error.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    let code = writeAll(bytes, to: STDOUT_FILENO)
    guard code != 0, code != EPIPE else { return }
    throw CommandFailure("cannot write to standard output: \(SystemMessage.text(code))")
  }
}

/// The three descriptors that every process expects to have.
enum StandardDescriptors {
  /// Takes the numbers of those that are closed, so that no file gets one of them and, with it, what is written there.
  /// Reading and writing them fails all the same.
  static func occupy() {
    let wrongModes = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    for (descriptor, mode) in wrongModes where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number is this one, since those below are taken.
      _ = unsafe open("/dev/null", mode)
    }
  }
}

/// Messages beside a command's result.
enum StandardError {
  static func write(_ text: String) {
    // There is nobody left to tell when this fails.
    _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes a line that begins with the program's name.
  static func note(_ message: String) {
    var line = Array("glossa: ".utf8)
    line.append(contentsOf: message.utf8)
    line.append(UInt8(ascii: "\n"))
    _ = writeAll(line, to: STDERR_FILENO)
  }

}

/// The words for an error number: always English, whatever the locale.
enum SystemMessage {
  static func text(_ code: Int32) -> String {
    switch code {
    case ENOSPC: "no space left on the device (ENOSPC)"
    case EDQUOT: "the disk quota is used up (EDQUOT)"
    case EIO: "input/output error (EIO)"
    case EBADF: "it is closed (EBADF)"
    case EFBIG: "the file is too large (EFBIG)"
    default: "error number \(code)"
    }
  }
}

/// Writes all bytes; returns zero or the number of the error that stopped it.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
    }
    if count >= 0 {
      written += count
      continue
    }
    switch errno {
    case EINTR: continue
    case EAGAIN:
      var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe Glibc.poll(&poll, 1, -1)
    default: return errno
    }
  }
  return 0
}
