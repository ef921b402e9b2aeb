package import JSONRPC

extension LSP {
  package struct DiagnosticSeverity: RawRepresentable, Hashable, Sendable, JSONEncodable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let error = DiagnosticSeverity(rawValue: 1)
    package static let warning = DiagnosticSeverity(rawValue: 2)
    package static let information = DiagnosticSeverity(rawValue: 3)
    package static let hint = DiagnosticSeverity(rawValue: 4)
  }

  package struct DiagnosticTag: RawRepresentable, Hashable, Sendable, JSONEncodable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let unnecessary = DiagnosticTag(rawValue: 1)
  }

  package struct DiagnosticRelatedInformation: Hashable, Sendable {
    package var location: Location
    package var message: String

    package init(location: Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  package struct CodeDescription: Hashable, Sendable {
    /// The address of a page about the code.
    package var href: DocumentURI

    package init(href: DocumentURI) { self.href = href }
  }

  package struct Diagnostic: Hashable, Sendable {
    package var range: Range
    package var severity: DiagnosticSeverity
    package var code: String
    package var codeDescription: CodeDescription?
    package var source = "glossa"
    package var message: String
    package var tags: [DiagnosticTag] = []
    package var relatedInformation: [DiagnosticRelatedInformation] = []

    package init(range: Range, severity: DiagnosticSeverity, code: String, message: String) {
      self.range = range
      self.severity = severity
      self.code = code
      self.message = message
    }
  }

  /// A document's diagnostics as JSON text: written once, however often they are compared and sent.
  package struct DiagnosticList: Sendable {
    package let isEmpty: Bool
    /// The same for the same diagnostics, byte by byte, as long as the process runs.
    package let digest: Int
    private let json: [UInt8]

    package init(_ diagnostics: [Diagnostic]) {
      isEmpty = diagnostics.isEmpty
      var writer = JSONWriter(capacity: diagnostics.count << 8)
      diagnostics.write(to: &writer)
      json = writer.bytes
      var hasher = Hasher()
      unsafe json.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
      digest = hasher.finalize()
    }
  }

  package struct PublishDiagnosticsParams: Sendable {
    package var uri: DocumentURI
    /// Only for clients with `versionSupport`, and only of open documents.
    package var version: Int?
    package var diagnostics: DiagnosticList

    package init(uri: DocumentURI, version: Int?, diagnostics: DiagnosticList) {
      self.uri = uri
      self.version = version
      self.diagnostics = diagnostics
    }
  }

  package struct DocumentDiagnosticParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var previousResultID: String?
  }

  package struct WorkspaceDiagnosticParams: Hashable, Sendable {
    package var previousResultIDs: [PreviousResultID]
  }

  package struct PreviousResultID: Hashable, Sendable {
    package var uri: DocumentURI
    package var value: String
  }

  package enum DiagnosticReport: Sendable {
    case full(resultID: String?, items: DiagnosticList)
    case unchanged(resultID: String)
  }

  package struct DocumentDiagnosticReport: Sendable {
    package var report: DiagnosticReport
    /// Only for clients with `relatedDocumentSupport`.
    package var relatedDocuments: [RelatedDocument]

    package struct RelatedDocument: Sendable {
      package var uri: DocumentURI
      package var report: DiagnosticReport

      package init(uri: DocumentURI, report: DiagnosticReport) {
        self.uri = uri
        self.report = report
      }
    }

    package init(report: DiagnosticReport, relatedDocuments: [RelatedDocument] = []) {
      self.report = report
      self.relatedDocuments = relatedDocuments
    }
  }

  package struct WorkspaceDocumentDiagnosticReport: Sendable {
    package var uri: DocumentURI
    /// Nil for documents that are not open.
    package var version: Int?
    package var report: DiagnosticReport

    package init(uri: DocumentURI, version: Int?, report: DiagnosticReport) {
      self.uri = uri
      self.version = version
      self.report = report
    }
  }

  package struct WorkspaceDiagnosticReport: Sendable {
    package var items: [WorkspaceDocumentDiagnosticReport]

    package init(items: [WorkspaceDocumentDiagnosticReport]) {
      self.items = items
    }
  }
}

extension LSP.CodeDescription: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("href", href)
    json.endObject()
  }
}

extension LSP.DiagnosticRelatedInformation: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("location", location)
    json.member("message", message)
    json.endObject()
  }
}

extension LSP.Diagnostic: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("severity", severity)
    json.member("code", code)
    json.member("codeDescription", codeDescription)
    json.member("source", source)
    json.member("message", message)
    if !tags.isEmpty { json.member("tags", tags) }
    if !relatedInformation.isEmpty { json.member("relatedInformation", relatedInformation) }
    json.endObject()
  }
}

extension LSP.DiagnosticList: JSONEncodable, ExpressibleByArrayLiteral {
  package init(arrayLiteral diagnostics: LSP.Diagnostic...) { self.init(diagnostics) }

  package func write(to json: inout JSONWriter) { json.write(self.json) }
}

extension LSP.PublishDiagnosticsParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("version", version)
    json.member("diagnostics", diagnostics)
    json.endObject()
  }
}

extension LSP.DocumentDiagnosticParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    previousResultID = try object.optional("previousResultId")
  }
}

extension LSP.WorkspaceDiagnosticParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    previousResultIDs = try JSONObject(json: json).optional("previousResultIds") ?? []
  }
}

extension LSP.PreviousResultID: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    uri = try object.required("uri")
    value = try object.required("value")
  }
}

extension LSP.DiagnosticReport: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    writeMembers(to: &json)
    json.endObject()
  }

  fileprivate func writeMembers(to json: inout JSONWriter) {
    switch self {
    case .full(let resultID, let items):
      json.member("kind", "full")
      json.member("resultId", resultID)
      json.member("items", items)
    case .unchanged(let resultID):
      json.member("kind", "unchanged")
      json.member("resultId", resultID)
    }
  }
}

extension LSP.DocumentDiagnosticReport: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    report.writeMembers(to: &json)
    if !relatedDocuments.isEmpty {
      json.key("relatedDocuments")
      json.beginObject()
      for related in relatedDocuments { json.member(named: related.uri, related.report) }
      json.endObject()
    }
    json.endObject()
  }
}

extension LSP.WorkspaceDocumentDiagnosticReport: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    report.writeMembers(to: &json)
    json.member("uri", uri)
    json.key("version")
    version.write(to: &json)
    json.endObject()
  }
}

extension LSP.WorkspaceDiagnosticReport: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("items", items)
    json.endObject()
  }
}
