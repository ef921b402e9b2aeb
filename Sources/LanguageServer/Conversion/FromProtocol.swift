package import JSONRPC
package import LanguageServerProtocol
package import SourceText

/// The client's positions as byte offsets. In a query a position beyond the text is clamped, a negative one is an error.
extension RequestContext {
  package func offset(of position: LSP.Position, in text: SourceText) throws(ResponseError) -> Int {
    guard position.line >= 0, position.character >= 0 else {
      throw ResponseError(.invalidParams, "invalid params: a negative position")
    }
    return text.offset(of: LineColumn(line: position.line, column: position.character), in: client.positionEncoding)
  }

  package func byteRange(of range: LSP.Range, in text: SourceText) throws(ResponseError) -> ByteRange {
    let start = try offset(of: range.start, in: text)
    let end = try offset(of: range.end, in: text)
    return ByteRange(min(start, end), max(start, end))
  }
}
