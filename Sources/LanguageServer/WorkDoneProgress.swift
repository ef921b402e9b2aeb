import JSONRPC
package import LanguageServerProtocol

/// The progress bars that the server opens at the client: one begin and one end for each, and nothing at all where the
/// client knows no progress or refuses the token.
struct WorkDoneProgress {
  fileprivate enum State {
    /// The client has not answered `window/workDoneProgress/create`.
    case asked
    case open
  }

  fileprivate var states: [LSP.ProgressToken: State] = [:]
  fileprivate var lastNumber = 0
}

extension Session {
  /// Opens a progress bar. The token is good for `endProgress` whatever the client thinks of it.
  package mutating func beginProgress(_ title: String) -> LSP.ProgressToken {
    progress.lastNumber += 1
    let token = LSP.ProgressToken.string("glossa/\(progress.lastNumber)")
    guard client.workDoneProgress, lifecycle == .running else { return token }
    progress.states[token] = .asked
    request("window/workDoneProgress/create", LSP.WorkDoneProgressCreateParams(token: token)) { session, result in
      guard case .asked = session.progress.states[token] else { return }
      guard case .success = result else {
        session.progress.states[token] = nil
        return
      }
      session.progress.states[token] = .open
      session.send(token, .begin(title: title))
    }
    return token
  }

  package mutating func endProgress(_ token: LSP.ProgressToken) {
    if case .open = progress.states.removeValue(forKey: token) { send(token, .end) }
  }

  private mutating func send(_ token: LSP.ProgressToken, _ value: LSP.WorkDoneProgressValue) {
    notify("$/progress", LSP.ProgressParams(token: token, value: value))
  }
}
