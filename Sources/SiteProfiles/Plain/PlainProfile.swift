package import Glossary
package import MarkdownSyntax

/// A folder of Markdown without a generator, as code hosts show it.
package struct PlainProfile: SiteProfile {
  package let kind = SiteKind.plain
  package let labelMatching = LabelMatching.commonMark
  package let laterDefinitionWins = false
  package let linksOnlyThroughDefinitions = false
  package let dialect: MarkdownDialect

  package init() {
    var dialect = MarkdownDialect(references: .commonMark)
    dialect.hasFrontMatter = true
    dialect.liquid = .withinLine
    dialect.hasSnippets = true
    dialect.hasAttributeLists = true
    dialect.hasBlockMarkers = true
    dialect.hasIndentedContainers = true
    dialect.hasInlineMath = true
    dialect.hasBlockMath = true
    dialect.hasFootnotes = true
    dialect.hasAbbreviations = true
    dialect.hasCitations = true
    dialect.hasTaskBoxes = true
    self.dialect = dialect
  }

  package func role(of path: String) -> PageRole {
    guard path.isMarkdownPath else { return .outside }
    return PostPaths.isPost(path) ? .post : .page
  }

  package func inclusions(on page: ParsedPage, at path: String) -> [Inclusion] { [] }

  package func anchors(of page: ParsedPage) -> [String] { GitHubSlug.anchors(of: page) }

  package func target(of destination: String, on place: PagePlace) -> LinkTarget {
    if LinkText.isTemplated(destination) { return .unknown }
    if LinkText.isExternal(destination) { return .external }
    let link = LinkText(destination)
    if link.path.isEmpty { return .samePage(anchor: link.anchor) }
    let isAbsolute = link.path.hasPrefix("/")
    let folder = isAbsolute ? "" : WorkspacePath.folder(of: place.path)
    let path = isAbsolute ? String(link.path.drop { $0 == "/" }) : link.path
    guard let resolved = WorkspacePath.resolved(path, in: folder) else { return .unknown }
    var candidates = [resolved]
    if !resolved.isMarkdownPath {
      let stem = resolved.hasSuffix(".html") ? resolved.withoutExtension : resolved
      candidates += [
        stem + ".md", (stem.isEmpty ? "" : stem + "/") + "index.md", (stem.isEmpty ? "" : stem + "/") + "README.md",
      ]
    }
    return .file(candidates: candidates, anchor: link.anchor)
  }
}
