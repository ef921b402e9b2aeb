import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum CodeLensRequest {
  /// Over each entry how often it is used. A client that can show places is given them once the user looks.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentParams
  ) throws(ResponseError) -> [LSP.CodeLens]? {
    guard let found = context.page(params.textDocument, for: .codeLens) else { return nil }
    let snapshot = found.workspace.snapshot
    let index = found.workspace.referenceIndex.index(for: snapshot)
    return CodeLenses.lenses(on: found.page, in: snapshot, index: index).map { use in
      let range = found.workspace.range(use.range, on: found.page)
      guard context.client.showsReferences, use.references > 0 else {
        return LSP.CodeLens(range: range, command: LSP.Command(title: use.title, command: ""))
      }
      let data: JSONValue = [
        "uri": .string(params.textDocument.uri), "title": .string(use.title),
        "line": .integer(range.start.line), "character": .integer(range.start.character),
      ]
      return LSP.CodeLens(range: range, command: nil, data: data)
    }
  }
}

enum CodeLensResolve {
  /// Gives a lens the client's command that shows the places, where the entry is still there.
  static func answer(_ context: RequestContext, _ lens: JSONValue) throws(ResponseError) -> JSONValue {
    guard case .object(var object) = lens, object["command"] == nil, let data = lens["data"],
      let uri = data["uri"]?.asString, let title = data["title"]?.asString,
      let line = data["line"]?.asInteger, let character = data["character"]?.asInteger
    else { return lens }
    var command: JSONValue = ["title": .string(title), "command": ""]
    let position = LSP.Position(line: line, character: character)
    if context.client.showsReferences,
      let (found, offset) = try context.page(LSP.TextDocumentIdentifier(uri: uri), at: position, for: .codeLens)
    {
      let places = found.references(at: offset, includingDefinitions: false) ?? []
      command = [
        "title": .string(title), "command": .string(ResolvedClient.showReferences),
        "arguments": [.string(uri), position.jsonValue, .array(places.map(\.jsonValue))],
      ]
    }
    object.members.append(JSONObject.Member(key: "command", value: command))
    return .object(object)
  }
}

extension EntryUse {
  fileprivate var title: String { references == 1 ? "1 reference" : "\(references) references" }
}
