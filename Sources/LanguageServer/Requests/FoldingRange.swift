import Features
import JSONRPC
import LanguageServerProtocol

enum FoldingRangeRequest {
  /// Whole lines, which every client can fold; where it takes only so many, the longest.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.TextDocumentParams
  ) throws(ResponseError) -> [LSP.FoldingRange]? {
    guard let found = context.page(params.textDocument, for: .foldingRange) else { return nil }
    var ranges = FoldingRanges.ranges(on: found.page, in: found.workspace.snapshot)
    if let limit = context.client.foldingRangeLimit, limit >= 0, ranges.count > limit {
      let byLength = ranges.indices.sorted { left, right in
        (ranges[right].lineCount, left) < (ranges[left].lineCount, right)
      }
      ranges = byLength.prefix(limit).sorted().map { ranges[$0] }
    }
    return ranges.map { range in
      LSP.FoldingRange(
        startLine: range.firstLine,
        endLine: range.lastLine,
        kind: range.kind == .comment ? "comment" : nil
      )
    }
  }
}

extension FoldingRange {
  fileprivate var lineCount: Int { lastLine - firstLine }
}
