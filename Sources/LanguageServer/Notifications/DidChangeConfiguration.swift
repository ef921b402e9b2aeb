import JSONRPC
import LanguageServerProtocol

enum DidChangeConfiguration {
  /// A client that can be asked is asked; from others the settings come with the message.
  static func handle(_ session: inout Session, _ params: LSP.DidChangeConfigurationParams) {
    if session.client.configuration {
      session.requestSettings()
    } else {
      session.take(Settings(params.settings, orElse: session.initialSettings))
    }
  }
}
