package import Glossary
package import MarkdownSyntax
import SourceText
package import YAMLDocument

/// A site that Jekyll makes: Liquid, kramdown, and tables of definitions that pages include.
package struct JekyllProfile: SiteProfile {
  package let kind = SiteKind.jekyll
  package let labelMatching = LabelMatching.kramdown
  package let laterDefinitionWins = true
  package let linksOnlyThroughDefinitions = true
  package let siteFolder: String
  package let dialect: MarkdownDialect
  package let configuration: JekyllConfiguration

  /// The site's sources, relative to the workspace.
  private let sourceFolder: String
  private let included: JekyllNamePatterns
  private let excluded: JekyllNamePatterns

  /// - Parameter siteFolder: the folder of `_config.yml`, relative to the workspace.
  package init(_ configuration: JekyllConfiguration, siteFolder: String) {
    self.configuration = configuration
    self.siteFolder = siteFolder
    sourceFolder = WorkspacePath.resolved(configuration.source, in: siteFolder) ?? siteFolder
    included = JekyllNamePatterns(configuration.include)
    excluded = JekyllNamePatterns(configuration.exclude.filter { !configuration.include.contains($0) })
    var dialect = MarkdownDialect(references: .kramdown)
    dialect.fences = .kramdown
    dialect.htmlBlocks = .untilClosingTag
    dialect.hasFrontMatter = true
    dialect.liquid = .full
    dialect.hasAttributeLists = true
    dialect.hasBlockMath = true
    dialect.hasFootnotes = true
    dialect.hasAbbreviations = true
    dialect.hasDefinitionLists = true
    dialect.hasMarkdownInHTML = true
    dialect.treatsUnclosedFenceAsText = true
    dialect.hasCitations = true
    dialect.hasTaskBoxes = configuration.kramdown.input == "GFM"
    self.dialect = dialect
  }

  package func role(of path: String) -> PageRole {
    guard let below = path.relative(to: sourceFolder) else { return .outside }
    let parts = below.split(separator: "/")
    if String(below).relative(to: configuration.includesDirectory) != nil { return .include }
    guard path.isMarkdownPath, isRead(parts) else { return .outside }
    return parts.contains("_posts") || parts.contains("_drafts") ? .post : .page
  }

  /// Whether neither a file nor a folder on its way is left out, by `exclude` or by the first letter of its name.
  private func isRead(_ parts: [Substring]) -> Bool {
    var path = ""
    for (index, name) in parts.enumerated() {
      path += path.isEmpty ? String(name) : "/" + name
      if included.match(String(name)) || included.match(path) { continue }
      if excluded.match(path) { return false }
      guard let first = name.first, "._#~".contains(first) else { continue }
      let isReadByName =
        name == "_posts" || name == "_drafts" || configuration.collections.contains { $0.directory == name }
      if !isReadByName || index == parts.count - 1 { return false }
    }
    return true
  }

  package func inclusions(on page: ParsedPage, at path: String) -> [Inclusion] {
    page.tags.compactMap { tag in
      guard tag.name == "include" || tag.name == "include_cached" || tag.name == "include_relative" else { return nil }
      let name = page.text[tag.argument].prefix { !$0.isWhitespace }
      guard !name.isEmpty, !name.contains("{{") else { return nil }
      let isRelative = tag.name == "include_relative"
      let folder = isRelative ? WorkspacePath.folder(of: path) : configuration.includesDirectory.below(sourceFolder)
      let candidate = WorkspacePath.resolved(String(name), in: folder)
      return Inclusion(candidates: candidate.map { [$0] } ?? [], tag: tag)
    }
  }

  package func anchors(of page: ParsedPage) -> [String] {
    KramdownIdentifier.anchors(of: page, settings: configuration.kramdown)
  }

  package func target(of destination: String, on place: PagePlace) -> LinkTarget {
    switch JekyllLink.expand(destination, configuration: configuration) {
    case .unknown: return .unknown
    case .source(let path, let anchor):
      guard let normal = WorkspacePath.normalized(String(path.drop { $0 == "/" })) else { return .unknown }
      return .source(normal.below(sourceFolder), anchor: anchor)
    case .post(let name, let anchor):
      let names = [".md", ".markdown"].map { "_posts/" + name + $0 }
      return .file(candidates: names.map { $0.below(sourceFolder) }, anchor: anchor)
    case .text(let text):
      return target(ofText: text, on: place)
    }
  }

  /// The tag writes the page's address, from wherever the page is shown.
  package func destination(of path: String, shownIn folders: Set<String>) -> String? {
    path.relative(to: sourceFolder).map { "{% link \($0) %}" }
  }

  private func target(ofText text: String, on place: PagePlace) -> LinkTarget {
    if LinkText.isExternal(text) { return .external }
    var link = LinkText(text)
    if link.path.isEmpty { return .samePage(anchor: link.anchor) }
    let isAbsolute = link.path.hasPrefix("/")
    let base = configuration.baseURL
    if isAbsolute, !base.isEmpty, link.path.hasPrefix(base + "/") {
      link.path = String(link.path.dropFirst(base.count))
    }
    if link.path.isMarkdownPath || !isAbsolute && place.url == nil {
      let folder = isAbsolute ? sourceFolder : WorkspacePath.folder(of: place.path)
      let path = WorkspacePath.resolved(String(link.path.drop { $0 == "/" }), in: folder)
      return path.map { .file(candidates: [$0], anchor: link.anchor) } ?? .unknown
    }
    let folder = isAbsolute ? "" : Self.folder(ofURL: place.url ?? "/")
    guard let path = WorkspacePath.resolved(String(link.path.drop { $0 == "/" }), in: folder) else { return .unknown }
    return .url("/" + path + (link.path.hasSuffix("/") && !path.isEmpty ? "/" : ""), anchor: link.anchor)
  }

  private static func folder(ofURL url: String) -> String {
    String((url.lastIndex(of: "/").map { url[..<$0] } ?? "").drop { $0 == "/" })
  }

  package func url(of path: String, frontMatter: YAMLNode?) -> String? {
    guard let below = path.relative(to: sourceFolder) else { return nil }
    if let permalink = frontMatter?["permalink"]?.string, !permalink.contains(":") {
      return permalink.hasPrefix("/") ? permalink : "/" + permalink
    }
    guard path.isMarkdownPath, role(of: path) == .page else { return nil }
    let stem = String(below).withoutExtension
    if WorkspacePath.name(of: stem) == "index" { return "/" + String(stem.dropLast(5)) }
    return configuration.permalink.hasSuffix("/") ? "/" + stem + "/" : "/" + stem + ".html"
  }
}
