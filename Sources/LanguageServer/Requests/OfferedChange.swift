import Features
import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
import Workspace

/// A change that is offered at a place of a document: a fix of a problem, or the same written otherwise.
struct OfferedChange {
  static let fixKind = "quickfix"
  static let rewriteKind = "refactor.rewrite"
  static let kinds = [fixKind, rewriteKind]

  var title: String
  /// The rule whose problem is mended; nil where nothing is wrong.
  var rule: String?
  /// The problem's place, or what the user has selected.
  var range: LSP.Range
  var isPreferred = false
  var edit: LSP.WorkspaceEdit

  /// The fixes of the problems that a range touches, those of one problem best first.
  static func fixes(
    in wanted: ByteRange,
    of found: DocumentPage,
    for client: ResolvedClient,
    checking checkCancellation: () throws(ResponseError) -> Void
  ) throws(ResponseError) -> [OfferedChange] {
    let view = found.workspace
    var rules: RuleContext?
    var offers: [OfferedChange] = []
    // What mends several problems at once is offered once.
    var known: Set<Fix> = []
    for problem in view.problems(on: found.page)
    where problem.range.touches(wanted.lowerBound)
      || wanted.overlaps(problem.range) || wanted.touches(problem.range.lowerBound)
    {
      try checkCancellation()
      guard let rule = RuleCatalog.rules.first(where: { $0.description.id == problem.rule }),
        rule.description.isFixable
      else { continue }
      let context = rules ?? found.ruleContext
      rules = context
      let range = view.range(problem.range, on: found.page)
      for fix in rule.fixes(for: problem, in: context) where known.insert(fix).inserted {
        guard let edit = view.workspaceEdit(fix.edits, for: client) else { continue }
        let isPreferred = fix.isPreferred
        offers.append(Self(title: fix.title, rule: problem.rule, range: range, isPreferred: isPreferred, edit: edit))
      }
    }
    return offers
  }

  /// What can be written otherwise at a range.
  static func rewritings(
    in range: ByteRange,
    of found: DocumentPage,
    for client: ResolvedClient
  ) -> [OfferedChange] {
    let view = found.workspace
    return CodeActions.refactorings(in: range, on: found.page, in: view.snapshot, usage: view.usage).compactMap {
      let edits = [PageEdit(page: found.page.path, edits: $0.edits)]
      guard let edit = view.workspaceEdit(edits, for: client) else { return nil }
      return Self(title: $0.title, rule: nil, range: view.range(range, on: found.page), edit: edit)
    }
  }

  /// As an action; clients that can ask for the edit later get only what names it.
  ///
  /// - Parameter diagnostics: the client's; those of the problem are given back.
  func action(
    on uri: LSP.DocumentURI,
    for client: ResolvedClient,
    diagnostics: [JSONValue]
  ) -> LSP.CodeAction {
    var action = LSP.CodeAction(title: title, kind: rule == nil ? Self.rewriteKind : Self.fixKind)
    action.isPreferred = isPreferred && client.codeActionIsPreferred
    action.diagnostics = diagnostics.filter(isAbout)
    if CodeActionRequest.isResolved(for: client) {
      action.data = ChosenChange(self, on: uri).jsonValue
    } else {
      action.edit = edit
    }
    return action
  }

  /// As a command, for clients that know no actions.
  func command(on uri: LSP.DocumentURI) -> LSP.Command {
    LSP.Command(title: title, command: ChosenChange.command, arguments: [ChosenChange(self, on: uri).jsonValue])
  }

  /// Whether a diagnostic is that of the rule's problem as the client got it.
  private func isAbout(_ diagnostic: JSONValue) -> Bool {
    guard let rule, diagnostic["code"]?.asString == rule, let own = diagnostic["range"] else { return false }
    return (try? LSP.Range(json: own)) == range
  }
}

/// An offered change as the client names it once its user has chosen it.
struct ChosenChange: Hashable {
  /// The command that makes it; its argument is what was offered.
  static let command = "glossa.applyChange"

  var uri: LSP.DocumentURI
  var rule: String?
  var range: LSP.Range
  var title: String

  init(_ offer: OfferedChange, on uri: LSP.DocumentURI) {
    self.uri = uri
    rule = offer.rule
    range = offer.range
    title = offer.title
  }

  init?(_ json: JSONValue) {
    guard let uri = json["uri"]?.asString, let title = json["title"]?.asString,
      let range = json["range"].flatMap({ try? LSP.Range(json: $0) }),
      [range.start.line, range.start.character, range.end.line, range.end.character].allSatisfy({ $0 >= 0 })
    else { return nil }
    self.uri = uri
    rule = json["rule"]?.asString
    self.range = range
    self.title = title
  }

  var jsonValue: JSONValue {
    ["uri": .string(uri), "rule": rule.map { .string($0) } ?? .null, "range": range.jsonValue, "title": .string(title)]
  }

  /// The edit for the text as it is now; nil where the same is not offered any more.
  func edit(of found: DocumentPage, for client: ResolvedClient) -> LSP.WorkspaceEdit? {
    let text = found.page.text
    let ends = [range.start, range.end].map {
      text.offset(of: LineColumn(line: $0.line, column: $0.character), in: client.positionEncoding)
    }
    let bytes = ByteRange(min(ends[0], ends[1]), max(ends[0], ends[1]))
    let offers =
      rule == nil
      ? OfferedChange.rewritings(in: bytes, of: found, for: client)
      : (try? OfferedChange.fixes(in: bytes, of: found, for: client, checking: {})) ?? []
    return offers.first { ChosenChange($0, on: uri) == self }?.edit
  }

  static func perform(_ context: RequestContext, _ argument: JSONValue?) throws(ResponseError) {
    guard let chosen = argument.flatMap(ChosenChange.init) else {
      throw ResponseError(.invalidParams, "invalid params: \(command) takes what was offered")
    }
    guard let found = context.page(LSP.TextDocumentIdentifier(uri: chosen.uri), for: .executeCommand),
      chosen.edit(of: found, for: context.client) != nil
    else { throw ResponseError(.requestFailed, "“\(chosen.title)” cannot be done any more") }
    context.queue.pushFinished { session in
      session.edit(chosen.uri, as: chosen.title) { found, client in chosen.edit(of: found, for: client) }
    }
  }
}

extension DocumentPage {
  var ruleContext: RuleContext {
    let snapshot = workspace.snapshot
    return RuleContext(page, in: snapshot, usage: workspace.usage, levels: RuleLevels(snapshot.configuration))
  }
}
