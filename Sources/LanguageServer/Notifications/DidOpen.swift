import LanguageServerProtocol

enum DidOpen {
  static func handle(_ session: inout Session, _ params: LSP.DidOpenTextDocumentParams) {
    if let oddity = session.documents.open(params.textDocument) { session.log(.log, oddity) }
    session.documentOpened(params.textDocument.uri)
  }
}
