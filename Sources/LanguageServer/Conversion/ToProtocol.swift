package import LanguageServerProtocol
package import SourceText

/// Byte offsets as the client counts.
extension SourceText {
  package func lspPosition(of offset: Int, in encoding: PositionEncoding) -> LSP.Position {
    LSP.Position(position(of: offset, in: encoding))
  }

  package func lspRange(of range: ByteRange, in encoding: PositionEncoding) -> LSP.Range {
    var positions = AscendingPositions(in: self, encoding)
    return positions.lspRange(of: range)
  }
}

extension AscendingPositions {
  package mutating func lspRange(of range: ByteRange) -> LSP.Range {
    let start = position(of: range.lowerBound)
    return LSP.Range(start: LSP.Position(start), end: LSP.Position(position(of: range.upperBound)))
  }
}

extension LSP.Position {
  fileprivate init(_ position: LineColumn) {
    self.init(line: position.line, character: position.column)
  }
}
