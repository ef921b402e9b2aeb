import Features
import JSONRPC
import LanguageServerProtocol
import SourceText
import Workspace

enum DocumentLinkRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentParams
  ) throws(ResponseError) -> [LSP.DocumentLink]? {
    guard let found = context.page(params.textDocument, for: .documentLink) else { return nil }
    var positions = AscendingPositions(in: found.page.text, context.client.positionEncoding)
    return DocumentLinks.links(on: found.page, in: found.workspace.snapshot).map { link in
      let range = positions.lspRange(of: link.range)
      switch link.target {
      case .address(let address):
        return LSP.DocumentLink(range: range, target: FileURI.escapedAddress(address))
      case .file(let path, let line):
        // Editors that know no fragments open the file at its start.
        let fragment = line.map { "#L\($0 + 1)" } ?? ""
        var shown = LSP.DocumentLink(range: range, target: found.workspace.uri(of: path) + fragment)
        if context.client.documentLinkTooltip { shown.tooltip = path }
        return shown
      }
    }
  }
}
