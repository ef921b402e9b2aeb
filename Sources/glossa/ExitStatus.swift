/// What the process's exit status says.
enum ExitStatus {
  static let success: Int32 = 0
  /// There are problems at or above the threshold.
  static let problems: Int32 = 1
  /// Wrong usage, a faulty configuration, or something that could not be read or written.
  static let failure: Int32 = 2
}

/// Why a command cannot do its work.
struct CommandFailure: Error {
  /// One line for the user, which names the file and the remedy.
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
