package import JSONRPC

extension LSP {
  package struct CodeActionParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var range: Range
    package var context: CodeActionContext
  }

  package struct CodeActionContext: Hashable, Sendable {
    /// The diagnostics that the client shows there, as it got them.
    package var diagnostics: [JSONValue]
    /// Kinds asked for; nil means all.
    package var only: [String]?
    /// 1 invoked, 2 automatic.
    package var triggerKind: Int?
  }

  package struct CodeAction: Sendable {
    package var title: String
    package var kind: String
    /// The client's own diagnostics that the action resolves, given back as they came.
    package var diagnostics: [JSONValue] = []
    package var isPreferred = false
    package var edit: WorkspaceEdit?
    package var command: Command?
    package var data: JSONValue?

    package init(title: String, kind: String) {
      self.title = title
      self.kind = kind
    }
  }

  /// Literals only for clients with `codeActionLiteralSupport`.
  package enum CodeActionOrCommand: Sendable {
    case action(CodeAction)
    case command(Command)
  }
}

extension LSP.CodeActionParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    range = try object.required("range")
    context = try object.optional("context") ?? LSP.CodeActionContext(diagnostics: [], only: nil, triggerKind: nil)
  }
}

extension LSP.CodeActionContext: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    diagnostics = try object.optional("diagnostics") ?? []
    only = try object.optional("only")
    triggerKind = try object.optional("triggerKind")
  }
}

extension LSP.CodeAction: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("title", title)
    json.member("kind", kind)
    if !diagnostics.isEmpty { json.member("diagnostics", diagnostics) }
    json.member("isPreferred", ifTrue: isPreferred)
    json.member("edit", edit)
    json.member("command", command)
    json.member("data", data)
    json.endObject()
  }
}

extension LSP.CodeActionOrCommand: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .action(let action): action.write(to: &json)
    case .command(let command): command.write(to: &json)
    }
  }
}
