import Features
import JSONRPC
import LanguageServerProtocol
import Rules
import Workspace

enum WillRenameFiles {
  /// What is announced: pages, what they show and include, and folders.
  static let filters = [LSP.FileOperationFilter(glob: "**/*")]

  /// The edits that keep links leading where they lead; they refer to the files under their old names.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.RenameFilesParams
  ) throws(ResponseError) -> LSP.WorkspaceEdit? {
    guard context.settings.isOn(.willRenameFiles) else { return nil }
    var moves: [Int: [PageMoves.Move]] = [:]
    for file in params.files {
      // What leaves its folder leaves the site.
      guard let old = context.folders.locate(DocumentKey(file.oldURI)),
        let new = context.folders.locate(DocumentKey(file.newURI)), old.folder == new.folder
      else { continue }
      moves[old.folder, default: []].append(PageMoves.Move(old: old.path, new: new.path))
    }
    // Edits of several folders would need a single list of changes; one folder at a time is what editors move.
    guard let (id, moved) = moves.min(by: { $0.key < $1.key }), let folder = context.folders[id: id],
      let view = context.view(of: folder)
    else { return nil }
    try context.checkCancellation()
    let edits = PageMoves.edits(for: moved, in: view.snapshot)
    return edits.isEmpty ? nil : view.workspaceEdit(edits, for: context.client)
  }
}
