package import Glossary
import MarkdownSyntax
package import SiteProfiles
import SourceText
package import YAMLDocument

/// The YAML at the top of a page.
package struct FrontMatter: Sendable {
  /// Nil where the page has none, or none that can be read.
  package var node: YAMLNode?
  /// What is wrong with it.
  package var problem: YAMLProblem?

  init(of page: ParsedPage) {
    guard let range = page.frontMatter, !range.isEmpty else { return }
    let document = YAMLDocument(page.text.bytes, range: range.indices)
    node = document.root
    problem = document.problem
  }

  /// What is wrong with it, for those who know no YAML.
  package var fault: ConfigurationProblem? { problem.map { ConfigurationProblem($0) } }

  /// The names that the front matter gives to the page's entry.
  package var names: FrontMatterNames {
    var names = FrontMatterNames()
    if let title = node?["title"], let text = title.string {
      names.title = text
      names.titleRange = ByteRange(title.start.offset, title.endOffset)
    }
    for key in ["aliases", "alias"] {
      guard let value = node?[key] else { continue }
      names.aliases += (value.items ?? [value]).compactMap(\.string)
    }
    return names
  }
}
