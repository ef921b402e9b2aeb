import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum HoverRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentPositionParams
  ) throws(ResponseError) -> LSP.Hover? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .hover) else {
      return nil
    }
    let options = found.workspace.hoverOptions(isMarkdown: context.client.hoverMarkdown)
    guard let hover = Hover.hover(at: offset, on: found.page, in: found.workspace.snapshot, options: options) else {
      return nil
    }
    return LSP.Hover(
      contents: LSP.MarkupContent(kind: context.client.hoverMarkdown ? .markdown : .plainText, value: hover.text),
      range: found.workspace.range(hover.range, on: found.page)
    )
  }
}

extension WorkspaceView {
  /// How this client shows what is said of a term.
  func hoverOptions(isMarkdown: Bool) -> Hover.Options {
    var options = Hover.Options()
    options.references = referenceIndex.index(for: snapshot)
    options.format = isMarkdown ? .markdown : .plainText
    options.links = HoverLinks { path, line in uri(of: path) + (line.map { "#L\($0 + 1)" } ?? "") }
    return options
  }
}
