import LanguageServerProtocol

enum WorkDoneProgressCancel {
  static func handle(_ session: inout Session, _ params: LSP.WorkDoneProgressCancelParams) {
    session.cancelProgress(params.token)
  }
}
