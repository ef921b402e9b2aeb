import LanguageServerProtocol
import Rules
import SourceText
import Workspace

/// Edits of pages as the client applies them.
extension WorkspaceView {
  /// In the form that the client knows; nil where the text that they were made for may not be the client's.
  ///
  /// - Parameter others: the edits of files that are no pages.
  func workspaceEdit(
    _ edits: [PageEdit],
    and others: [LSP.TextDocumentEdit] = [],
    for client: ResolvedClient
  ) -> LSP.WorkspaceEdit? {
    var changes: [LSP.TextDocumentEdit] = []
    for pageEdit in edits {
      guard let page = snapshot.page(at: pageEdit.page), page.text.decoding.isLossless else { return nil }
      let document = document(at: page.path)
      if document?.isSuspect == true { return nil }
      let identifier = LSP.OptionalVersionedTextDocumentIdentifier(uri: uri(of: page.path), version: document?.version)
      changes.append(LSP.TextDocumentEdit(textDocument: identifier, edits: textEdits(pageEdit, on: page)))
    }
    changes += others
    return client.documentChanges
      ? .documentChanges(changes) : .changes(changes.map { ($0.textDocument.uri, $0.edits) })
  }

  /// The edits of one page, which must be the edit's.
  func textEdits(_ pageEdit: PageEdit, on page: Page) -> [LSP.TextEdit] {
    pageEdit.edits.map { LSP.TextEdit(range: range($0.range, on: page), newText: $0.replacement) }
  }
}
