package import LanguageServerProtocol
package import Rules
import SiteProfiles
import SourceText
package import Workspace

/// Problems as the client knows them.
extension WorkspaceView {
  /// The diagnostics of a page's problems, in the problems' order.
  package func diagnostics(_ problems: [Problem], on page: Page, for client: ResolvedClient) -> [LSP.Diagnostic] {
    // Problems name the same few pages again and again.
    var uris: [String: LSP.DocumentURI] = [:]
    func location(_ place: RelatedPlace) -> LSP.Location? {
      guard let page = snapshot.page(at: place.page) else { return nil }
      let uri = uris[place.page] ?? uri(of: place.page)
      uris[place.page] = uri
      return LSP.Location(uri: uri, range: range(place.range, on: page))
    }
    return problems.map { problem in
      var diagnostic = LSP.Diagnostic(
        range: range(problem.range, on: page),
        severity: LSP.DiagnosticSeverity(problem.severity),
        code: problem.rule,
        message: problem.message
      )
      diagnostic.codeDescription = client.rulePages.map { LSP.CodeDescription(href: "\($0)/\(problem.rule).md") }
      if problem.isUnnecessary, client.diagnosticTagUnnecessary { diagnostic.tags = [.unnecessary] }
      if client.diagnosticRelatedInformation {
        diagnostic.relatedInformation = problem.related.compactMap { place in
          location(place).map { LSP.DiagnosticRelatedInformation(location: $0, message: place.message) }
        }
      }
      return diagnostic
    }
  }

  /// The diagnostics of a page.
  ///
  /// - Parameter threads: how many may work on this page, where somebody waits for it.
  package func diagnostics(of page: Page, for client: ResolvedClient, threads: Int = 1) -> LSP.DiagnosticList {
    isChecked ? LSP.DiagnosticList(diagnostics(problems(on: page, threads: threads), on: page, for: client)) : []
  }

  package func problems(on page: Page, threads: Int = 1) -> [Problem] {
    let levels = RuleLevels(snapshot.configuration)
    return RuleCatalog.problems(on: page, in: snapshot, usage: usage, levels: levels, threads: threads)
  }
}

extension LSP.DiagnosticSeverity {
  fileprivate init(_ severity: Severity) {
    self =
      switch severity {
      case .error: .error
      case .warning: .warning
      case .info: .information
      case .hint: .hint
      }
  }
}

/// The diagnostics of one document.
struct DocumentDiagnostics: Sendable {
  var uri: LSP.DocumentURI
  /// Nil where the document is not open.
  var version: Int?
  var diagnostics: LSP.DiagnosticList
}

extension WorkspaceFolder {
  /// The diagnostics of the files that configure the folder: those that may have any.
  func configurationDiagnostics(documents: OpenDocuments, encoding: PositionEncoding) -> [DocumentDiagnostics] {
    typealias Fault = (problem: ConfigurationProblem, severity: LSP.DiagnosticSeverity, text: SourceText)
    var faults: [String: [Fault]] = [ConfigurationFile.name: []]
    let snapshot = index?.snapshot
    if let configuration {
      let file = configuration.file
      faults[ConfigurationFile.name] =
        configuration.fileProblems.isEmpty
        ? (snapshot?.problemsOfSettings(in: file) ?? []).map { ($0, .warning, file.text) }
        : configuration.fileProblems.map { ($0, .error, file.text) }
    }
    for path in siteFiles.union([snapshot?.siteConfigurationPath].compactMap { $0 }) { faults[path] = [] }
    let missing = snapshot?.problemsOfConfiguredFiles { path in
      document(at: path, among: documents)?.text ?? textOnDisk(of: path)
    }
    for found in siteProblems + (missing ?? []) {
      faults[found.path, default: []].append((found.problem, found.isFatal ? .error : .warning, found.text))
    }
    return faults.sorted { WorkspacePath.isOrdered($0.key, before: $1.key) }.map { path, faults in
      let document = document(at: path, among: documents)
      return DocumentDiagnostics(
        uri: document?.uri ?? uri + "/" + FileURI.escaped(path),
        version: document?.version,
        diagnostics: LSP.DiagnosticList(
          faults.map { LSP.Diagnostic($0.problem, severity: $0.severity, in: $0.text, encoding: encoding) }
        )
      )
    }
  }

  func textOnDisk(of path: String) -> SourceText {
    guard case .success(let content) = files.read(path, limit: ConfigurationFile.sizeLimit) else {
      return SourceText("")
    }
    return SourceText(decoding: content.bytes)
  }
}

extension LSP.Diagnostic {
  /// A fault of a file that configures Glossa or the site's generator.
  fileprivate init(
    _ problem: ConfigurationProblem,
    severity: LSP.DiagnosticSeverity,
    in text: SourceText,
    encoding: PositionEncoding
  ) {
    var range = problem.range
    if range.isEmpty {
      // Where only a position is known the rest of the line is shown.
      let end = text.lineContent(text.lines.line(at: range.lowerBound)).upperBound
      range = ByteRange(min(range.lowerBound, end), end)
    }
    self.init(
      range: text.lspRange(of: range, in: encoding),
      severity: severity,
      code: "configuration",
      message: problem.message
    )
  }
}
