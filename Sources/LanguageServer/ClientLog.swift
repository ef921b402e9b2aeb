import JSONRPC
package import LanguageServerProtocol

extension Session {
  /// Writes a line to the server's own log and to the client's.
  package mutating func log(_ type: LSP.MessageType, _ message: String) {
    host.log(message)
    notify("window/logMessage", LSP.ShowMessageParams(type: type, message: message))
  }

  /// Shows the user a sentence.
  mutating func show(_ type: LSP.MessageType, _ message: String) {
    notify("window/showMessage", LSP.ShowMessageParams(type: type, message: message))
  }

  /// Tells the client what is handled, as far as it asked to know (`$/setTrace`).
  mutating func traceMessage(_ kind: String, _ method: String, id: RequestID?) {
    guard trace != .off else { return }
    let name = id.map { "\(method) (\($0))" } ?? method
    notify(
      "$/logTrace",
      LSP.LogTraceParams(
        message: "Received \(kind) \(name).",
        verbose: trace == .verbose ? "\(documents.count) documents are open." : nil
      )
    )
  }
}
