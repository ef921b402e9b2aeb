import LanguageServerProtocol

enum DidChangeWatchedFiles {
  static func handle(_ session: inout Session, _ params: LSP.DidChangeWatchedFilesParams) {
    session.filesChanged(params.changes)
  }
}
