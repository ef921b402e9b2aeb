import JSONRPC
package import LanguageServerProtocol

/// The progress bars that the server opens at the client: one begin and one end for each, and nothing at all where the
/// client knows no progress or refuses the token.
struct WorkDoneProgress {
  fileprivate enum State {
    /// The client has not answered `window/workDoneProgress/create`.
    case asked(title: String, message: String?)
    case open
    /// The client's user wants the work to stop.
    case cancelled
  }

  fileprivate var states: [LSP.ProgressToken: State] = [:]
  fileprivate var lastNumber = 0
}

extension Session {
  /// Opens a progress bar. The token is good for `reportProgress` and `endProgress` whatever the client thinks of it.
  package mutating func beginProgress(_ title: String, message: String? = nil) -> LSP.ProgressToken {
    progress.lastNumber += 1
    let token = LSP.ProgressToken.string("glossa/\(progress.lastNumber)")
    guard client.workDoneProgress, lifecycle == .running else { return token }
    progress.states[token] = .asked(title: title, message: message)
    request("window/workDoneProgress/create", LSP.WorkDoneProgressCreateParams(token: token)) { session, result in
      guard case .asked(let title, let message) = session.progress.states[token] else { return }
      guard case .success = result else {
        session.progress.states[token] = nil
        return
      }
      session.progress.states[token] = .open
      session.send(token, .begin(title: title, message: message, percentage: nil))
    }
    return token
  }

  package mutating func reportProgress(_ token: LSP.ProgressToken, message: String, percentage: Int? = nil) {
    switch progress.states[token] {
    case .asked(let title, _): progress.states[token] = .asked(title: title, message: message)
    case .open, .cancelled: send(token, .report(message: message, percentage: percentage))
    case nil: return
    }
  }

  package mutating func endProgress(_ token: LSP.ProgressToken, message: String? = nil) {
    switch progress.states.removeValue(forKey: token) {
    case .open, .cancelled: send(token, .end(message: message))
    case .asked, nil: return
    }
  }

  /// Whether the client's user asked for the work behind a progress bar to stop.
  package func isProgressCancelled(_ token: LSP.ProgressToken) -> Bool {
    if case .cancelled = progress.states[token] { true } else { false }
  }

  mutating func cancelProgress(_ token: LSP.ProgressToken) {
    guard case .open = progress.states[token] else { return }
    progress.states[token] = .cancelled
  }

  private mutating func send(_ token: LSP.ProgressToken, _ value: LSP.WorkDoneProgressValue) {
    notify("$/progress", LSP.ProgressParams(token: token, value: value))
  }
}
