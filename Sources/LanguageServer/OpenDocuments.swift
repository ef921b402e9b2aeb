package import LanguageServerProtocol
package import SourceText

/// A document whose text the client has: after `didOpen` nothing else knows what is in it.
package struct OpenDocument: Sendable {
  /// As the client wrote it.
  package let uri: LSP.DocumentURI
  package let languageID: String
  package internal(set) var version: Int
  package internal(set) var text: SourceText
  /// The client sent a change that cannot be right, so the text may differ from the client's. Positions in it are good
  /// enough to read by; edits computed from them could damage the document and are withheld.
  package internal(set) var isSuspect = false
}

/// The open documents by the file they stand for, whichever way the client writes the URI.
package struct OpenDocuments: Sendable {
  private var documents: [DocumentKey: OpenDocument] = [:]

  package init() {}

  package var count: Int { documents.count }

  package var all: some Collection<OpenDocument> { documents.values }

  /// The documents with what they stand for, which costs less than to find that out again.
  var byKey: [DocumentKey: OpenDocument] { documents }

  package subscript(uri: LSP.DocumentURI) -> OpenDocument? { documents[DocumentKey(uri)] }

  package subscript(key: DocumentKey) -> OpenDocument? { documents[key] }

  /// A document that is open already is replaced. Says what was odd, if anything.
  mutating func open(_ item: LSP.TextDocumentItem) -> String? {
    let document = OpenDocument(
      uri: item.uri,
      languageID: item.languageID,
      version: item.version,
      text: SourceText(item.text)
    )
    let previous = documents.updateValue(document, forKey: DocumentKey(item.uri))
    return previous == nil ? nil : "\(item.uri) was opened twice"
  }

  /// Applies the changes in their order, each to what the one before left. Says what was odd, if anything.
  mutating func change(_ params: LSP.DidChangeTextDocumentParams, in encoding: PositionEncoding) -> String? {
    let key = DocumentKey(params.textDocument.uri)
    guard let index = documents.index(forKey: key) else {
      return "a change of \(params.textDocument.uri), which is not open"
    }
    return documents.values[index].apply(params, in: encoding)
  }

  /// Takes what was saved for the text of a document whose text is not certain; says whether that is another one.
  mutating func save(_ params: LSP.DidSaveTextDocumentParams) -> Bool {
    guard let index = documents.index(forKey: DocumentKey(params.textDocument.uri)), let saved = params.text,
      documents.values[index].isSuspect
    else { return false }
    let text = SourceText(saved)
    let isOther = text.bytes != documents.values[index].text.bytes
    documents.values[index].text = text
    documents.values[index].isSuspect = false
    return isOther
  }

  /// Says what was odd, if anything.
  mutating func close(_ document: LSP.TextDocumentIdentifier) -> String? {
    guard documents.removeValue(forKey: DocumentKey(document.uri)) != nil else {
      return "\(document.uri) was closed and is not open"
    }
    return nil
  }
}

extension OpenDocument {
  fileprivate mutating func apply(
    _ params: LSP.DidChangeTextDocumentParams,
    in encoding: PositionEncoding
  ) -> String? {
    let wasSuspect = isSuspect
    var oddity: String?
    if let version = params.version {
      if version < self.version { oddity = "version \(version) follows version \(self.version)" }
      self.version = version
    }
    if oddity != nil { isSuspect = true }
    for change in params.contentChanges {
      guard let change else {
        isSuspect = true
        oddity = "a change that cannot be read"
        continue
      }
      guard let range = change.range else {
        text = SourceText(change.text)
        isSuspect = false
        continue
      }
      let (bytes, isExact) = text.range(of: range, in: encoding)
      if !isExact {
        isSuspect = true
        oddity = "a change at \(range.start.line):\(range.start.character), which is not in the document"
      }
      text = text.replacing(bytes, with: change.text.utf8)
    }
    guard isSuspect, !wasSuspect, let oddity else { return nil }
    return "\(uri) may differ from the editor's text until it is saved or opened anew: \(oddity)"
  }
}

extension SourceText {
  /// The bytes that an edit's range means, clamped to the text; inexact when the client cannot have seen such a range.
  fileprivate func range(of range: LSP.Range, in encoding: PositionEncoding) -> (ByteRange, isExact: Bool) {
    let (start, startIsExact) = offset(of: range.start, in: encoding)
    let (end, endIsExact) = offset(of: range.end, in: encoding)
    return (ByteRange(min(start, end), max(start, end)), startIsExact && endIsExact && start <= end)
  }

  /// A column beyond the line's end means that end, and so does the line after the last one at column zero: clients name
  /// the whole document so. A column inside a character has no meaning in the protocol.
  private func offset(of position: LSP.Position, in encoding: PositionEncoding) -> (Int, isExact: Bool) {
    let wanted = LineColumn(line: position.line, column: position.character)
    let offset = offset(of: wanted, in: encoding)
    guard position.line >= 0, position.character >= 0 else { return (offset, false) }
    guard position.line < lines.count else {
      return (offset, position.line == lines.count && position.character == 0)
    }
    let found = self.position(of: offset, in: encoding)
    let isAtEndOfLine = offset == lineContent(position.line).upperBound
    return (offset, found == wanted || isAtEndOfLine)
  }
}
