package import YAMLDocument

/// What `_config.yml` says about pages, includes and anchors. Paths are as written: relative to the file's folder.
package struct JekyllConfiguration: Sendable, Hashable {
  /// The folder of the site; includes and collections stand below it.
  package var source = "."
  package var includesDirectory = "_includes"
  package var collectionsDirectory = ""
  /// `posts` is always among them.
  package var collections = [JekyllCollection(name: "posts", isPublished: true)]
  package var url = ""
  /// The path that the site is published below, without a slash at its end: empty, or `/docs`.
  package var baseURL = ""
  /// The pattern of the posts' addresses, with the named styles spelled out.
  package var permalink = permalinkStyles["date"] ?? ""
  /// Patterns of `File.fnmatch`, and prefixes, of what is not published.
  package var exclude = defaultExcludes
  /// The same for names that would be left out because they begin with `.`, `_`, `#` or `~`.
  package var include = [".htaccess"]
  /// Extensions of Markdown files, without dot.
  package var markdownExtensions = ["markdown", "mkdown", "mkdn", "mkd", "md"]
  /// The converter; anything but `kramdown` and `GFM`-like ones makes other anchors.
  package var markdown = "kramdown"
  package var kramdown = KramdownSettings()
  /// Front matter that pages have without writing it, in the order of the file.
  package var defaults: [JekyllDefaults] = []
  package var plugins: Set<String> = []

  /// Settings of a type that Jekyll would refuse. The default is used in their place.
  package var problems: [ConfigurationProblem] = []

  /// All settings, for `{{ site.… }}`.
  private var settings = YAMLNode(.mapping([]))

  package init() {}

  package init(_ root: YAMLNode) {
    guard root.pairs != nil else {
      problems.append(ConfigurationProblem("_config.yml must hold settings, not \(root.description)", at: root))
      return
    }
    settings = root
    source = string("source", in: root) ?? source
    includesDirectory = string("includes_dir", in: root) ?? includesDirectory
    collectionsDirectory = string("collections_dir", in: root) ?? collectionsDirectory
    url = string("url", in: root) ?? url
    let base = string("baseurl", in: root) ?? ""
    baseURL = base.hasSuffix("/") ? String(base.dropLast()) : base
    let style = string("permalink", in: root) ?? "date"
    permalink = permalinkStyles[style] ?? style
    if let named = strings("exclude", in: root) { exclude = named + defaultExcludes.filter { !named.contains($0) } }
    include = strings("include", in: root) ?? include
    if let extensions = string("markdown_ext", in: root) {
      markdownExtensions = extensions.split(separator: ",").map { $0.filter { $0 != " " } }
    }
    markdown = string("markdown", in: root) ?? markdown
    plugins = Set((strings("plugins", in: root) ?? []) + (strings("gems", in: root) ?? []))
    readCollections(root["collections"])
    kramdown = kramdownSettings(root["kramdown"])
    defaults = (root["defaults"]?.items ?? []).compactMap(JekyllDefaults.init)
  }

  /// What `{{ site.a.b }}` prints: empty for what is not set, nil for what only a build knows.
  package func siteValue(_ keys: [String]) -> String? {
    guard let first = keys.first, !keysOfTheBuild.contains(first) else { return nil }
    if first == "source" || first == "destination" || collections.contains(where: { $0.name == first }) { return nil }
    var node = settings
    for key in keys {
      // Liquid prints nothing for what is not set.
      guard let value = node[key] else { return "" }
      node = value
    }
    guard case .scalar = node.content else { return nil }
    return node.string ?? ""
  }
}

package struct JekyllCollection: Sendable, Hashable {
  package var name: String
  /// True when its documents get pages of their own.
  package var isPublished: Bool
  package var permalink: String?

  package init(name: String, isPublished: Bool = false, permalink: String? = nil) {
    self.name = name
    self.isPublished = isPublished
    self.permalink = permalink
  }

  /// The folder's name, below the collections' folder.
  package var directory: String { "_" + name }
}

/// One entry of `defaults`: front matter for all pages below a path.
package struct JekyllDefaults: Sendable, Hashable {
  /// A folder, a file or a pattern; empty for all pages.
  package var path = ""
  /// `pages`, `posts`, `drafts` or a collection's name; nil for all.
  package var type: String?
  package var values: YAMLNode

  fileprivate init?(_ node: YAMLNode) {
    guard let values = node["values"], values.pairs != nil else { return nil }
    self.values = values
    path = node["scope"]?["path"]?.string ?? ""
    type = node["scope"]?["type"]?.string
  }
}

package struct KramdownSettings: Sendable, Hashable {
  /// `GFM` or `kramdown`.
  package var input = "GFM"
  package var generatesIDs = true
  package var idPrefix = ""
  /// True when ids are made of a heading's text without its markup.
  package var stripsIDs = false
  package var transliteratesIDs = false
  package var parsesBlockHTML = false
  package var parsesSpanHTML = true
  /// Link definitions for all pages, in the order of the file.
  package var linkDefinitions: [LinkDefinition] = []

  package init() {}

  package struct LinkDefinition: Sendable, Hashable {
    package var label: String
    package var target: String
    package var start: YAMLPosition
  }
}

extension JekyllConfiguration {
  private mutating func readCollections(_ node: YAMLNode?) {
    guard let node, !node.isNull else { return }
    var named: [JekyllCollection] = []
    if let items = node.items {
      named = items.compactMap { $0.string.map { JekyllCollection(name: $0) } }
    } else if let pairs = node.pairs {
      for pair in pairs {
        guard let name = pair.key.string else { continue }
        let output = bool("output", in: pair.value) ?? false
        let permalink = string("permalink", in: pair.value).map { permalinkStyles[$0] ?? $0 }
        named.append(JekyllCollection(name: name, isPublished: output, permalink: permalink))
      }
    } else {
      problems.append(ConfigurationProblem("collections must be a mapping, not \(node.description)", at: node))
    }
    if let posts = named.firstIndex(where: { $0.name == "posts" }) {
      named[posts].isPublished = true
      collections = named
    } else {
      collections += named
    }
  }

  private mutating func kramdownSettings(_ node: YAMLNode?) -> KramdownSettings {
    var settings = KramdownSettings()
    settings.input = string("input", in: node) ?? settings.input
    settings.generatesIDs = bool("auto_ids", in: node) ?? settings.generatesIDs
    settings.idPrefix = string("auto_id_prefix", in: node) ?? settings.idPrefix
    settings.stripsIDs = bool("auto_id_stripping", in: node) ?? settings.stripsIDs
    settings.transliteratesIDs = bool("transliterated_header_ids", in: node) ?? settings.transliteratesIDs
    settings.parsesBlockHTML = bool("parse_block_html", in: node) ?? settings.parsesBlockHTML
    settings.parsesSpanHTML = bool("parse_span_html", in: node) ?? settings.parsesSpanHTML
    for pair in node?["link_defs"]?.pairs ?? [] {
      guard let label = pair.key.string, let target = pair.value.string ?? pair.value.items?.first?.string else {
        continue
      }
      settings.linkDefinitions.append(.init(label: label, target: target, start: pair.key.start))
    }
    return settings
  }

  private mutating func string(_ key: String, in node: YAMLNode?) -> String? {
    guard let value = node?[key], !value.isNull else { return nil }
    if let string = value.string { return string }
    problems.append(ConfigurationProblem("\(key) must be a text, not \(value.description)", at: value))
    return nil
  }

  private mutating func bool(_ key: String, in node: YAMLNode?) -> Bool? {
    guard let value = node?[key], !value.isNull else { return nil }
    if let bool = value.bool { return bool }
    problems.append(ConfigurationProblem("\(key) must be true or false, not \(value.description)", at: value))
    return nil
  }

  private mutating func strings(_ key: String, in node: YAMLNode?) -> [String]? {
    guard let value = node?[key], !value.isNull else { return nil }
    if let items = value.items { return items.compactMap(\.string) }
    problems.append(ConfigurationProblem("\(key) must be a list of texts, not \(value.description)", at: value))
    return nil
  }
}

private let permalinkStyles = [
  "none": "/:categories/:title:output_ext",
  "date": "/:categories/:year/:month/:day/:title:output_ext",
  "ordinal": "/:categories/:year/:y_day/:title:output_ext",
  "pretty": "/:categories/:year/:month/:day/:title/",
  "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
]

private let defaultExcludes = [
  ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle/",
  "vendor/cache/", "vendor/gems/", "vendor/ruby/",
]

/// Names below `site` whose values do not come from the configuration.
private let keysOfTheBuild: Set<String> = [
  "time", "pages", "posts", "related_posts", "static_files", "html_pages", "html_files", "collections", "data",
  "documents", "categories", "tags", "github",
]
