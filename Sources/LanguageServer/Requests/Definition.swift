import Features
import JSONRPC
import LanguageServerProtocol
import SourceText
import Workspace

enum DefinitionRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentPositionParams
  ) throws(ResponseError) -> LSP.Locations? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .definition) else {
      return nil
    }
    let answer = Definition.definition(at: offset, on: found.page, in: found.workspace.snapshot)
    return answer.map { found.locations($0, asLinks: context.client.definitionLinks) }
  }
}

enum DeclarationRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentPositionParams
  ) throws(ResponseError) -> LSP.Locations? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .declaration) else {
      return nil
    }
    let answer = Definition.declaration(at: offset, on: found.page, in: found.workspace.snapshot)
    return answer.map { found.locations($0, asLinks: context.client.declarationLinks) }
  }
}

extension DocumentPage {
  /// Where a term leads, in the form that the client knows.
  fileprivate func locations(_ answer: DefinitionAnswer, asLinks: Bool) -> LSP.Locations {
    guard asLinks else {
      return .locations(answer.targets.compactMap { workspace.location($0.selection, on: $0.page) })
    }
    let origin = workspace.range(answer.origin, on: page)
    return .links(
      answer.targets.compactMap { target in
        guard let page = workspace.snapshot[target.page] else { return nil }
        return LSP.LocationLink(
          originSelectionRange: origin,
          targetURI: workspace.uri(of: page.path),
          targetRange: workspace.range(target.range, on: page),
          targetSelectionRange: workspace.range(target.selection, on: page)
        )
      }
    )
  }
}
