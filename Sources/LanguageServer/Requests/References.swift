import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum ReferencesRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.ReferenceParams
  ) throws(ResponseError) -> [LSP.Location]? {
    guard let found = context.page(params.textDocument, for: .references) else { return nil }
    let offset = try context.offset(of: params.position, in: found.page.text)
    let snapshot = found.workspace.snapshot
    guard let term = TermAtOffset.find(at: offset, on: found.page, in: snapshot) else { return nil }
    let places = References.places(
      of: term,
      in: snapshot,
      index: found.workspace.referenceIndex.index(for: snapshot),
      includingDefinitions: params.includeDeclaration
    )
    return places.compactMap { found.workspace.location($0.range, on: $0.page) }
  }
}
