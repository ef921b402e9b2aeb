import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Finds entries that do not stand where the page's own order would have them.
package enum EntryOrder: Rule {
  package static let description = RuleDescription(
    id: "entry-order",
    summary: "Entries of a page that are not in order.",
    documentation: #"""
      The other entries of this page stand in alphabetical order and this one does not. Readers skim a
      glossary by its order and stop where the word ought to have been; authors do too, and then write the
      entry again. Move it to its place; the fix sorts the page and leaves the entries' texts untouched.

      Before:

      ```markdown
      ## Clew

      The lower corner of a sail.

      ## Cleat

      A fitting that holds a line.
      ```

      After:

      ```markdown
      ## Cleat

      A fitting that holds a line.

      ## Clew

      The lower corner of a sail.
      ```
      """#,
    defaultLevel: .hint,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage, let order = order(of: context.page, context.titles.order)
    else { return [] }
    let entries = context.page.entries.entries
    return order.misplaced.map { index in
      let entry = entries[index]
      let successor = order.successor(of: entry.title).map { entries[$0] }
      let place = successor.map { "before \(Words.title($0.title))" } ?? "at the end"
      return context.problem(
        description,
        at: entry.titleRange,
        "\(Words.title(entry.title)) is not in alphabetical order; it belongs \(place)",
        subject: entry.title,
        related: successor.map {
          [RelatedPlace(page: context.page.path, range: $0.titleRange, message: "The entry that ought to follow")]
        } ?? []
      )
    }
  }

  /// How the entries of a page are sorted; nil where so many are out of order that another order is meant.
  static func order(of page: Page) -> AlphabeticalOrder? {
    order(of: page, AlphabeticalOrder(of: page.entries.entries.map(\.title)))
  }

  private static func order(of page: Page, _ order: AlphabeticalOrder) -> AlphabeticalOrder? {
    let count = page.entries.entries.count
    let kept = count - order.misplaced.count
    return kept >= 3 && order.misplaced.count * 3 <= count ? order : nil
  }
}
