import JSONRPC
import LanguageServerProtocol
import Workspace

enum WorkspaceDiagnostic {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.WorkspaceDiagnosticParams
  ) throws(ResponseError) -> LSP.WorkspaceDiagnosticReport {
    var previous: [DocumentKey: (uri: LSP.DocumentURI, id: String)] = [:]
    for result in params.previousResultIDs { previous[DocumentKey(result.uri)] = (result.uri, result.value) }
    var items: [LSP.WorkspaceDocumentDiagnosticReport] = []

    /// What the client does not know of is only worth a word where something is wrong.
    func add(_ uri: LSP.DocumentURI, _ version: Int?, _ digest: Int?, _ diagnostics: () -> LSP.DiagnosticList) {
      let known = previous.removeValue(forKey: DocumentKey(uri))?.id
      if let digest, let known, PulledReports.resultID(digest) == known {
        items.append(.init(uri: uri, version: version, report: .unchanged(resultID: known)))
        return
      }
      if known == nil, digest == LSP.DiagnosticList([]).digest { return }
      let diagnostics = diagnostics()
      if known == nil, diagnostics.isEmpty { return }
      let report = PulledReports.report(diagnostics, previousID: known)
      items.append(.init(uri: uri, version: version, report: report))
    }

    if context.settings.isOn(.diagnostics) {
      for folder in context.folders.all {
        for file in context.configurationDiagnostics(of: folder) {
          add(file.uri, file.version, nil) { file.diagnostics }
        }
        guard let view = context.view(of: folder), view.isChecked else { continue }
        let state = PulledReports.FolderState(
          revision: view.snapshot.revision,
          outwardRevision: view.outwardRevision,
          settings: context.settings
        )
        for page in view.snapshot.sortedPages where view.owns(page.path) {
          try context.checkCancellation()
          let document = view.document(at: page.path)
          guard document != nil || context.settings.checksClosedPages else { continue }
          let digest = context.reports.digest(ofPageAt: page.path, in: folder.uri, state)
          add(view.uri(of: page.path), document?.version, digest) {
            let diagnostics = view.diagnostics(of: page, for: context.client)
            context.reports.setDigest(diagnostics.digest, ofPageAt: page.path, in: folder.uri, state)
            return diagnostics
          }
        }
      }
    }
    // What is left is gone, or is no business of this report.
    for (uri, id) in previous.values.sorted(by: { $0.uri < $1.uri }) where context.documents[uri] == nil {
      items.append(.init(uri: uri, version: nil, report: PulledReports.report([], previousID: id)))
    }
    return LSP.WorkspaceDiagnosticReport(items: items)
  }
}
