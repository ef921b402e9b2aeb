import LanguageServerProtocol

enum DidChangeWatchedFiles {
  static func handle(_ session: inout Session, _ params: LSP.DidChangeWatchedFilesParams) {
    session.filesChanged(Set(params.changes.map { DocumentKey($0.uri) }))
  }
}
