import Features
import JSONRPC
import LanguageServerProtocol
import SourceText
import Workspace

enum CodeActionRequest {
  /// What is announced, and sent at most.
  static func kinds(for client: ResolvedClient) -> [String] {
    // The last action is a command that edits.
    OfferedChange.kinds + [FixAllAction.kind] + (client.applyEdit ? [SyncTables.actionKind] : [])
  }

  /// Whether the client can be offered anything: an action, or else a command that lets the server edit.
  static func isUnderstood(by client: ResolvedClient, _ settings: Settings) -> Bool {
    client.codeActionLiterals || ExecuteCommand.mayEdit(client, settings)
  }

  /// Whether edits are worked out once the user has chosen.
  static func isResolved(for client: ResolvedClient) -> Bool {
    client.codeActionLiterals && client.codeActionData && client.codeActionResolvesEdit
  }

  /// The fixes of the problems that a range touches, then what can be written otherwise there.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.CodeActionParams
  ) throws(ResponseError) -> [LSP.CodeActionOrCommand]? {
    let wanted = WantedKinds(only: params.context.only)
    let kinds = kinds(for: context.client)
    guard isUnderstood(by: context.client, context.settings), kinds.contains(where: wanted.includes),
      let found = context.page(params.textDocument, for: .codeAction), found.workspace.isChecked
    else { return nil }
    let range = try context.byteRange(of: params.range, in: found.page.text)
    var offers: [OfferedChange] = []
    if wanted.includes(OfferedChange.fixKind) {
      offers += try OfferedChange.fixes(in: range, of: found, for: context.client, checking: context.checkCancellation)
    }
    // Editors that ask at each move of the cursor want to know of what is wrong, not of all that could be done.
    if wanted.includes(OfferedChange.rewriteKind), params.context.triggerKind != 2 || params.context.only != nil {
      offers += OfferedChange.rewritings(in: range, of: found, for: context.client)
    }
    let uri = params.textDocument.uri
    guard context.client.codeActionLiterals else { return offers.map { .command($0.command(on: uri)) } }
    var actions = offers.map { $0.action(on: uri, for: context.client, diagnostics: params.context.diagnostics) }
    // Source actions are for those who ask for them.
    if params.context.only != nil, wanted.includes(FixAllAction.kind),
      let action = FixAllAction.action(for: found, client: context.client)
    {
      actions.append(action)
    }
    if params.context.only != nil, wanted.includes(SyncTables.actionKind),
      ExecuteCommand.mayEdit(context.client, context.settings),
      let action = SyncTables.action(for: found, uri: uri)
    {
      actions.append(action)
    }
    return actions.map { .action($0) }
  }
}

enum CodeActionResolve {
  /// Gives an action its edit, made for the text as it is now.
  static func answer(_ context: RequestContext, _ action: JSONValue) throws(ResponseError) -> ResolvedAction {
    guard action["edit"] == nil, let chosen = action["data"].flatMap(ChosenChange.init) else {
      return ResolvedAction(action: action, edit: nil)
    }
    let document = LSP.TextDocumentIdentifier(uri: chosen.uri)
    guard let found = context.page(document, for: .codeAction), let edit = chosen.edit(of: found, for: context.client)
    else { throw ResponseError(.contentModified, "“\(chosen.title)” cannot be done any more") }
    return ResolvedAction(action: action, edit: edit)
  }
}

/// An action as the client sent it, with its edit.
struct ResolvedAction: JSONEncodable {
  let action: JSONValue
  let edit: LSP.WorkspaceEdit?

  func write(to json: inout JSONWriter) {
    guard case .object(let object) = action, let edit else { return action.write(to: &json) }
    json.beginObject()
    for member in object.members { json.member(named: member.key, member.value) }
    json.member("edit", edit)
    json.endObject()
  }
}

/// The kinds that a client asks for; each stands for those below it too.
private struct WantedKinds {
  let only: [String]?

  func includes(_ kind: String) -> Bool {
    only?.contains { $0.isEmpty || $0 == kind || kind.utf8.starts(with: ($0 + ".").utf8) } ?? true
  }
}
