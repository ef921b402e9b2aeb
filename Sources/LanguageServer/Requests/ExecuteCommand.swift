import Features
import Glossary
import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
import Workspace

enum ExecuteCommand {
  /// Makes a label lead to an entry, in the table of the entry's page where there is one. Its argument is what
  /// completion gives.
  static let addDefinition = "glossa.addDefinition"

  /// All commands; each of them edits.
  static let commands = [addDefinition, SyncTables.command]

  static func answer(
    _ context: RequestContext,
    _ params: LSP.ExecuteCommandParams
  ) throws(ResponseError) -> JSONValue {
    guard commands.contains(params.command) else {
      throw ResponseError(.invalidParams, "invalid params: the command \(params.command) is not known")
    }
    if params.command == SyncTables.command {
      guard context.client.applyEdit else {
        throw ResponseError(.requestFailed, "the editor lets no server edit")
      }
      try SyncTables.perform(context, params.arguments)
      return .null
    }
    guard let argument = params.arguments.first, let target = NamedEntry(argument),
      let label = argument["label"]?.asString
    else { throw ResponseError(.invalidParams, "invalid params: \(addDefinition) takes what completion gave") }
    guard context.client.applyEdit else {
      throw ResponseError(.requestFailed, "the editor lets no server edit")
    }
    let document = LSP.TextDocumentIdentifier(uri: target.uri)
    guard let found = context.page(document, for: .completion), target.entry(in: found.workspace.snapshot) != nil else {
      throw ResponseError(.requestFailed, "“\(target.title)” is not there any more")
    }
    // Made where changes are ordered, so that it is the newest text that is edited.
    context.queue.pushFinished { $0.define(label, as: target) }
    return .null
  }
}

extension Session {
  fileprivate mutating func define(_ label: String, as target: NamedEntry) {
    guard let found = folders.page(of: target.uri, documents: documents, encoding: client.positionEncoding),
      let entry = target.entry(in: found.workspace.snapshot),
      let definition = found.neededDefinition(of: label, as: entry),
      let edit = found.workspace.workspaceEdit([definition], for: client)
    else { return }
    let params = LSP.ApplyWorkspaceEditParams(label: "Define [\(label)]", edit: edit)
    request("workspace/applyEdit", params) { session, result in
      let answer = try? LSP.ApplyWorkspaceEditResult(json: (try? result.get()) ?? .null)
      if answer?.applied == true { return }
      session.log(.warning, "the definition of [\(label)] was not added to \(definition.page)")
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
