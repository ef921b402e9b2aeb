import Dispatch

/// Looks every few seconds whether the client's process still lives; an editor that was killed may leave its pipes open.
final class ParentWatch: Sendable {
  private let processID: Int
  private let isProcessAlive: @Sendable (Int) -> Bool
  private let onGone: @Sendable () -> Void
  private let clock = DispatchQueue(label: "glossa.parent-watch")

  static let interval = DispatchTimeInterval.seconds(3)

  init(
    processID: Int,
    isProcessAlive: @escaping @Sendable (Int) -> Bool,
    onGone: @escaping @Sendable () -> Void
  ) {
    self.processID = processID
    self.isProcessAlive = isProcessAlive
    self.onGone = onGone
    look()
  }

  private func look() {
    guard isProcessAlive(processID) else {
      onGone()
      return
    }
    clock.asyncAfter(deadline: .now() + Self.interval) { [weak self] in self?.look() }
  }
}
