package import LanguageServerProtocol
package import SourceText

/// Byte offsets as the client counts.
extension SourceText {
  package func lspPosition(of offset: Int, in encoding: PositionEncoding) -> LSP.Position {
    let position = position(of: offset, in: encoding)
    return LSP.Position(line: position.line, character: position.column)
  }

  package func lspRange(of range: ByteRange, in encoding: PositionEncoding) -> LSP.Range {
    LSP.Range(
      start: lspPosition(of: range.lowerBound, in: encoding),
      end: lspPosition(of: range.upperBound, in: encoding)
    )
  }
}
