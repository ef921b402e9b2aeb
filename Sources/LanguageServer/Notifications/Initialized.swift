import LanguageServerProtocol

enum Initialized {
  static func handle(_ session: inout Session, _ params: NoParams) {
    for problem in session.settings.problems { session.report(problem) }
    session.requestSettings()
    if session.isRefreshDue { session.refreshClient() }
    session.updateRegistrations()
  }
}
