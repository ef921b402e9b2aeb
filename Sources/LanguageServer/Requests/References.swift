import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum ReferencesRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.ReferenceParams
  ) throws(ResponseError) -> [LSP.Location]? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .references) else {
      return nil
    }
    return found.references(at: offset, includingDefinitions: params.includeDeclaration)
  }
}

extension DocumentPage {
  /// The places where the term at a byte is used; nil where there is none.
  func references(at offset: Int, includingDefinitions: Bool) -> [LSP.Location]? {
    let snapshot = workspace.snapshot
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return nil }
    let places = References.places(
      of: term,
      in: snapshot,
      index: workspace.referenceIndex.index(for: snapshot),
      includingDefinitions: includingDefinitions
    )
    return places.compactMap { workspace.location($0.range, on: $0.page) }
  }
}
