import JSONRPC
import LanguageServerProtocol
import Workspace

enum DocumentDiagnostic {
  static func answer(
    _ context: RequestContext,
    _ params: LSP.DocumentDiagnosticParams
  ) throws(ResponseError) -> LSP.DocumentDiagnosticReport {
    let uri = params.textDocument.uri
    guard let found = context.page(params.textDocument, for: .diagnostics) else {
      let diagnostics = context.configurationDiagnostics(of: uri)
      return LSP.DocumentDiagnosticReport(
        report: PulledReports.report(diagnostics, previousID: params.previousResultID)
      )
    }
    let view = found.workspace
    let diagnostics = view.diagnostics(of: found.page, for: context.client)
    context.reports.tell(diagnostics, of: uri, outwardRevision: view.outwardRevision)
    return LSP.DocumentDiagnosticReport(
      report: PulledReports.report(diagnostics, previousID: params.previousResultID),
      relatedDocuments: try relatedDocuments(of: found, context)
    )
  }

  /// The other open documents whose diagnostics changed since they were reported, because of what they refer to.
  private static func relatedDocuments(
    of found: DocumentPage,
    _ context: RequestContext
  ) throws(ResponseError) -> [LSP.DocumentDiagnosticReport.RelatedDocument] {
    let folders = context.folders
    guard context.client.relatedDocuments, let document = found.document,
      let folder = folders.locate(DocumentKey(document.uri))?.folder
    else { return [] }
    let view = found.workspace
    let documents = context.documents.all.filter {
      context.reports.isOutdated($0.uri, outwardRevision: view.outwardRevision)
    }
    var related: [LSP.DocumentDiagnosticReport.RelatedDocument] = []
    for document in documents.sorted(by: { $0.uri < $1.uri }) {
      guard let place = folders.locate(DocumentKey(document.uri)), place.folder == folder,
        let page = view.snapshot.page(at: place.path), page.id != found.page.id
      else { continue }
      try context.checkCancellation()
      let diagnostics = view.diagnostics(of: page, for: context.client)
      guard context.reports.tell(diagnostics, of: document.uri, outwardRevision: view.outwardRevision) else { continue }
      let report = PulledReports.report(diagnostics, previousID: nil)
      related.append(LSP.DocumentDiagnosticReport.RelatedDocument(uri: document.uri, report: report))
    }
    return related
  }
}
