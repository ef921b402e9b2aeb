import LanguageServerProtocol
import Rules
import SourceText
import Workspace

/// Mends all of a document that is safe to mend unasked, as editors ask for on saving.
enum FixAllAction {
  static let kind = "source.fixAll.glossa"

  /// Nil where there is nothing to mend; changes of other documents are left to their own actions.
  static func action(for found: DocumentPage, client: ResolvedClient) -> LSP.CodeAction? {
    let page = found.page
    let index = WorkspaceIndex(found.workspace.snapshot)
    let fixed = FixAll(on: [page.path], of: index, within: page.path, threads: 1)
    guard let rewrite = fixed.rewrites.first else { return nil }
    let edits = [PageEdit(page: page.path, edits: page.text.edits(to: rewrite.new))]
    guard let edit = found.workspace.workspaceEdit(edits, for: client) else { return nil }
    let problems = fixed.count == 1 ? "1 problem" : "\(fixed.count) problems"
    var action = LSP.CodeAction(title: "Mend \(problems) on this page", kind: kind)
    action.edit = edit
    return action
  }
}
