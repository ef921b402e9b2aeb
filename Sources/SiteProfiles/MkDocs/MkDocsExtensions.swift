internal import YAMLDocument

extension MkDocsConfiguration {
  /// `markdown_extensions`: a list of names and of mappings from a name to options, or one mapping.
  mutating func readExtensions(_ node: YAMLNode?) {
    for (name, options) in named(node, "markdown_extensions") {
      switch name {
      case "extra":
        extensions.formUnion([.abbreviations, .attributeLists, .definitionLists, .fencedCode, .footnotes])
        extensions.formUnion([.markdownInHTML, .tables])
      case "pymdownx.extra":
        extensions.formUnion([.abbreviations, .attributeLists, .definitionLists, .superfences, .footnotes])
        extensions.formUnion([.markdownInHTML, .tables])
      default:
        guard let known = MarkdownExtension(rawValue: name) else { continue }
        extensions.insert(known)
        readOptions(of: known, options)
      }
    }
  }

  private mutating func readOptions(of markdownExtension: MarkdownExtension, _ options: YAMLNode?) {
    switch markdownExtension {
    case .snippets: snippets = snippetSettings(options)
    case .toc: slugs = slugSettings(options)
    case .arithmatex: math = mathSettings(options)
    case .blockAdmonition:
      blockTypes.insert("admonition")
      blockTypes.formUnion(types(options) ?? standardAdmonitions)
    case .blockDetails: blockTypes.formUnion(["details"] + (types(options) ?? []))
    case .blockCaption: blockTypes.formUnion(types(options) ?? ["caption", "figure-caption", "table-caption"])
    case .blockDefinition: blockTypes.insert("define")
    case .blockHTML: blockTypes.insert("html")
    case .blockTab: blockTypes.insert("tab")
    default: break
    }
  }

  private mutating func snippetSettings(_ options: YAMLNode?) -> SnippetSettings {
    var settings = SnippetSettings()
    if let base = options?["base_path"] {
      settings.basePaths = []
      for item in base.items ?? [base] {
        guard item.tag == "!relative" else {
          if let path = item.setting?.string { settings.basePaths.append(path) }
          continue
        }
        // `!relative` names the page's folder, the pages' folder or the configuration's.
        let path = item.string ?? ""
        if path.hasPrefix("$config_dir") {
          settings.basePaths.append("." + path.dropFirst("$config_dir".count))
        } else if path.hasPrefix("$docs_dir") {
          settings.basePaths.append(docsDirectory + path.dropFirst("$docs_dir".count))
        } else {
          settings.searchesPageFolder = true
        }
      }
    }
    settings.autoAppend = strings("auto_append", in: options)
    settings.checksPaths = bool("check_paths", in: options) ?? false
    return settings
  }

  private mutating func mathSettings(_ options: YAMLNode?) -> MathSettings {
    var settings = MathSettings()
    settings.smartDollar = bool("smart_dollar", in: options) ?? true
    if options?["inline_syntax"] != nil { settings.inlineSyntax = Set(strings("inline_syntax", in: options)) }
    if options?["block_syntax"] != nil { settings.blockSyntax = Set(strings("block_syntax", in: options)) }
    return settings
  }

  private mutating func slugSettings(_ options: YAMLNode?) -> SlugSettings {
    var settings = SlugSettings()
    settings.separator = string("separator", in: options) ?? settings.separator
    if let slugify = options?["slugify"] { settings.function = slugFunction(slugify) }
    return settings
  }

  /// Types that an option adds or puts in place of the standard ones: names, or mappings with a `name`.
  private func types(_ options: YAMLNode?) -> [String]? {
    options?["types"]?.items?.compactMap { ($0.string ?? $0["name"]?.string)?.lowercased() }
  }
}

private let standardAdmonitions = [
  "note", "attention", "caution", "danger", "error", "tip", "hint", "warning", "important",
]

private let pythonName = "tag:yaml.org,2002:python/name:"
private let pythonApply = "tag:yaml.org,2002:python/object/apply:"

/// The function that a tag names. Nothing is imported or run.
private func slugFunction(_ node: YAMLNode) -> SlugSettings.Function {
  guard let tag = node.tag else { return .unknown(node.string ?? node.description) }
  let name: Substring
  var arguments: YAMLNode?
  if tag.hasPrefix(pythonName) {
    name = tag.dropFirst(pythonName.count)
  } else if tag.hasPrefix(pythonApply) {
    name = tag.dropFirst(pythonApply.count)
    arguments = node["kwds"]
  } else {
    return .unknown(tag)
  }
  func pymdownx(_ letterCase: SlugSettings.LetterCase, encoded: Bool) -> SlugSettings.Function {
    .pymdownx(letterCase: letterCase, percentEncode: encoded, normalization: .nfc)
  }
  switch name {
  case "markdown.extensions.toc.slugify": return .ascii
  case "markdown.extensions.toc.slugify_unicode": return .unicode
  case "pymdownx.slugs.slugify":
    return .pymdownx(
      letterCase: arguments?["case"]?.string.flatMap(SlugSettings.LetterCase.init) ?? .none,
      percentEncode: arguments?["percent_encode"]?.bool ?? false,
      normalization: arguments?["normalize"]?.string.flatMap(SlugSettings.Normalization.init) ?? .nfc
    )
  // The names of these from before `slugify` took arguments.
  case "pymdownx.slugs.uslugify": return pymdownx(.lower, encoded: false)
  case "pymdownx.slugs.uslugify_encoded": return pymdownx(.lower, encoded: true)
  case "pymdownx.slugs.uslugify_cased": return pymdownx(.none, encoded: false)
  case "pymdownx.slugs.uslugify_cased_encoded": return pymdownx(.none, encoded: true)
  case "pymdownx.slugs.gfm": return pymdownx(.lowerASCII, encoded: false)
  case "pymdownx.slugs.gfm_encoded": return pymdownx(.lowerASCII, encoded: true)
  default: return .unknown(String(name))
  }
}
