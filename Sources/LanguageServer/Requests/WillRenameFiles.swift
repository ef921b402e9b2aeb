import Features
import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
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
    let site = siteEdits(for: moved, folder, view, context)
    return edits.isEmpty && site.isEmpty ? nil : view.workspaceEdit(edits, and: site, for: context.client)
  }

  /// The edits of the file that configures the site's generator, where it names what is moved.
  private static func siteEdits(
    for moves: [PageMoves.Move],
    _ folder: WorkspaceFolder,
    _ view: WorkspaceView,
    _ context: RequestContext
  ) -> [LSP.TextDocumentEdit] {
    guard let path = view.snapshot.siteConfigurationPath else { return [] }
    let document = view.document(at: path)
    let text = document?.text ?? folder.textOnDisk(of: path)
    guard document?.isSuspect != true, text.decoding.isLossless else { return [] }
    let edits = PageMoves.siteEdits(for: moves, in: view.snapshot, text: text)
    guard !edits.isEmpty else { return [] }
    let encoding = context.client.positionEncoding
    return [
      LSP.TextDocumentEdit(
        textDocument: .init(uri: view.uri(of: path), version: document?.version),
        edits: edits.map { LSP.TextEdit(range: text.lspRange(of: $0.range, in: encoding), newText: $0.replacement) }
      )
    ]
  }
}
