package import Glossary
package import MarkdownSyntax
package import SourceText
package import YAMLDocument

/// The site generators that Glossa knows.
package enum SiteKind: String, Sendable, CaseIterable {
  case plain, mkdocs, jekyll
}

/// What a file is to the site.
package enum PageRole: Sendable, Hashable {
  case page
  /// A blog post: prose that may use terms, and never defines any.
  case post
  /// Text that other pages include, no page of its own.
  case include
  /// Not part of the site.
  case outside
}

/// How a site's generator finds definitions and names anchors. Pure: files reach a profile as values.
package protocol SiteProfile: Sendable {
  var kind: SiteKind { get }

  /// The folder of the site, relative to the workspace; empty for the workspace itself.
  var siteFolder: String { get }

  /// How the generator reads Markdown.
  var dialect: MarkdownDialect { get }

  var labelMatching: LabelMatching { get }

  /// Whether of two definitions of one label the later one counts.
  var laterDefinitionWins: Bool { get }

  /// Whether a reference can only link through a definition, so that entries alone never make a link.
  var linksOnlyThroughDefinitions: Bool { get }

  /// The files whose text follows every page's.
  var appendedFiles: [AppendedFile] { get }

  /// The files that the generator's configuration names, in the order of its text.
  func configuredPaths(in text: SourceText) -> [ConfiguredPath]

  /// Whether `[Heading Text][]` and `[x][heading-id]` find headings without a definition.
  var resolvesHeadings: Bool { get }

  func role(of path: String) -> PageRole

  /// The files whose text a page includes, in its order.
  func inclusions(on page: ParsedPage, at path: String) -> [Inclusion]

  /// The ids of a page's headings, one for each, as the generator makes them. They depend on the headings alone.
  func anchors(of page: ParsedPage) -> [String]

  /// Where a link leads.
  ///
  /// - Parameters:
  ///   - destination: as written, without angle brackets.
  ///   - place: the page that shows the link.
  func target(of destination: String, on place: PagePlace) -> LinkTarget

  /// The path of the published page within the site, such as `/glossary/l.html`; nil where nothing is published or
  /// no link is ever written that way.
  func url(of path: String, frontMatter: YAMLNode?) -> String?

  /// How a definition names a page where pages of some folders show it; nil where the path from their folder does.
  func destination(of path: String, shownIn folders: Set<String>) -> String?
}

extension SiteProfile {
  package var siteFolder: String { "" }
  package var appendedFiles: [AppendedFile] { [] }
  package func configuredPaths(in text: SourceText) -> [ConfiguredPath] { [] }
  package var resolvesHeadings: Bool { false }
  package func url(of path: String, frontMatter: YAMLNode?) -> String? { nil }
  package func destination(of path: String, shownIn folders: Set<String>) -> String? { nil }
}

/// A page as links start from it.
package struct PagePlace: Sendable, Hashable {
  /// Relative to the workspace.
  package var path: String
  /// As ``SiteProfile/url(of:frontMatter:)`` gives it.
  package var url: String?

  package init(path: String, url: String?) {
    self.path = path
    self.url = url
  }
}

/// A file whose text follows every page's.
package struct AppendedFile: Sendable, Hashable {
  /// As the generator's configuration names it.
  package var name: String
  /// The places where the file may be, relative to the workspace, best first; none for what no workspace can hold.
  package var candidates: [String]

  package init(name: String, candidates: [String]) {
    self.name = name
    self.candidates = candidates
  }
}

/// A file that the generator's configuration names.
package struct ConfiguredPath: Sendable, Hashable {
  /// Where the name stands in the configuration, with its quotes if it has any.
  package var range: ByteRange
  /// The places where the file may be, relative to the workspace, best first.
  package var candidates: [String]
}

/// A file whose text becomes part of a page.
package struct Inclusion: Sendable, Hashable {
  /// The places where the file may be, relative to the workspace, best first.
  package var candidates: [String]
  /// The tag or line that includes it.
  package var tag: TemplateTag

  package init(candidates: [String], tag: TemplateTag) {
    self.candidates = candidates
    self.tag = tag
  }
}

/// Where a link leads, as far as its text tells.
package enum LinkTarget: Sendable, Hashable {
  /// Off the site.
  case external
  /// A file of the workspace: the first of the candidates that exists.
  case file(candidates: [String], anchor: String?)
  /// A file of the site's sources, named by its path there or by the end of it.
  case source(String, anchor: String?)
  /// A published page's path within the site.
  case url(String, anchor: String?)
  case samePage(anchor: String?)
  /// What only a build of the site would know.
  case unknown
}
