import JSONRPC
import LanguageServerProtocol
import Rules
import SourceText
import Workspace

enum FormattingRequest {
  /// Of a range, the entries that begin in it stay where they are.
  static func answer(
    _ context: RequestContext,
    _ params: LSP.DocumentFormattingParams
  ) throws(ResponseError) -> [LSP.TextEdit]? {
    guard let found = context.page(params.textDocument, for: .formatting), found.document?.isSuspect != true else {
      return nil
    }
    let text = found.page.text
    var lines: ClosedRange<Int>?
    if let range = params.range {
      let bytes = try context.byteRange(of: range, in: text)
      lines = text.lines.line(at: bytes.lowerBound)...text.lines.line(at: bytes.upperBound)
    }
    let edits = PageFormat.edits(of: found.page, in: found.workspace.snapshot, lines: lines)
    return found.workspace.textEdits(PageEdit(page: found.page.path, edits: edits), on: found.page)
  }
}
