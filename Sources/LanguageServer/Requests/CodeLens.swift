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
    if context.client.showsReferences, let found = context.page(LSP.TextDocumentIdentifier(uri: uri), for: .codeLens) {
      let position = LSP.Position(line: line, character: character)
      let offset = try context.offset(of: position, in: found.page.text)
      let places = found.references(at: offset).map(\.jsonValue)
      command = [
        "title": .string(title), "command": .string(ResolvedClient.showReferences),
        "arguments": [.string(uri), position.jsonValue, .array(places)],
      ]
    }
    object.members.append(JSONObject.Member(key: "command", value: command))
    return .object(object)
  }
}

extension EntryUse {
  fileprivate var title: String { references == 1 ? "1 reference" : "\(references) references" }
}

extension DocumentPage {
  fileprivate func references(at offset: Int) -> [LSP.Location] {
    let snapshot = workspace.snapshot
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return [] }
    let index = workspace.referenceIndex.index(for: snapshot)
    return References.places(of: term, in: snapshot, index: index, includingDefinitions: false)
      .compactMap { workspace.location($0.range, on: $0.page) }
  }
}
