import LanguageServerProtocol

enum SetTrace {
  static func handle(_ session: inout Session, _ params: LSP.SetTraceParams) {
    session.trace = params.value
  }
}
