import Features
import JSONRPC
import LanguageServerProtocol
import SourceText
import Threads
import Workspace

enum SemanticTokensRequest {
  static func full(
    _ context: RequestContext,
    _ params: LSP.TextDocumentParams
  ) throws(ResponseError) -> LSP.SemanticTokens? {
    guard let found = context.page(params.textDocument, for: .semanticTokens) else { return nil }
    let data = found.tokens(in: nil, context)
    let id = context.client.semanticTokensDelta ? context.sentTokens.keep(data, of: params.textDocument.uri) : nil
    return LSP.SemanticTokens(resultID: id, data: data)
  }

  /// The one stretch that is different from the result that the client has; everything where that is not known.
  static func delta(
    _ context: RequestContext,
    _ params: LSP.SemanticTokensDeltaParams
  ) throws(ResponseError) -> LSP.SemanticTokensDelta? {
    guard let found = context.page(params.textDocument, for: .semanticTokens) else { return nil }
    let data = found.tokens(in: nil, context)
    let before = context.sentTokens.data(of: params.textDocument.uri, id: params.previousResultID)
    let id = context.sentTokens.keep(data, of: params.textDocument.uri)
    guard let before else { return .full(LSP.SemanticTokens(resultID: id, data: data)) }
    return .edits(resultID: id, LSP.SemanticTokensEdit.turning(before, into: data).map { [$0] } ?? [])
  }

  static func range(
    _ context: RequestContext,
    _ params: LSP.TextDocumentRangeParams
  ) throws(ResponseError) -> LSP.SemanticTokens? {
    guard let found = context.page(params.textDocument, for: .semanticTokens) else { return nil }
    let range = try context.byteRange(of: params.range, in: found.page.text)
    return LSP.SemanticTokens(resultID: nil, data: found.tokens(in: range, context))
  }
}

/// The token types and modifiers that are sent to a client: those of the protocol's standard ones that it knows.
struct SemanticTokensLegend {
  let types: [String]
  let modifiers: [String]

  init(_ client: ResolvedClient) {
    var types: [String] = []
    for kind in SemanticToken.Kind.allCases
    where client.semanticTokenTypes.contains(kind.type) && !types.contains(kind.type) {
      types.append(kind.type)
    }
    self.types = types
    modifiers = client.semanticTokenModifiers.contains("declaration") ? ["declaration"] : []
  }

  /// Five numbers for each token whose type the client knows.
  func data(_ tokens: [SemanticToken], on page: Page, in encoding: PositionEncoding) -> [Int] {
    let numbers = SemanticToken.Kind.allCases.map { types.firstIndex(of: $0.type) }
    var data: [Int] = []
    data.reserveCapacity(tokens.count * 5)
    var last = LineColumn(line: 0, column: 0)
    var positions = AscendingPositions(in: page.text, encoding)
    for token in tokens {
      guard let type = numbers[token.kind.rawValue] else { continue }
      let start = positions.position(of: token.range.lowerBound)
      let end = positions.position(of: token.range.upperBound)
      let column = start.line == last.line ? start.column - last.column : start.column
      let modifier = token.kind == .entry && !modifiers.isEmpty ? 1 : 0
      data += [start.line - last.line, column, end.column - start.column, type, modifier]
      last = start
    }
    return data
  }
}

extension SemanticToken.Kind {
  /// The standard type that looks most like it in editors' colours: what links is a name, what does not is none.
  fileprivate var type: String {
    switch self {
    case .entry, .reference: "class"
    case .alias: "type"
    case .undefined, .ambiguous: "variable"
    case .dangling: "comment"
    case .definition: "property"
    }
  }
}

extension DocumentPage {
  fileprivate func tokens(in range: ByteRange?, _ context: RequestContext) -> [Int] {
    let tokens = SemanticTokens.tokens(on: page, in: workspace.snapshot, range: range)
    return SemanticTokensLegend(context.client).data(tokens, on: page, in: context.client.positionEncoding)
  }
}

extension LSP.SemanticTokensEdit {
  /// The edit that leaves what is the same at either end; nil where all is.
  static func turning(_ old: [Int], into new: [Int]) -> Self? {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    if start == old.count, start == new.count { return nil }
    var end = 0
    while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    return Self(start: start, deleteCount: old.count - start - end, data: Array(new[start..<(new.count - end)]))
  }
}

/// The tokens that a client has of the documents that it asked about last, for the next answer to say only what is
/// different.
final class SentSemanticTokens: Sendable {
  /// More documents than these are hardly shown at once; for others the whole answer is sent again.
  private static let limit = 8

  private struct State {
    var lastID = 0
    /// The document asked about last at the end.
    var results: [(document: DocumentKey, id: Int, data: [Int])] = []
  }

  private let state = Monitor(State())

  func keep(_ data: [Int], of uri: LSP.DocumentURI) -> String {
    let document = DocumentKey(uri)
    return state.withLock { state in
      state.lastID += 1
      state.results.removeAll { $0.document == document }
      state.results.append((document, state.lastID, data))
      if state.results.count > Self.limit { state.results.removeFirst() }
      return String(state.lastID)
    }
  }

  func data(of uri: LSP.DocumentURI, id: String) -> [Int]? {
    let document = DocumentKey(uri)
    return state.withLock { state in
      state.results.first { $0.document == document && String($0.id) == id }?.data
    }
  }
}
