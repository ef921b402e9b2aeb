import LanguageServerProtocol

enum DidChange {
  static func handle(_ session: inout Session, _ params: LSP.DidChangeTextDocumentParams) {
    let encoding = session.client.positionEncoding
    if let oddity = session.documents.change(params, in: encoding) { session.log(.warning, oddity) }
    session.documentChanged(params.textDocument.uri)
  }
}
