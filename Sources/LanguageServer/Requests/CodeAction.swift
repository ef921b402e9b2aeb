import Features
import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
import Workspace

enum CodeActionRequest {
  /// What is announced, and sent.
  static func kinds(for client: ResolvedClient) -> [String] {
    // The last action is a command that edits.
    ["quickfix", "refactor.rewrite", FixAllAction.kind] + (client.applyEdit ? [SyncTables.actionKind] : [])
  }

  /// The fixes of the problems that a range touches, then what can be written otherwise there.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.CodeActionParams
  ) throws(ResponseError) -> [LSP.CodeActionOrCommand]? {
    let wanted = WantedKinds(only: params.context.only)
    let kinds = kinds(for: context.client)
    guard context.client.codeActionLiterals, kinds.contains(where: wanted.includes),
      let found = context.page(params.textDocument, for: .codeAction), found.workspace.isChecked
    else { return nil }
    let range = try context.byteRange(of: params.range, in: found.page.text)
    var actions: [LSP.CodeAction] = []
    if wanted.includes("quickfix") { actions += try fixes(in: range, of: found, context, params.context) }
    // Editors that ask at each move of the cursor want to know of what is wrong, not of all that could be done.
    if wanted.includes("refactor.rewrite"), params.context.triggerKind != 2 || params.context.only != nil {
      actions += refactorings(in: range, of: found, context)
    }
    // Source actions are for those who ask for them.
    if params.context.only != nil, wanted.includes(FixAllAction.kind),
      let action = FixAllAction.action(for: found, client: context.client)
    {
      actions.append(action)
    }
    if params.context.only != nil, kinds.contains(SyncTables.actionKind), wanted.includes(SyncTables.actionKind),
      let action = SyncTables.action(for: found, uri: params.textDocument.uri)
    {
      actions.append(action)
    }
    return actions.map { .action($0) }
  }

  private static func fixes(
    in wanted: ByteRange,
    of found: DocumentPage,
    _ context: RequestContext,
    _ asked: LSP.CodeActionContext
  ) throws(ResponseError) -> [LSP.CodeAction] {
    let view = found.workspace
    var rules: RuleContext?
    var actions: [LSP.CodeAction] = []
    for problem in view.problems(on: found.page)
    where problem.range.touches(wanted.lowerBound)
      || wanted.overlaps(problem.range) || wanted.touches(problem.range.lowerBound)
    {
      try context.checkCancellation()
      guard let rule = RuleCatalog.rules.first(where: { $0.description.id == problem.rule }),
        rule.description.isFixable
      else { continue }
      let known =
        rules
        ?? RuleContext(
          found.page,
          in: view.snapshot,
          usage: view.usage,
          levels: RuleLevels(view.snapshot.configuration)
        )
      rules = known
      let range = view.range(problem.range, on: found.page)
      for fix in rule.fixes(for: problem, in: known) {
        guard let edit = view.workspaceEdit(fix.edits, for: context.client) else { continue }
        var action = LSP.CodeAction(title: fix.title, kind: "quickfix")
        action.edit = edit
        action.isPreferred = fix.isPreferred && context.client.codeActionIsPreferred
        action.diagnostics = asked.diagnostics.filter { $0.isDiagnostic(of: problem.rule, at: range) }
        actions.append(action)
      }
    }
    return actions
  }

  private static func refactorings(
    in range: ByteRange,
    of found: DocumentPage,
    _ context: RequestContext
  ) -> [LSP.CodeAction] {
    let view = found.workspace
    return CodeActions.refactorings(in: range, on: found.page, in: view.snapshot, usage: view.usage).compactMap {
      let edits = [PageEdit(page: found.page.path, edits: $0.edits)]
      guard let edit = view.workspaceEdit(edits, for: context.client) else { return nil }
      var action = LSP.CodeAction(title: $0.title, kind: "refactor.rewrite")
      action.edit = edit
      return action
    }
  }
}

/// The kinds that a client asks for; each stands for those below it too.
private struct WantedKinds {
  let only: [String]?

  func includes(_ kind: String) -> Bool {
    only?.contains { $0.isEmpty || $0 == kind || kind.utf8.starts(with: ($0 + ".").utf8) } ?? true
  }
}

extension JSONValue {
  /// Whether this is the diagnostic of a rule's problem as the client got it.
  fileprivate func isDiagnostic(of rule: String, at range: LSP.Range) -> Bool {
    guard self["code"]?.asString == rule, let own = self["range"] else { return false }
    return (try? LSP.Range(json: own)) == range
  }
}
