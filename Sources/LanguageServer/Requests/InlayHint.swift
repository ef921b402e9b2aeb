import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum InlayHintRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentRangeParams
  ) throws(ResponseError) -> [LSP.InlayHint]? {
    guard let found = context.page(params.textDocument, for: .inlayHint) else { return nil }
    let range = try context.byteRange(of: params.range, in: found.page.text)
    return InlayHints.hints(in: range, on: found.page, in: found.workspace.snapshot).map { hint in
      let position = found.page.text.lspPosition(of: hint.offset, in: context.client.positionEncoding)
      var shown = LSP.InlayHint(position: position, label: "→ \(hint.title)")
      shown.paddingLeft = true
      return shown
    }
  }
}
