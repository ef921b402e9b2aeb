import Glossary
import MarkdownSyntax

/// Puts together what an entry is called: its titles, its aliases, and the labels that definitions give it.
enum EntryNames {
  /// The names of an entry, or of a page as a whole; `labels` are those of the definitions that lead to it.
  static func names(
    of entry: Int?,
    on page: Page,
    labels: [String],
    configuration: Configuration
  ) -> [EntryName] {
    guard let entry else {
      return (pageNames(page) + labels).map { EntryName(name: $0, tier: 1) }
    }
    let found = page.entries.entries[entry]
    var titles = [found.title]
    if found.headings.count > 1 { titles = found.headings.map { page.parsed.headings[$0].title } }
    let configured = configuration.aliases.isEmpty ? [] : configuration.aliases[LabelKey(found.title)] ?? []
    return NameDerivation.derive(
      titles: titles,
      aliases: found.aliases + configured + labels,
      kindWords: configuration.kindWords
    )
  }

  /// A page is called by its top heading.
  private static func pageNames(_ page: Page) -> [String] {
    guard let heading = page.entries.pageHeading else { return [] }
    return [page.parsed.headings[heading].title]
  }
}
