import MarkdownSyntax
import Workspace

/// Definitions that kramdown makes of list items.
enum ListDefinitions {
  /// Whether a definition is what a list item of a Jekyll site begins with.
  static func contains(_ definition: Int, on page: Page) -> Bool {
    guard page.parsed.dialect.references == .kramdown else { return false }
    let block = page.parsed.definitions[definition].block
    return block > 0 && page.parsed.blocks[block - 1].kind == .listItem
  }
}
