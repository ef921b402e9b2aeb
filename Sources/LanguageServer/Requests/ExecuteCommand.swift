import Features
import Glossary
import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
import Workspace

enum ExecuteCommand {
  private static let editing = [AddDefinition.command, CreateEntry.command, SyncTables.command, ChosenChange.command]

  /// The commands that are announced to a client: those that it can make use of.
  static func commands(for client: ResolvedClient) -> [String] {
    (client.applyEdit ? editing : []) + (client.applyEdit || client.showDocument ? [ShowGraph.command] : [])
  }

  /// Whether answers may hold commands that edit.
  static func mayEdit(_ client: ResolvedClient, _ settings: Settings) -> Bool {
    client.applyEdit && settings.isOn(.executeCommand)
  }

  static func answer(
    _ context: RequestContext,
    _ params: LSP.ExecuteCommandParams
  ) throws(ResponseError) -> JSONValue {
    let isEditing = editing.contains(params.command)
    guard isEditing || params.command == ShowGraph.command else {
      throw ResponseError(.invalidParams, "invalid params: the command \(params.command) is not known")
    }
    guard context.settings.isOn(.executeCommand) else {
      throw ResponseError(.requestFailed, "commands are switched off by the setting glossa.executeCommand.enable")
    }
    guard !isEditing || context.client.applyEdit else {
      throw ResponseError(.requestFailed, "the editor lets no server edit")
    }
    switch params.command {
    case ShowGraph.command: try ShowGraph.perform(context, params.arguments.first)
    case SyncTables.command: try SyncTables.perform(context, params.arguments)
    case CreateEntry.command: try CreateEntry.perform(context, params.arguments.first)
    case ChosenChange.command: try ChosenChange.perform(context, params.arguments.first)
    default: try AddDefinition.perform(context, params.arguments.first)
    }
    return .null
  }
}

extension RequestContext {
  /// The workspaces that a command is about: that of a document, or where none is named all those of the folders.
  func workspaces(ofDocument uri: LSP.DocumentURI?) throws(ResponseError) -> [WorkspaceView] {
    guard let uri else { return workspaces.filter(\.isChecked) }
    guard let found = folders.page(of: uri, documents: documents, encoding: client.positionEncoding) else {
      throw ResponseError(.requestFailed, "the document is no page of a site")
    }
    return found.workspace.isChecked ? [found.workspace] : []
  }
}

extension Session {
  /// Has the client make an edit for the text as it is when the edit's turn comes.
  mutating func edit(
    _ uri: LSP.DocumentURI,
    as label: String,
    _ make: (DocumentPage, ResolvedClient) -> LSP.WorkspaceEdit?
  ) {
    guard let found = folders.page(of: uri, documents: documents, encoding: client.positionEncoding),
      let edit = make(found, client)
    else { return }
    apply(edit, as: label)
  }

  mutating func apply(_ edit: LSP.WorkspaceEdit, as label: String) {
    request("workspace/applyEdit", LSP.ApplyWorkspaceEditParams(label: label, edit: edit)) { session, result in
      let answer = try? LSP.ApplyWorkspaceEditResult(json: (try? result.get()) ?? .null)
      guard answer?.applied != true else { return }
      let reason = answer?.failureReason.map { " (\($0))" } ?? ""
      session.log(.warning, "the documents were not changed: \(label)\(reason)")
    }
  }
}

/// Writes an entry that is missing, where its page's order wants it.
enum CreateEntry {
  /// Its argument: `{"uri": …, "label": …}`, the document that refers to the entry and what it says there.
  static let command = "glossa.createEntry"

  static func perform(_ context: RequestContext, _ argument: JSONValue?) throws(ResponseError) {
    guard let uri = argument?["uri"]?.asString, let label = argument?["label"]?.asString else {
      throw ResponseError(.invalidParams, "invalid params: \(command) takes a document's URI and a label")
    }
    guard let found = context.page(LSP.TextDocumentIdentifier(uri: uri), for: .executeCommand) else {
      throw ResponseError(.requestFailed, "the document is no page of a site")
    }
    if let entry = found.workspace.snapshot.resolveName(label).entry {
      throw ResponseError(.requestFailed, "there is an entry “\(found.workspace.snapshot.title(of: entry))” already")
    }
    guard let creation = EntryCreation(naming: label, for: found.ruleContext) else {
      throw ResponseError(.requestFailed, "no page is the obvious one for an entry “\(label)”")
    }
    context.queue.pushFinished { session in
      session.edit(uri, as: creation.fix.title) { found, client in
        EntryCreation(naming: label, for: found.ruleContext).flatMap {
          found.workspace.workspaceEdit($0.fix.edits, for: client)
        }
      }
    }
  }
}

/// Makes a label lead to an entry, in the table of the entry's page where there is one.
enum AddDefinition {
  /// Its argument is what completion gives.
  static let command = "glossa.addDefinition"

  static func perform(_ context: RequestContext, _ argument: JSONValue?) throws(ResponseError) {
    guard let target = argument.flatMap(NamedEntry.init), let label = argument?["label"]?.asString else {
      throw ResponseError(.invalidParams, "invalid params: \(command) takes what completion gave")
    }
    let document = LSP.TextDocumentIdentifier(uri: target.uri)
    guard let found = context.page(document, for: .executeCommand), target.entry(in: found.workspace.snapshot) != nil
    else {
      throw ResponseError(.requestFailed, "“\(target.title)” is not there any more")
    }
    // Made where changes are ordered, so that it is the newest text that is edited.
    context.queue.pushFinished { session in
      session.edit(target.uri, as: "Define [\(label)]") { found, client in
        guard let entry = target.entry(in: found.workspace.snapshot),
          let definition = found.neededDefinition(of: label, as: entry)
        else { return nil }
        return found.workspace.workspaceEdit([definition], for: client)
      }
    }
  }
}

/// An entry as completion names it to the client, which gives it back later.
struct NamedEntry {
  /// The document that is written on.
  var uri: LSP.DocumentURI
  /// The path of the entry's page.
  var page: String
  var title: String

  init(uri: LSP.DocumentURI, page: String, title: String) {
    self.uri = uri
    self.page = page
    self.title = title
  }

  init?(_ json: JSONValue) {
    guard let uri = json["uri"]?.asString, let page = json["page"]?.asString, let title = json["title"]?.asString else {
      return nil
    }
    self.init(uri: uri, page: page, title: title)
  }

  func json(defining label: String?) -> JSONValue {
    var members = [
      JSONObject.Member(key: "uri", value: .string(uri)), JSONObject.Member(key: "page", value: .string(page)),
      JSONObject.Member(key: "title", value: .string(title)),
    ]
    if let label { members.append(JSONObject.Member(key: "label", value: .string(label))) }
    return .object(JSONObject(members))
  }

  func entry(in snapshot: WorkspaceSnapshot) -> EntryPlace? {
    guard let page = snapshot.page(at: page) else { return nil }
    let index = page.entries.entries.firstIndex { $0.title == title }
    let entry = EntryPlace(page: page.id, entry: index)
    return index != nil || snapshot.title(of: entry) == title ? entry : nil
  }
}

extension DocumentPage {
  /// The edit that makes a label lead to an entry from this page; nil where it does, or where that cannot be written.
  func neededDefinition(of label: String, as entry: EntryPlace) -> PageEdit? {
    let snapshot = workspace.snapshot
    guard snapshot.resolve(label: label, use: .secondBracket, on: page).state != .defined else { return nil }
    return NeededDefinition.edit(defining: label, as: entry, on: page, in: snapshot, usage: workspace.usage)
  }

  /// The same for clients that edit only the document that is written on.
  func definition(of label: String, as entry: EntryPlace) -> [LSP.TextEdit]? {
    guard document?.isSuspect != true, let edit = neededDefinition(of: label, as: entry), edit.page == page.path else {
      return nil
    }
    return workspace.textEdits(edit, on: page)
  }
}
