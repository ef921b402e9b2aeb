package import Glossary
package import MarkdownSyntax
import SourceText

/// A site that MkDocs makes: Python-Markdown, and tables of definitions that pymdownx.snippets adds to every page.
package struct MkDocsProfile: SiteProfile {
  package let kind = SiteKind.mkdocs
  package let labelMatching = LabelMatching.pythonMarkdown
  package let laterDefinitionWins = true
  package let linksOnlyThroughDefinitions = true
  package let siteFolder: String
  package let dialect: MarkdownDialect
  package let configuration: MkDocsConfiguration

  /// Relative to the workspace.
  private let docsFolder: String
  /// What is not published, relative to the pages' folder.
  private let excluded: IgnorePatterns
  private let excludedNames: [Glob]

  /// - Parameter siteFolder: the folder of `mkdocs.yml`, relative to the workspace.
  package init(_ configuration: MkDocsConfiguration, siteFolder: String) {
    self.configuration = configuration
    self.siteFolder = siteFolder
    dialect = Self.dialect(for: configuration)
    docsFolder = WorkspacePath.resolved(configuration.docsDirectory, in: siteFolder) ?? siteFolder
    excluded = IgnorePatterns(configuration.excludedDocs)
    excludedNames = configuration.excludedGlobs.compactMap { try? Glob($0, style: .nameMatch) }
  }

  private static func dialect(for configuration: MkDocsConfiguration) -> MarkdownDialect {
    let extensions = configuration.extensions
    var dialect = MarkdownDialect(references: .pythonMarkdown)
    dialect.fences = extensions.contains(.superfences) ? .superfences : .fencedCode
    dialect.htmlBlocks = .untilClosingTag
    dialect.hasFrontMatter = true
    dialect.liquid = .withinLine
    dialect.hasSnippets = configuration.snippets != nil
    dialect.hasAttributeLists = extensions.contains(.attributeLists)
    dialect.hasBlockMarkers = !configuration.blockTypes.isEmpty
    dialect.hasIndentedContainers = !extensions.isDisjoint(with: [.admonition, .details, .tabbed])
    dialect.hasInlineMath = configuration.math != nil
    dialect.hasBlockMath = configuration.math != nil
    dialect.hasFootnotes = extensions.contains(.footnotes)
    dialect.hasAbbreviations = extensions.contains(.abbreviations)
    dialect.hasDefinitionLists = extensions.contains(.definitionLists)
    dialect.hasMarkdownInHTML = extensions.contains(.markdownInHTML)
    dialect.treatsUnclosedFenceAsText = true
    dialect.hasCitations = true
    dialect.leavesUndefinedToPlugins = configuration.hasAutorefs
    dialect.hasTaskBoxes = extensions.contains(.taskLists)
    return dialect
  }

  package var resolvesHeadings: Bool { configuration.hasAutorefs }

  package var appendedFiles: [AppendedFile] {
    (configuration.snippets?.autoAppend ?? []).map { AppendedFile(name: $0, candidates: candidates(ofAppended: $0)) }
  }

  func candidates(ofAppended name: String) -> [String] {
    isRemote(name) ? [] : candidates(for: name, on: nil)
  }

  /// Whether a file lies in the folder of the pages.
  package func hasInDocs(_ path: String) -> Bool { path.relative(to: docsFolder) != nil }

  /// The file of a page that the navigation names.
  func source(ofNavigation name: String) -> String? { WorkspacePath.resolved(name, in: docsFolder) }

  package func role(of path: String) -> PageRole {
    if let below = path.relative(to: docsFolder).map(String.init), path.isMarkdownPath, !isExcluded(below) {
      let isPost = configuration.blogs.contains { below.relative(to: $0.postDirectory) != nil }
      return isPost || PostPaths.isPost(below) ? .post : .page
    }
    let isInclude = snippetFolders.contains { !$0.isEmpty && $0 != siteFolder && path.relative(to: $0) != nil }
    return isInclude ? .include : .outside
  }

  private func isExcluded(_ below: String) -> Bool {
    excluded.excludes(below) || excludedNames.match(below)
  }

  private var snippetFolders: [String] {
    (configuration.snippets?.basePaths ?? []).compactMap { WorkspacePath.resolved($0, in: siteFolder) }
  }

  package func inclusions(on page: ParsedPage, at path: String) -> [Inclusion] {
    page.tags.filter { $0.name == "snippet" }.compactMap { tag in
      let name = page.text[tag.argument]
      if isRemote(name) { return nil }
      return Inclusion(candidates: candidates(for: name, on: path), tag: tag)
    }
  }

  private func isRemote(_ name: String) -> Bool { LinkText.isExternal(name) && name.contains("//") }

  /// A snippet's name may end with lines or a section: `file.md:3:5`, `file.md:intro`.
  private func candidates(for name: String, on page: String?) -> [String] {
    let file = String(name.prefix { $0 != ":" })
    var folders = snippetFolders
    if let page, configuration.snippets?.searchesPageFolder == true { folders.append(WorkspacePath.folder(of: page)) }
    return folders.compactMap { WorkspacePath.resolved(file, in: $0) }
  }

  package func anchors(of page: ParsedPage) -> [String] {
    PythonMarkdownSlug.anchors(
      of: page,
      settings: configuration.slugs,
      hasEmoji: configuration.extensions.contains(.emoji)
    )
  }

  package func target(of destination: String, on place: PagePlace) -> LinkTarget {
    if LinkText.isTemplated(destination) { return .unknown }
    if LinkText.isExternal(destination) { return .external }
    var link = LinkText(destination)
    if link.path.isEmpty { return .samePage(anchor: link.anchor) }
    if link.path.utf8.first == UInt8(ascii: "/") {
      let base = configuration.basePath
      if base != "/", link.path.hasPrefix(base) { link.path = String(link.path.dropFirst(base.count - 1)) }
      let path = String(link.path.drop { $0 == "/" })
      guard let normal = WorkspacePath.normalized(path) else { return .unknown }
      return .file(candidates: sources(ofPublished: normal), anchor: link.anchor)
    }
    var candidates: [String] = []
    if let path = WorkspacePath.resolved(link.path, in: WorkspacePath.folder(of: place.path)) {
      candidates.append(path)
    }
    if !link.path.isMarkdownPath, let published = publishedPath(link.path, on: place.path) {
      candidates += sources(ofPublished: published)
    }
    return candidates.isEmpty ? .unknown : .file(candidates: candidates, anchor: link.anchor)
  }

  /// A link that is no file's is relative to the published page: `docs/glossary/l.md` is `/glossary/l/`.
  private func publishedPath(_ path: String, on page: String) -> String? {
    guard let below = page.relative(to: docsFolder) else { return nil }
    let isIndex = WorkspacePath.name(of: String(below)).lowercased().withoutExtension == "index"
    let folder = WorkspacePath.folder(of: String(below))
    let place = configuration.usesDirectoryURLs && !isIndex ? String(below).withoutExtension : folder
    return WorkspacePath.resolved(path, in: place)
  }

  /// From several folders only the published address leads to a page; MkDocs leaves it as it is.
  package func destination(of path: String, shownIn folders: Set<String>) -> String? {
    guard folders.count > 1, let below = path.relative(to: docsFolder).map(String.init) else { return nil }
    let name = WorkspacePath.name(of: below).lowercased()
    let folder = WorkspacePath.folder(of: below)
    if name == "index.md" || name == "readme.md" {
      return configuration.basePath + (folder.isEmpty ? "" : folder + "/")
    }
    return configuration.basePath + below.withoutExtension + (configuration.usesDirectoryURLs ? "/" : ".html")
  }

  /// The files that may be published at a path below the pages' folder.
  private func sources(ofPublished path: String) -> [String] {
    let stem = path.hasSuffix(".html") ? path.withoutExtension : path
    var candidates = [path]
    if !path.isMarkdownPath {
      candidates += stem.isEmpty ? ["index.md"] : [stem + ".md", stem + "/index.md", stem + "/README.md"]
    }
    return candidates.map { $0.below(docsFolder) }
  }
}
