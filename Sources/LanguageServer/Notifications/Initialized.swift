import JSONRPC
import LanguageServerProtocol

enum Initialized {
  static func handle(_ session: inout Session, _ params: NoParams) {
    for problem in session.settings.problems { session.report(problem) }
    session.requestSettings()
    if session.isRefreshDue { session.refreshClient() }
    let params = LSP.RegistrationParams(for: session.client, handledBy: session.router)
    guard !params.registrations.isEmpty else { return }
    session.request("client/registerCapability", params) { session, result in
      if case .failure(let error) = result {
        session.log(.warning, "the client refused to register: \(error.message)")
      }
    }
  }
}
