import Features
import Glossary
import JSONRPC
import LanguageServerProtocol
import SourceText
import Workspace

enum CompletionRequest {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.CompletionParams
  ) throws(ResponseError) -> LSP.CompletionList? {
    guard let found = context.page(params.textDocument, for: .completion) else { return nil }
    let snapshot = found.workspace.snapshot
    let offset = try context.offset(of: params.position, in: found.page.text)
    let index = found.workspace.completionIndex.index(for: snapshot)
    guard let list = Completion.list(at: offset, on: found.page, in: snapshot, index: index) else { return nil }
    let range = found.workspace.range(list.replaced, on: found.page)
    let typed = found.workspace.range(
      ByteRange(list.replaced.lowerBound, max(list.replaced.lowerBound, min(offset, list.replaced.upperBound))),
      on: found.page
    )
    // An insertion would leave the bracket that closes the label, and what the label was before.
    let closesLabel = found.page.text.slice(list.replaced).last == UInt8(ascii: "]")
    let items = list.items.enumerated().map { number, item in
      var shown = item.shown(number: number, in: found.workspace, for: context.client)
      shown.textEdit =
        context.client.completionInsertReplace && typed != range && !closesLabel
        ? .insertReplace(insert: typed, replace: range, newText: item.insertion)
        : .replace(range, newText: item.insertion)
      if let entry = item.entry, let page = snapshot[entry.page] {
        shown.data = [
          "uri": .string(params.textDocument.uri), "page": .string(page.path),
          "title": .string(snapshot.title(of: entry)),
        ]
      }
      return shown
    }
    return LSP.CompletionList(isIncomplete: list.isIncomplete, items: items)
  }
}

/// Adds what an item's entry is, once the user looks at the item.
enum CompletionResolve {
  static func answer(_ context: RequestContext, _ item: JSONValue) throws(ResponseError) -> JSONValue {
    guard case .object(var object) = item, let data = item["data"], let uri = data["uri"]?.asString,
      let path = data["page"]?.asString, let title = data["title"]?.asString,
      let found = context.page(LSP.TextDocumentIdentifier(uri: uri), for: .completion),
      let page = found.workspace.snapshot.page(at: path)
    else { return item }
    let snapshot = found.workspace.snapshot
    let index = page.entries.entries.firstIndex { $0.title == title }
    let entry = EntryPlace(page: page.id, entry: index)
    guard index != nil || snapshot.title(of: entry) == title else { return item }
    let isMarkdown = context.client.completionMarkdown
    let text = Hover.text(of: entry, in: snapshot, options: found.workspace.hoverOptions(isMarkdown: isMarkdown))
    guard object["documentation"] == nil else { return item }
    let documentation: JSONValue =
      isMarkdown ? ["kind": "markdown", "value": .string(text)] : .string(text)
    object.members.append(JSONObject.Member(key: "documentation", value: documentation))
    return .object(object)
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
    item.filterText = filter == label ? nil : filter
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
