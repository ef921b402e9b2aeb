import Synchronization
import Threads

/// One line on the terminal that says what goes on, shown only when it goes on for more than half a second.
final class ProgressLine: Sendable {
  private struct State {
    var phase = ""
    var isDue = false
    var isShown = false
    var isOver = false
  }

  private let state = Mutex(State())

  init(isWanted: Bool) {
    guard isWanted else {
      state.withLock { $0.isOver = true }
      return
    }
    BackgroundThread.start("glossa-progress", afterMilliseconds: 500) { [weak self] in
      self?.state.withLock { state in
        state.isDue = true
        Self.draw(&state)
      }
    }
  }

  /// Says what is done now.
  func show(_ phase: String) {
    state.withLock { state in
      state.phase = phase
      if state.isDue { Self.draw(&state) }
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.isShown { StandardError.write("\r\u{1B}[K") }
      state.isShown = false
      state.isOver = true
    }
  }

  private static func draw(_ state: inout State) {
    guard !state.isOver else { return }
    state.isShown = true
    StandardError.write("\r\u{1B}[Kglossa: \(state.phase)…")
  }
}
