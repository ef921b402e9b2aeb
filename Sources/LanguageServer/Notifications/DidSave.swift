import LanguageServerProtocol

enum DidSave {
  /// The text of an open document is known already, unless a change of it could not be right; what else depends on the
  /// disk comes with the watched files.
  static func handle(_ session: inout Session, _ params: LSP.DidSaveTextDocumentParams) {
    if session.documents.save(params) { session.documentChanged(params.textDocument.uri) }
  }
}
