import Threads

/// Looks every few seconds whether the client's process still lives; an editor that was killed may leave its pipes open.
final class ParentWatch: Sendable {
  private let processID: Int
  private let isProcessAlive: @Sendable (Int) -> Bool
  private let onGone: @Sendable () -> Void

  private static let intervalMilliseconds = 3000

  init(
    processID: Int,
    isProcessAlive: @escaping @Sendable (Int) -> Bool,
    onGone: @escaping @Sendable () -> Void
  ) {
    self.processID = processID
    self.isProcessAlive = isProcessAlive
    self.onGone = onGone
    guard look() else { return }
    BackgroundThread.start("glossa-parent") { [weak self] in
      repeat { BackgroundThread.sleep(Self.intervalMilliseconds) } while self?.look() ?? false
    }
  }

  /// Whether the process still lives, and so is to be looked at again.
  private func look() -> Bool {
    guard !isProcessAlive(processID) else { return true }
    onGone()
    return false
  }
}
