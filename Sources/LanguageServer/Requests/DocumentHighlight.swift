import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum DocumentHighlightRequest {
  /// Titles and definitions are shown as written places, references as read ones.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentPositionParams
  ) throws(ResponseError) -> [LSP.DocumentHighlight]? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .documentHighlight)
    else {
      return nil
    }
    let snapshot = found.workspace.snapshot
    let index = found.workspace.referenceIndex.index(for: snapshot)
    let places = DocumentHighlight.places(at: offset, on: found.page, in: snapshot, index: index)
    guard !places.isEmpty else { return nil }
    return places.map { place in
      LSP.DocumentHighlight(
        range: found.workspace.range(place.range, on: found.page),
        kind: place.kind == .reference ? .read : .write
      )
    }
  }
}
