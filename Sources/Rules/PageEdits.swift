import SourceText
package import Workspace

extension WorkspaceSnapshot {
  /// The texts that edits make of pages, in the order of the paths; nil where two edits of a page overlap, where one
  /// leaves its page, or where there is no such page.
  ///
  /// - Parameter edits: several may be of one page; all refer to its present text.
  package func rewrites(applying edits: [PageEdit]) -> [FileRewrite]? {
    var byPage: [String: [TextEdit]] = [:]
    for edit in edits { byPage[edit.page, default: []] += edit.edits }
    var rewrites: [FileRewrite] = []
    for (path, edits) in byPage.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      guard let old = page(at: path)?.text, let new = old.applying(edits) else { return nil }
      if new != old { rewrites.append(FileRewrite(path: path, old: old, new: new)) }
    }
    return rewrites
  }
}
