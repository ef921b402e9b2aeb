import Features
import JSONRPC
import LanguageServerProtocol
import Rules
import Workspace

/// Brings the definition tables of a workspace in line with its entries.
enum SyncTables {
  /// Its argument, where it has one: `{"uri": …, "names": "used" | "titles" | "all"}`. Without a document all folders
  /// are meant.
  static let command = "glossa.syncTables"

  /// The kind of the code action that runs the command.
  static let actionKind = "source.syncTables.glossa"

  static func perform(_ context: RequestContext, _ arguments: [JSONValue]) throws(ResponseError) {
    let uri = arguments.first?["uri"]?.asString
    let names = try self.names(arguments.first?["names"])
    for view in try context.workspaces(ofDocument: uri) {
      let plan = TablePlan.plan(for: view.snapshot, names: names)
      try context.checkCancellation()
      // Sent where changes are ordered: an edit of an older text must not reach the editor.
      context.queue.pushFinished { $0.sync(plan, of: view, names) }
    }
  }

  private static func names(_ wanted: JSONValue?) throws(ResponseError) -> TablePlan.Names {
    guard let wanted else { return .used }
    guard let names = wanted.asString.flatMap(TablePlan.Names.init) else {
      throw ResponseError(.invalidParams, "invalid params: names are used, titles or all")
    }
    return names
  }

  /// The action for a page's workspace, where that has tables. What it changes is found out when it is chosen.
  static func action(for found: DocumentPage, uri: LSP.DocumentURI) -> LSP.CodeAction? {
    guard !found.workspace.snapshot.tablePages.isEmpty else { return nil }
    var action = LSP.CodeAction(title: "Bring the definition tables in line with the entries", kind: actionKind)
    let argument = JSONValue.object(JSONObject([JSONObject.Member(key: "uri", value: .string(uri))]))
    action.command = LSP.Command(title: action.title, command: command, arguments: [argument])
    return action
  }
}

extension Session {
  /// Sends a plan's edits to the client, or says why there are none.
  fileprivate mutating func sync(_ plan: TablePlan, of view: WorkspaceView, _ names: TablePlan.Names) {
    guard let present = presentView(of: view) else { return }
    let isPresent = present.snapshot.revision == view.snapshot.revision
    let plan = isPresent ? plan : TablePlan.plan(for: present.snapshot, names: names)
    guard !plan.edits.isEmpty else { return show(.info, Self.message(for: plan)) }
    guard let edit = present.workspaceEdit(plan.edits, for: client) else {
      return show(.warning, "a table is no UTF-8, or was changed in a way that the server could not follow")
    }
    apply(edit, as: "Bring the tables in line with the entries")
  }

  private static func message(for plan: TablePlan) -> String {
    if plan.hasNoTables {
      return "This site has no definition tables; `glossa table --create --write` makes one"
    }
    let count = plan.questions.count
    let rest = count == 0 ? "" : "; \(count == 1 ? "1 question is" : "\(count) questions are") left, see `glossa table`"
    return "The definition tables are in line with the entries" + rest
  }

  /// The workspace of a view as it is now.
  private func presentView(of view: WorkspaceView) -> WorkspaceView? {
    let page = view.snapshot.pages.lazy.compactMap { $0 }.first
    let uri = page.map { view.uri(of: $0.path) }
    return uri.flatMap { folders.page(of: $0, documents: documents, encoding: client.positionEncoding)?.workspace }
  }
}
