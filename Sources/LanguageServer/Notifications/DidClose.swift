import LanguageServerProtocol

enum DidClose {
  static func handle(_ session: inout Session, _ params: LSP.DidCloseTextDocumentParams) {
    if let oddity = session.documents.close(params.textDocument) {
      session.log(.log, oddity)
    } else {
      session.documentClosed(params.textDocument.uri)
    }
  }
}
