import Features
import JSONRPC
import LanguageServerProtocol
import Workspace

enum SelectionRangeRequest {
  /// One answer for each position, in their order.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.SelectionRangeParams
  ) throws(ResponseError) -> [LSP.SelectionRange]? {
    guard let found = context.page(params.textDocument, for: .selectionRange) else { return nil }
    var answers: [LSP.SelectionRange] = []
    for position in params.positions {
      try context.checkCancellation()
      let offset = try context.offset(of: position, in: found.page.text)
      let ranges = SelectionRanges.ranges(at: offset, on: found.page, in: found.workspace.snapshot)
      answers.append(LSP.SelectionRange(ranges: ranges.map { found.workspace.range($0, on: found.page) }))
    }
    return answers
  }
}
