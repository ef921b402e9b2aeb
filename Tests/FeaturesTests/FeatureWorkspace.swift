import SourceText
import TestSupport
import Workspace

/// A ``MarkedWorkspace`` that has been read. A text without file lines is one file, `glossary.md`.
struct FeatureWorkspace {
  let marked: MarkedWorkspace
  var index: WorkspaceIndex

  init(_ text: String) {
    marked = MarkedWorkspace(text.hasPrefix("//- ") ? text : "//- glossary.md\n" + text)
    index = marked.load().index
  }

  var snapshot: WorkspaceSnapshot { index.snapshot }

  /// The page with the cursor, else the first one of the text.
  var page: Page? {
    if let cursor = marked.cursor { return snapshot.page(at: cursor.path) }
    return marked.paths.lazy.compactMap { snapshot.page(at: $0) }.first
  }

  /// The cursor's offset on its page.
  var offset: Int { marked.cursor?.offset ?? 0 }

  /// A range as tests show it: `docs/l.md:3:5 text`, line and column (in bytes) from one.
  func show(_ range: ByteRange, on id: PageID) -> String {
    guard let page = snapshot[id] else { return "no page" }
    let place = page.text.position(of: range.lowerBound, in: .utf8)
    let text = page.text[range].split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    return "\(page.path):\(place.line + 1):\(place.column + 1)" + (text.isEmpty ? "" : " " + text)
  }
}
