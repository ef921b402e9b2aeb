import Features
package import LanguageServerProtocol
package import Rules
import SiteProfiles
package import SourceText
package import Workspace

/// A workspace at one moment, with the names by which the client knows its files.
package struct WorkspaceView: Sendable {
  package let snapshot: WorkspaceSnapshot
  package private(set) var usage: WorkspaceUsage
  let completionIndex: CompletionIndexCache
  let referenceIndex: ReferenceIndexCache
  /// Whether problems of its pages are told.
  let isChecked: Bool
  /// Changes when pages may have to be looked at again although they did not change.
  let outwardRevision: Int
  private let root: Root
  private let documents: OpenDocuments
  private let encoding: PositionEncoding

  private enum Root: Sendable {
    case folder(WorkspaceFolder)
    /// A single document.
    case document(LSP.DocumentURI)
  }

  init?(_ folder: WorkspaceFolder, documents: OpenDocuments, encoding: PositionEncoding) {
    guard let index = folder.index, let usage = folder.usage else { return nil }
    snapshot = index.snapshot
    self.usage = usage
    completionIndex = folder.completionIndex
    referenceIndex = folder.referenceIndex
    isChecked = folder.isUnderstood
    outwardRevision = folder.outwardRevision
    root = .folder(folder)
    self.documents = documents
    self.encoding = encoding
  }

  init(_ page: SinglePage, uri: LSP.DocumentURI, documents: OpenDocuments, encoding: PositionEncoding) {
    snapshot = page.index.snapshot
    usage = page.usage
    completionIndex = page.completionIndex
    referenceIndex = page.referenceIndex
    isChecked = page.isChecked
    outwardRevision = 0
    root = .document(uri)
    self.documents = documents
    self.encoding = encoding
  }

  /// The same with what was worked out anew about the same snapshot.
  func with(_ usage: WorkspaceUsage) -> WorkspaceView {
    var view = self
    view.usage = usage
    return view
  }

  // MARK: Documents

  /// The open document of a page; nil where the page is as on the disk.
  package func document(at path: String) -> OpenDocument? {
    switch root {
    case .folder(let folder): folder.document(at: path, among: documents)
    case .document(let uri): documents[uri]
    }
  }

  /// The URI of a file of the workspace, in the client's own form where it has one.
  package func uri(of path: String) -> LSP.DocumentURI {
    if let document = document(at: path) { return document.uri }
    switch root {
    case .folder(let folder): return folder.uri + "/" + FileURI.escaped(path)
    case .document(let uri): return uri
    }
  }

  /// The URI of the folder, or of the only document.
  var rootURI: LSP.DocumentURI {
    switch root {
    case .folder(let folder): folder.uri
    case .document(let uri): uri
    }
  }

  /// Whether what is wrong with a page is told here, and not in a folder of the client's within this one.
  package func owns(_ path: String) -> Bool {
    if case .folder(let folder) = root { folder.owns(path) } else { true }
  }

  // MARK: Positions

  package func range(_ range: ByteRange, on page: Page) -> LSP.Range { page.text.lspRange(of: range, in: encoding) }

  package func location(_ range: ByteRange, on page: PageID) -> LSP.Location? {
    guard let page = snapshot[page] else { return nil }
    return LSP.Location(uri: uri(of: page.path), range: self.range(range, on: page))
  }
}

/// The page of a document as a request sees it.
package struct DocumentPage: Sendable {
  package let page: Page
  package let workspace: WorkspaceView
  /// Nil where the document is not open.
  package let document: OpenDocument?
}

extension Folders {
  /// The page of a document, open or not; nil where it is no page of anything.
  func page(of uri: LSP.DocumentURI, documents: OpenDocuments, encoding: PositionEncoding) -> DocumentPage? {
    let key = DocumentKey(uri)
    if let single = singlePage(key), let page = single.page {
      let workspace = WorkspaceView(single, uri: uri, documents: documents, encoding: encoding)
      return DocumentPage(page: page, workspace: workspace, document: documents[uri])
    }
    guard let place = locate(key), let folder = self[id: place.folder],
      let workspace = WorkspaceView(folder, documents: documents, encoding: encoding),
      let page = workspace.snapshot.page(at: place.path)
    else { return nil }
    return DocumentPage(page: page, workspace: workspace, document: documents[uri])
  }
}
