import LanguageServerProtocol

/// What the client was told of each document: a document is only told of again when something else is true of it.
struct DiagnosticsPublisher {
  private struct Told {
    var uri: LSP.DocumentURI
    var digest: Int
    var hasVersion: Bool
  }

  private var told: [DocumentKey: Told] = [:]

  /// What to publish so that the client knows that these are a document's diagnostics: nothing, mostly.
  mutating func update(
    _ diagnostics: LSP.DiagnosticList,
    of uri: LSP.DocumentURI,
    version: Int?
  ) -> [LSP.PublishDiagnosticsParams] {
    let key = DocumentKey(uri)
    let before = told[key]
    var publications: [LSP.PublishDiagnosticsParams] = []
    if let before, before.uri != uri {
      // The client knows the document by another spelling of its URI now.
      publications.append(LSP.PublishDiagnosticsParams(uri: before.uri, version: nil, diagnostics: []))
    } else if before.map({ $0.digest == diagnostics.digest && ($0.hasVersion || version == nil) })
      ?? diagnostics.isEmpty
    {
      return []
    }
    told[key] = diagnostics.isEmpty ? nil : Told(uri: uri, digest: diagnostics.digest, hasVersion: version != nil)
    if before?.uri == uri || !diagnostics.isEmpty {
      publications.append(LSP.PublishDiagnosticsParams(uri: uri, version: version, diagnostics: diagnostics))
    }
    return publications
  }

  /// The URIs of a folder's own files of which something was told.
  func uris(below folder: WorkspaceFolder) -> [LSP.DocumentURI] {
    told.filter { key, _ in key.path.flatMap(folder.relativePath).map(folder.owns) ?? false }.map(\.value.uri).sorted()
  }
}

extension Session {
  /// Tells a client that does not pull what is wrong with a document, unless it knows.
  mutating func publish(_ diagnostics: LSP.DiagnosticList, of uri: LSP.DocumentURI, version: Int?) {
    guard !client.pullDiagnostics else { return }
    let version = client.diagnosticVersion ? version : nil
    for publication in self.diagnostics.update(diagnostics, of: uri, version: version) {
      notify("textDocument/publishDiagnostics", publication, replacing: publication.uri)
    }
  }

  /// Takes back what was told of a folder's files.
  mutating func clearDiagnostics(below folder: WorkspaceFolder) {
    for uri in diagnostics.uris(below: folder) { publish([], of: uri, version: nil) }
  }
}
