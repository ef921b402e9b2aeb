package import JSONRPC

extension LSP {
  package struct Registration: Sendable {
    package var id: String
    package var method: String
    package var registerOptions: (any JSONEncodable & Sendable)?

    /// One registration of a method, whose id is the method.
    package init(method: String, registerOptions: (any JSONEncodable & Sendable)? = nil) {
      id = method
      self.method = method
      self.registerOptions = registerOptions
    }
  }

  package struct RegistrationParams: Sendable {
    package var registrations: [Registration]

    package init(registrations: [Registration]) {
      self.registrations = registrations
    }
  }

  package struct Unregistration: Sendable {
    package var id: String
    package var method: String

    /// The end of ``Registration/init(method:registerOptions:)``.
    package init(method: String) {
      id = method
      self.method = method
    }
  }

  package struct UnregistrationParams: Sendable {
    /// `unregisterations`, as the specification spells it.
    package var unregistrations: [Unregistration]

    package init(unregistrations: [Unregistration]) {
      self.unregistrations = unregistrations
    }
  }

  /// What a capability is registered with: what would be announced of it, and the documents that it is for. These are
  /// always the client's own choice, as they are for what is announced.
  package struct TextDocumentRegistrationOptions: Sendable {
    package var options: (any CapabilityOptions)?

    package init(_ options: (any CapabilityOptions)? = nil) {
      self.options = options
    }
  }
}

extension LSP.ServerCapabilities {
  /// The registrations that say the same as these capabilities, of all that a client may let servers register.
  package var registrations: [LSP.Registration] {
    let ofDocuments: [(method: String, isThere: Bool, options: (any LSP.CapabilityOptions)?)] = [
      ("completion", completionProvider != nil, completionProvider),
      ("hover", hoverProvider, nil),
      ("declaration", declarationProvider, nil),
      ("definition", definitionProvider, nil),
      ("references", referencesProvider, nil),
      ("documentHighlight", documentHighlightProvider, nil),
      ("documentSymbol", documentSymbolProvider != nil, documentSymbolProvider),
      ("codeAction", codeActionProvider != nil, codeActionProvider),
      ("codeLens", codeLensProvider != nil, codeLensProvider),
      ("documentLink", documentLinkProvider != nil, documentLinkProvider),
      ("formatting", documentFormattingProvider, nil),
      ("rangeFormatting", documentRangeFormattingProvider, nil),
      ("rename", renameProvider != nil, renameProvider),
      ("foldingRange", foldingRangeProvider, nil),
      ("selectionRange", selectionRangeProvider, nil),
      ("semanticTokens", semanticTokensProvider != nil, semanticTokensProvider),
      ("inlayHint", inlayHintProvider != nil, inlayHintProvider),
      ("diagnostic", diagnosticProvider != nil, diagnosticProvider),
    ]
    let ofWorkspaces: [(method: String, options: (any JSONEncodable & Sendable)?)] = [
      ("symbol", workspaceSymbolProvider), ("executeCommand", executeCommandProvider),
      ("willRenameFiles", workspace?.willRename),
    ]
    return ofDocuments.filter(\.isThere).map { method, _, options in
      LSP.Registration(
        method: "textDocument/" + method,
        registerOptions: LSP.TextDocumentRegistrationOptions(options)
      )
    }
      + ofWorkspaces.compactMap { method, options in
        options.map { LSP.Registration(method: "workspace/" + method, registerOptions: $0) }
      }
  }
}

extension LSP.Registration: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", id)
    json.member("method", method)
    if let registerOptions {
      json.key("registerOptions")
      registerOptions.write(to: &json)
    }
    json.endObject()
  }
}

extension LSP.RegistrationParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("registrations", registrations)
    json.endObject()
  }
}

extension LSP.Unregistration: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", id)
    json.member("method", method)
    json.endObject()
  }
}

extension LSP.UnregistrationParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("unregisterations", unregistrations)
    json.endObject()
  }
}

extension LSP.TextDocumentRegistrationOptions: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("documentSelector")
    json.writeNull()
    options?.writeMembers(to: &json)
    json.endObject()
  }
}
