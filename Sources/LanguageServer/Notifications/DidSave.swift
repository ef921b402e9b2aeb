import LanguageServerProtocol

enum DidSave {
  /// The text of an open document is known already; what else depends on the disk comes with the watched files.
  static func handle(_ session: inout Session, _ params: LSP.DidSaveTextDocumentParams) {}
}
