import LanguageServerProtocol

enum DidChangeWorkspaceFolders {
  static func handle(_ session: inout Session, _ params: LSP.DidChangeWorkspaceFoldersParams) {
    for folder in params.removed { session.removeFolder(folder.uri) }
    for folder in params.added { session.addFolder(folder.uri) }
  }
}
