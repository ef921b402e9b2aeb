import Features
import Glossary
import JSONRPC
import LanguageServerProtocol
import SourceText
import Workspace

enum CompletionRequest {
  /// How many items come with what their entries say, for clients that do not ask for it later.
  private static let documented = 10

  static func answer(
    _ context: RequestContext,
    _ params: LSP.CompletionParams
  ) throws(ResponseError) -> LSP.CompletionList? {
    guard let (found, offset) = try context.page(params.textDocument, at: params.position, for: .completion) else {
      return nil
    }
    let snapshot = found.workspace.snapshot
    let index = found.workspace.completionIndex.index(for: snapshot)
    guard let list = Completion.list(at: offset, on: found.page, in: snapshot, index: index) else { return nil }
    // A blank goes on with a label; it begins none, as in the box of a task.
    let typed = found.page.text.slice(list.replaced).prefix(max(0, offset - list.replaced.lowerBound))
    if params.context?.triggerCharacter == " ", !typed.isEmpty, typed.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      return nil
    }
    let offersCommands = ExecuteCommand.mayEdit(context.client, context.settings)
    let edit = CompletionEdit(of: list, at: offset, on: found, for: context.client)
    var items: [LSP.CompletionItem] = []
    items.reserveCapacity(list.items.count)
    for (number, item) in list.items.enumerated() {
      var shown = item.shown(number: number, in: found.workspace, for: context.client)
      edit.write(item.insertion, to: &shown)
      if let entry = item.entry, let page = snapshot[entry.page] {
        let target = NamedEntry(uri: params.textDocument.uri, page: page.path, title: snapshot.title(of: entry))
        let wanted = item.needsDefinition && !item.isAmbiguous ? item.label : nil
        shown.data = target.json(defining: wanted)
        if wanted != nil, offersCommands {
          shown.command = LSP.Command(
            title: "Add the definition of [\(item.label)]",
            command: AddDefinition.command,
            arguments: [target.json(defining: wanted)]
          )
        }
        if number < documented, !context.client.completionResolvesDocumentation {
          try context.checkCancellation()
          shown.documentation = found.workspace.documentation(of: entry, for: context.client)
        }
      }
      items.append(shown)
    }
    return LSP.CompletionList(isIncomplete: list.isIncomplete, items: items)
  }
}

/// Adds what an item's entry is once the user looks at the item, and what its label needs on the same page.
enum CompletionResolve {
  static func answer(_ context: RequestContext, _ item: JSONValue) throws(ResponseError) -> JSONValue {
    guard case .object(var object) = item, let target = item["data"].flatMap(NamedEntry.init),
      let found = context.page(LSP.TextDocumentIdentifier(uri: target.uri), for: .completion),
      let entry = target.entry(in: found.workspace.snapshot)
    else { return item }
    if context.client.completionResolvesDocumentation, object["documentation"] == nil {
      let documentation = found.workspace.documentation(of: entry, for: context.client).jsonValue
      object.members.append(JSONObject.Member(key: "documentation", value: documentation))
    }
    if context.client.completionResolvesAdditionalTextEdits, object["additionalTextEdits"] == nil,
      let label = item["data"]?["label"]?.asString, let edits = found.definition(of: label, as: entry),
      let own = item["textEdit"].flatMap({ $0["range"] ?? $0["replace"] }).flatMap({ try? LSP.Range(json: $0) }),
      edits.allSatisfy({ own.end < $0.range.start || $0.range.end < own.start })
    {
      let value = JSONValue.array(edits.map { ["range": $0.range.jsonValue, "newText": .string($0.newText)] })
      object.members.append(JSONObject.Member(key: "additionalTextEdits", value: value))
    }
    return .object(object)
  }
}

/// What accepting an item does to the text.
private struct CompletionEdit {
  private var range: LSP.Range
  /// From behind the bracket to the cursor.
  private var typed: LSP.Range
  private var offersInsertion: Bool
  private var leavesBracket: Bool
  private var knowsSnippets: Bool

  init(of list: CompletionList, at offset: Int, on found: DocumentPage, for client: ResolvedClient) {
    let replaced = list.replaced
    let typed = ByteRange(replaced.lowerBound, max(replaced.lowerBound, min(offset, replaced.upperBound)))
    let closing = UInt8(ascii: "]")
    let closesLabel = found.page.text.slice(replaced).last == closing
    // Simple clients put the text in place of what was typed and leave what stands behind the cursor, whatever the
    // range says: the bracket that is there already has to do.
    leavesBracket = !client.completionInsertReplace && closesLabel && replaced.upperBound == typed.upperBound + 1
    self.typed = found.workspace.range(typed, on: found.page)
    range = leavesBracket ? self.typed : found.workspace.range(replaced, on: found.page)
    // An insertion would leave the bracket that closes the label, and what the label was before.
    offersInsertion = client.completionInsertReplace && typed != replaced && !closesLabel
    knowsSnippets = client.completionSnippets
  }

  func write(_ insertion: String, to item: inout LSP.CompletionItem) {
    var text = insertion
    if leavesBracket, text.utf8.last == UInt8(ascii: "]") { text.removeLast() }
    // Of plain text Neovim takes what stands before the first blank; a snippet it takes whole.
    if knowsSnippets, text.utf8.contains(UInt8(ascii: " ")) {
      item.isSnippet = true
      text = Self.escaped(text)
    }
    item.textEdit =
      offersInsertion ? .insertReplace(insert: typed, replace: range, newText: text) : .replace(range, newText: text)
  }

  /// A text as a snippet without any place to fill in.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == "$" || scalar == "}" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}

extension CompletionItem {
  fileprivate func shown(
    number: Int,
    in workspace: WorkspaceView,
    for client: ResolvedClient
  ) -> LSP.CompletionItem {
    var item = LSP.CompletionItem(label: label)
    item.kind = kind.shown
    // The server's order is what counts, whatever the client sorts by.
    item.sortText = String(String(10_000 + number).dropFirst())
    // What is the label but for capitals is left out: clients that tell capitals apart would not find it again.
    item.filterText = filter.lowercased() == label.lowercased() ? nil : filter
    let note = needsDefinition ? "no definition yet" : isAmbiguous ? "several entries" : nil
    if client.completionLabelDetails {
      let other = title.flatMap { $0 == label ? nil : " → \($0)" }
      let details = LSP.CompletionItemLabelDetails(detail: other, description: note ?? page ?? detail)
      if details != LSP.CompletionItemLabelDetails() { item.labelDetails = details }
    }
    let parts = [title == label ? nil : title, page, detail, note].compactMap { $0 }
    if !parts.isEmpty { item.detail = parts.joined(separator: " · ") }
    return item
  }
}

extension CompletionItem.Kind {
  fileprivate var shown: LSP.CompletionItemKind {
    switch self {
    case .entry, .alias, .abbreviation: .reference
    case .page, .file: .file
    case .frontMatterKey: .property
    case .blockKind, .templateTag: .keyword
    }
  }
}

extension WorkspaceView {
  fileprivate func documentation(of entry: EntryPlace, for client: ResolvedClient) -> LSP.Documentation {
    let options = hoverOptions(isMarkdown: client.completionMarkdown)
    let text = Hover.text(of: entry, in: snapshot, options: options)
    return client.completionMarkdown ? .markup(LSP.MarkupContent(kind: .markdown, value: text)) : .plain(text)
  }
}

extension LSP.Documentation {
  fileprivate var jsonValue: JSONValue {
    switch self {
    case .plain(let text): .string(text)
    case .markup(let content): ["kind": .string(content.kind.rawValue), "value": .string(content.value)]
    }
  }
}
