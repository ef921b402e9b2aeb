package import JSONRPC

extension LSP {
  package struct CompletionParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
    package var context: CompletionContext?
  }

  package struct CompletionContext: Hashable, Sendable {
    package var triggerCharacter: String?
  }

  package struct CompletionItemKind: RawRepresentable, Hashable, Sendable, JSONEncodable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let property = CompletionItemKind(rawValue: 10)
    package static let keyword = CompletionItemKind(rawValue: 14)
    package static let file = CompletionItemKind(rawValue: 17)
    package static let reference = CompletionItemKind(rawValue: 18)
  }

  package struct CompletionItemLabelDetails: Hashable, Sendable {
    package var detail: String?
    package var description: String?

    package init(detail: String? = nil, description: String? = nil) {
      self.detail = detail
      self.description = description
    }
  }

  package enum CompletionTextEdit: Hashable, Sendable {
    case replace(Range, newText: String)
    /// For clients with `insertReplaceSupport`; `insert` is a prefix of `replace`.
    case insertReplace(insert: Range, replace: Range, newText: String)
  }

  package struct CompletionItem: Sendable {
    package var label: String
    package var labelDetails: CompletionItemLabelDetails?
    package var kind: CompletionItemKind?
    package var detail: String?
    package var documentation: Documentation?
    package var sortText: String?
    package var filterText: String?
    package var isSnippet = false
    package var textEdit: CompletionTextEdit?
    package var additionalTextEdits: [TextEdit]?
    package var command: Command?
    package var data: JSONValue?

    package init(label: String) {
      self.label = label
    }
  }

  package enum Documentation: Hashable, Sendable {
    case plain(String)
    case markup(MarkupContent)
  }

  package struct CompletionList: Sendable {
    package var isIncomplete: Bool
    package var items: [CompletionItem]

    package init(isIncomplete: Bool, items: [CompletionItem]) {
      self.isIncomplete = isIncomplete
      self.items = items
    }
  }
}

extension LSP.CompletionParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    position = try object.required("position")
    context = try object.optional("context")
  }
}

extension LSP.CompletionContext: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    triggerCharacter = try JSONObject(json: json).optional("triggerCharacter")
  }
}

extension LSP.CompletionItemLabelDetails: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("detail", detail)
    json.member("description", description)
    json.endObject()
  }
}

extension LSP.CompletionTextEdit: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .replace(let range, let newText):
      json.member("range", range)
      json.member("newText", newText)
    case .insertReplace(let insert, let replace, let newText):
      json.member("newText", newText)
      json.member("insert", insert)
      json.member("replace", replace)
    }
    json.endObject()
  }
}

extension LSP.Documentation: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .plain(let text): json.write(text)
    case .markup(let content): content.write(to: &json)
    }
  }
}

extension LSP.CompletionItem: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("label", label)
    json.member("labelDetails", labelDetails)
    json.member("kind", kind)
    json.member("detail", detail)
    json.member("documentation", documentation)
    json.member("sortText", sortText)
    json.member("filterText", filterText)
    if isSnippet { json.member("insertTextFormat", 2) }
    json.member("textEdit", textEdit)
    json.member("additionalTextEdits", additionalTextEdits)
    json.member("command", command)
    json.member("data", data)
    json.endObject()
  }
}

extension LSP.CompletionList: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("isIncomplete", isIncomplete)
    json.member("items", items)
    json.endObject()
  }
}
