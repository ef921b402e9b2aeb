import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
import Workspace

enum CodeActionRequest {
  /// The fixes of the problems that a range touches.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.CodeActionParams
  ) throws(ResponseError) -> [LSP.CodeActionOrCommand]? {
    guard context.client.codeActionLiterals, isWanted(params.context.only),
      let found = context.page(params.textDocument, for: .codeAction), found.workspace.isChecked
    else { return nil }
    let view = found.workspace
    let wanted = try context.byteRange(of: params.range, in: found.page.text)
    var rules: RuleContext?
    var actions: [LSP.CodeActionOrCommand] = []
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
        guard let edit = view.edit(fix, for: context.client) else { continue }
        var action = LSP.CodeAction(title: fix.title, kind: "quickfix")
        action.edit = edit
        action.isPreferred = fix.isPreferred && context.client.codeActionIsPreferred
        action.diagnostics = params.context.diagnostics.filter { $0.isDiagnostic(of: problem.rule, at: range) }
        actions.append(.action(action))
      }
    }
    return actions
  }

  /// `only` names kinds; each stands for those below it too.
  private static func isWanted(_ only: [String]?) -> Bool {
    only?.contains { $0.isEmpty || $0 == "quickfix" } ?? true
  }
}

extension WorkspaceView {
  /// The edits of a fix; nil where the text that they were made for may not be the client's.
  fileprivate func edit(_ fix: Fix, for client: ResolvedClient) -> LSP.WorkspaceEdit? {
    var changes: [(document: LSP.OptionalVersionedTextDocumentIdentifier, edits: [LSP.TextEdit])] = []
    for pageEdit in fix.edits {
      guard let page = snapshot.page(at: pageEdit.page), page.text.decoding.isLossless else { return nil }
      let document = document(at: page.path)
      if document?.isSuspect == true { return nil }
      let edits = pageEdit.edits.map { edit in
        LSP.TextEdit(range: range(edit.range, on: page), newText: edit.replacement)
      }
      changes.append((.init(uri: uri(of: page.path), version: document?.version), edits))
    }
    guard client.documentChanges else {
      return LSP.WorkspaceEdit(.byURI(changes.map { ($0.document.uri, $0.edits) }))
    }
    return LSP.WorkspaceEdit(.documentChanges(changes.map { .edit($0.document, $0.edits) }))
  }
}

extension JSONValue {
  /// Whether this is the diagnostic of a rule's problem as the client got it.
  fileprivate func isDiagnostic(of rule: String, at range: LSP.Range) -> Bool {
    guard self["code"]?.asString == rule, let own = self["range"] else { return false }
    return (try? LSP.Range(json: own)) == range
  }
}
