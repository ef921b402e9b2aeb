import LanguageServerProtocol
import Rules
import SourceText
import Workspace

/// The edits of one document as the client applies them.
typealias DocumentEdits = (document: LSP.OptionalVersionedTextDocumentIdentifier, edits: [LSP.TextEdit])

/// Edits of pages as the client applies them.
extension WorkspaceView {
  /// In the form that the client knows; nil where the text that they were made for may not be the client's.
  ///
  /// - Parameter others: the edits of files that are no pages.
  func workspaceEdit(
    _ edits: [PageEdit],
    and others: [DocumentEdits] = [],
    for client: ResolvedClient
  ) -> LSP.WorkspaceEdit? {
    var changes: [DocumentEdits] = []
    for pageEdit in edits {
      guard let page = snapshot.page(at: pageEdit.page), page.text.decoding.isLossless else { return nil }
      let document = document(at: page.path)
      if document?.isSuspect == true { return nil }
      changes.append((.init(uri: uri(of: page.path), version: document?.version), textEdits(pageEdit, on: page)))
    }
    changes += others
    guard client.documentChanges else {
      return LSP.WorkspaceEdit(.byURI(changes.map { ($0.document.uri, $0.edits) }))
    }
    return LSP.WorkspaceEdit(.documentChanges(changes.map { .edit($0.document, $0.edits) }))
  }

  /// The edits of one page, which must be the edit's.
  func textEdits(_ pageEdit: PageEdit, on page: Page) -> [LSP.TextEdit] {
    pageEdit.edits.map { LSP.TextEdit(range: range($0.range, on: page), newText: $0.replacement) }
  }
}
