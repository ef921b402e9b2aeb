import Features
import JSONRPC
import LanguageServerProtocol
import SourceText
import Workspace

enum PrepareRename {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentPositionParams
  ) throws(ResponseError) -> LSP.PrepareRenameResult? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .rename) else {
      return nil
    }
    guard let target = try Rename.target(at: offset, on: found.page, in: found.workspace.snapshot)?.orError() else {
      return nil
    }
    return LSP.PrepareRenameResult(
      range: found.workspace.range(target.range, on: found.page),
      placeholder: target.name
    )
  }
}

enum RenameRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.RenameParams
  ) throws(ResponseError) -> LSP.WorkspaceEdit? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .rename) else {
      return nil
    }
    let snapshot = found.workspace.snapshot
    guard let target = try Rename.target(at: offset, on: found.page, in: snapshot)?.orError() else { return nil }
    try context.checkCancellation()
    let edits = try Rename.edits(
      renaming: target,
      to: params.newName,
      in: snapshot,
      index: found.workspace.referenceIndex.index(for: snapshot)
    ).orError()
    guard let edit = found.workspace.workspaceEdit(edits, for: context.client) else {
      throw ResponseError(
        .requestFailed,
        "what is on the screen may be another text than the server's; save it, or close and open it again"
      )
    }
    return edit
  }
}

extension Result where Failure == RenameRefusal {
  fileprivate func orError() throws(ResponseError) -> Success {
    switch self {
    case .success(let value): return value
    case .failure(let refusal):
      throw ResponseError(.requestFailed, refusal.message.prefix(1).uppercased() + refusal.message.dropFirst())
    }
  }
}
