package import JSONRPC
package import LanguageServerProtocol
import Workspace

/// How a message is handled: the kinds differ in where they run and what they may touch.
package struct Handler: Sendable {
  enum Work: Sendable {
    case notification(@Sendable (inout Session, JSONValue) throws(ResponseError) -> Void)
    case orderedRequest(@Sendable (inout Session, JSONValue, PendingRequest) throws(ResponseError) -> Void)
    case read(@Sendable (RequestContext, JSONValue) throws(ResponseError) -> Void)
  }

  let work: Work

  private init(_ work: Work) {
    self.work = work
  }

  /// Changes the session, on the loop, in order.
  package static func notification<Params: JSONDecodable>(
    _ handle: @escaping @Sendable (inout Session, Params) -> Void
  ) -> Handler {
    Handler(
      .notification { session, json throws(ResponseError) in
        handle(&session, try decode(json))
      }
    )
  }

  /// Changes the session and is answered before the next message is looked at.
  package static func orderedRequest<Params: JSONDecodable, Answer: JSONEncodable>(
    _ answer: @escaping @Sendable (inout Session, Params) throws(ResponseError) -> Answer
  ) -> Handler {
    Handler(
      .orderedRequest { session, json, request throws(ResponseError) in
        request.succeed(try answer(&session, try decode(json)))
      }
    )
  }

  /// Reads a snapshot, off the loop; messages after it are handled meanwhile.
  package static func request<Params: JSONDecodable, Answer: JSONEncodable>(
    _ answer: @escaping @Sendable (RequestContext, Params) throws(ResponseError) -> Answer
  ) -> Handler {
    Handler(
      .read { context, json throws(ResponseError) in
        let result = try answer(context, try decode(json))
        try context.checkCancellation()
        context.request.succeed(result)
      }
    )
  }

  private static func decode<Params: JSONDecodable>(_ json: JSONValue) throws(ResponseError) -> Params {
    do {
      return try Params(json: json)
    } catch {
      throw ResponseError(.invalidParams, "invalid params: \(error)")
    }
  }

  package var isRequest: Bool {
    if case .notification = work { false } else { true }
  }
}

/// Params of messages that have none; whatever comes is ignored.
package struct NoParams: JSONDecodable {
  package init(json: JSONValue) {}
}

/// All that a request handler may look at: values that stay as they were when the request's turn came.
package struct RequestContext: Sendable {
  package let request: PendingRequest
  package let client: ResolvedClient
  package let documents: OpenDocuments
  package let settings: Settings
  let host: Host
  let folders: Folders
  let reports: PulledReports
  let sentTokens: SentSemanticTokens
  /// For what an answer sets going.
  let queue: EventQueue

  package var isCancelled: Bool { request.cancellation.isCancelled }

  static func checkCancellation(of request: PendingRequest) throws(ResponseError) {
    if request.cancellation.isCancelled { throw .cancelled }
  }

  package func checkCancellation() throws(ResponseError) {
    if isCancelled { throw .cancelled }
  }

  /// The page that a request is about; nil where the document is no page of anything, or where the user does not want
  /// such requests answered.
  package func page(_ document: LSP.TextDocumentIdentifier, for feature: Settings.Feature) -> DocumentPage? {
    guard settings.isOn(feature) else { return nil }
    return folders.page(of: document.uri, documents: documents, encoding: client.positionEncoding)
  }

  /// The same with the byte that a position is before.
  package func page(
    _ document: LSP.TextDocumentIdentifier,
    at position: LSP.Position,
    for feature: Settings.Feature
  ) throws(ResponseError) -> (DocumentPage, offset: Int)? {
    guard let found = page(document, for: feature) else { return nil }
    return (found, try offset(of: position, in: found.page.text))
  }

  /// All folders' workspaces that have been read.
  var workspaces: [WorkspaceView] { folders.all.compactMap { view(of: $0) } }

  func view(of folder: WorkspaceFolder) -> WorkspaceView? {
    WorkspaceView(folder, documents: documents, encoding: client.positionEncoding)
  }

  func configurationDiagnostics(of folder: WorkspaceFolder) -> [DocumentDiagnostics] {
    folder.configurationDiagnostics(documents: documents, encoding: client.positionEncoding)
  }

  /// The faults of a file that configures its folder; none for other files.
  func configurationDiagnostics(of uri: LSP.DocumentURI) -> LSP.DiagnosticList {
    let key = DocumentKey(uri)
    guard settings.isOn(.diagnostics), let place = folders.locate(key), let folder = folders[id: place.folder] else {
      return []
    }
    return configurationDiagnostics(of: folder).first { DocumentKey($0.uri) == key }?.diagnostics ?? []
  }
}
