package import YAMLDocument

/// What `mkdocs.yml` says about pages, definitions and anchors. Paths are as written: relative to the file's folder.
package struct MkDocsConfiguration: Sendable, Hashable {
  /// The folder of the pages.
  package var docsDirectory = "docs"
  /// The address of the published site, ending in `/`; nil when the file does not say.
  package var siteURL: String?
  /// True when `a.md` is published as `a/`, false when as `a.html`.
  package var usesDirectoryURLs = true
  /// Lines as in `.gitignore`, relative to the pages' folder, that name what is not published. MkDocs's own come first.
  package var excludedDocs = [".*", "/templates/"]
  package var themeName: String?

  package var extensions: Set<MarkdownExtension> = [.toc, .tables, .fencedCode]
  /// The words that may follow `///`, in lower case: `note`, `details`, `tab`, ….
  package var blockTypes: Set<String> = []
  /// Definition tables and other shared text; nil without `pymdownx.snippets`.
  package var snippets: SnippetSettings?
  /// What arithmatex takes for math; nil without it.
  package var math: MathSettings?
  package var slugs = SlugSettings()

  /// The names of all plugins, as written.
  package var plugins: Set<String> = ["search"]
  /// Blogs of the material theme.
  package var blogs: [BlogSettings] = []
  /// Globs of the exclude plugin, relative to the pages' folder.
  package var excludedGlobs: [String] = []

  /// Settings of a type that MkDocs would refuse. The default is used in their place.
  package var problems: [ConfigurationProblem] = []

  package init() {}

  /// Reads a file's value; `INHERIT` must have been resolved before (see `YAMLNode.inheriting`).
  package init(_ root: YAMLNode) {
    guard root.pairs != nil else {
      problems.append(ConfigurationProblem("mkdocs.yml must hold settings, not \(root.description)", at: root))
      return
    }
    docsDirectory = string("docs_dir", in: root) ?? docsDirectory
    siteURL = string("site_url", in: root).flatMap { $0.isEmpty ? nil : $0.hasSuffix("/") ? $0 : $0 + "/" }
    usesDirectoryURLs = bool("use_directory_urls", in: root) ?? usesDirectoryURLs
    let exclusions = string("exclude_docs", in: root) ?? ""
    excludedDocs += exclusions.split(whereSeparator: \.isNewline).map(String.init)
    if let node = root["exclude_docs"] {
      let faults = IgnorePatterns(excludedDocs).problems
      problems += faults.map { ConfigurationProblem("exclude_docs has a line that is no pattern: \($0)", at: node) }
    }
    themeName = root["theme"]?.string ?? root["theme"]?["name"]?.setting?.string
    readExtensions(root["markdown_extensions"]?.setting)
    readPlugins(root["plugins"]?.setting)
  }

  /// The path part of the site's address, which site-absolute links begin with: `/` or `/docs/`.
  package var basePath: String {
    guard let siteURL, let scheme = siteURL.firstRange(of: "://") else { return "/" }
    let rest = siteURL[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
    guard let slash = rest.firstIndex(of: "/") else { return "/" }
    return String(rest[slash...])
  }

  /// True when `[Heading Text][]` and `[x][heading-id]` resolve by heading.
  package var hasAutorefs: Bool { plugins.contains("autorefs") || plugins.contains("mkdocstrings") }
}

package struct SnippetSettings: Sendable, Hashable {
  /// Folders and files that snippets are looked for in, in order.
  package var basePaths = ["."]
  /// True when the folder of the including page is also searched (`!relative`).
  package var searchesPageFolder = false
  /// Snippets that are appended to every page.
  package var autoAppend: [String] = []
  /// True when a missing snippet stops the build.
  package var checksPaths = false

  package init() {}
}

package struct MathSettings: Sendable, Hashable {
  /// `$` opens math only where no blank follows it.
  package var smartDollar = true
  /// Of `dollar` (`$x$`) and `round` (`\(x\)`).
  package var inlineSyntax: Set<String> = ["dollar", "round"]
  /// Of `dollar` (`$$x$$`), `square` (`\[x\]`) and `begin` (`\begin{x}`).
  package var blockSyntax: Set<String> = ["dollar", "square", "begin"]

  package init() {}
}

package struct BlogSettings: Sendable, Hashable {
  /// Relative to the pages' folder.
  package var directory: String
  package var postDirectory: String

  package init(directory: String = "blog", postDirectory: String = "blog/posts") {
    self.directory = directory
    self.postDirectory = postDirectory
  }
}

/// How the toc extension makes a heading's id.
package struct SlugSettings: Sendable, Hashable {
  package enum Function: Sendable, Hashable {
    /// `markdown.extensions.toc.slugify`: ASCII only.
    case ascii
    /// `markdown.extensions.toc.slugify_unicode`.
    case unicode
    /// `pymdownx.slugs.slugify`.
    case pymdownx(letterCase: LetterCase, percentEncode: Bool, normalization: Normalization)
    /// A function that nobody can know without running it; ids are guessed.
    case unknown(String)
  }

  package enum LetterCase: String, Sendable { case none, lower, lowerASCII = "lower-ascii", fold }
  package enum Normalization: String, Sendable { case nfc = "NFC", nfd = "NFD", nfkc = "NFKC", nfkd = "NFKD", none }

  package var function = Function.ascii
  package var separator = "-"

  package init() {}
}

/// An extension of Python-Markdown that changes what a page's references, blocks or anchors are.
package enum MarkdownExtension: String, Sendable, CaseIterable {
  case abbreviations = "abbr"
  case admonition
  case arithmatex = "pymdownx.arithmatex"
  case attributeLists = "attr_list"
  case blockAdmonition = "pymdownx.blocks.admonition"
  case blockCaption = "pymdownx.blocks.caption"
  case blockDefinition = "pymdownx.blocks.definition"
  case blockDetails = "pymdownx.blocks.details"
  case blockHTML = "pymdownx.blocks.html"
  case blockTab = "pymdownx.blocks.tab"
  case critic = "pymdownx.critic"
  case definitionLists = "def_list"
  case details = "pymdownx.details"
  case emoji = "pymdownx.emoji"
  case fencedCode = "fenced_code"
  case footnotes
  case magicLink = "pymdownx.magiclink"
  case mark = "pymdownx.mark"
  case markdownInHTML = "md_in_html"
  case meta
  case saneHeaders = "pymdownx.saneheaders"
  case saneLists = "sane_lists"
  case snippets = "pymdownx.snippets"
  case striphtml = "pymdownx.striphtml"
  case superfences = "pymdownx.superfences"
  case tabbed = "pymdownx.tabbed"
  case tables
  case taskLists = "pymdownx.tasklist"
  case tilde = "pymdownx.tilde"
  case toc
  case wikiLinks = "wikilinks"
}
