package import YAMLDocument

extension MkDocsConfiguration {
  /// `plugins`: a list of names and of mappings from a name to options, or one mapping. An empty list means none.
  mutating func readPlugins(_ node: YAMLNode?) {
    guard let node else { return }
    plugins = []
    for (name, options) in named(node, "plugins") {
      plugins.insert(name.hasPrefix("material/") ? String(name.dropFirst("material/".count)) : name)
      switch name {
      case "blog", "material/blog":
        if bool("enabled", in: options) == false { continue }
        var blog = BlogSettings()
        blog.directory = string("blog_dir", in: options) ?? blog.directory
        let posts = string("post_dir", in: options) ?? "{blog}/posts"
        blog.postDirectory = posts.replacing("{blog}", with: blog.directory)
        blogs.append(blog)
      case "exclude":
        excludedGlobs += strings("glob", in: options)
      default: break
      }
    }
  }

  /// The names of a list or mapping with their options, in order. A name may repeat; what is said last counts.
  mutating func named(_ node: YAMLNode?, _ key: String) -> [(name: String, options: YAMLNode?)] {
    guard let node, !node.isNull else { return [] }
    var result: [(name: String, options: YAMLNode?)] = []
    let entries = node.items ?? [node]
    for entry in entries {
      if let name = entry.string, node.items != nil {
        result.append((plainName(name), nil))
      } else if let pairs = entry.pairs {
        for pair in pairs { result.append((plainName(pair.key.string ?? ""), pair.value.setting)) }
      } else {
        problems.append(ConfigurationProblem("\(key) takes names and options, not \(entry.description)", at: entry))
      }
    }
    return result
  }

  mutating func string(_ key: String, in node: YAMLNode?) -> String? {
    guard let value = node?[key]?.setting, !value.isNull else { return nil }
    if let string = value.string { return string }
    problems.append(ConfigurationProblem("\(key) must be a text, not \(value.description)", at: value))
    return nil
  }

  mutating func bool(_ key: String, in node: YAMLNode?) -> Bool? {
    guard let value = node?[key]?.setting, !value.isNull else { return nil }
    if let bool = value.bool { return bool }
    problems.append(ConfigurationProblem("\(key) must be true or false, not \(value.description)", at: value))
    return nil
  }

  /// A text or a list of texts.
  mutating func strings(_ key: String, in node: YAMLNode?) -> [String] {
    guard let value = node?[key]?.setting, !value.isNull else { return [] }
    if let string = value.string { return [string] }
    if let items = value.items { return items.compactMap { $0.setting?.string } }
    problems.append(ConfigurationProblem("\(key) must be a list of texts, not \(value.description)", at: value))
    return []
  }
}

extension YAMLNode {
  /// The value that counts when the environment holds nothing: `!ENV [A, B, x]` is `x`, and `!ENV A` is unset.
  package var setting: YAMLNode? {
    guard tag == "!ENV" else { return self }
    guard let items, items.count > 1 else { return nil }
    return items.last
  }

  /// The file that an `mkdocs.yml` builds on, relative to its own folder.
  package var inheritedPath: String? { self["INHERIT"]?.setting?.string }

  /// This `mkdocs.yml` with what it does not say itself taken from the file it builds on. Mappings are merged key by
  /// key; lists and texts are replaced.
  package func inheriting(_ base: YAMLNode) -> YAMLNode {
    guard let pairs, let basePairs = base.pairs else { return self }
    var merged: [YAMLPair] = []
    for basePair in basePairs where basePair.key.string != "INHERIT" {
      guard let name = basePair.key.string, let own = self[name] else {
        merged.append(basePair)
        continue
      }
      let value = own.pairs != nil && basePair.value.pairs != nil ? own.inheriting(basePair.value) : own
      merged.append(YAMLPair(key: basePair.key, value: value))
    }
    for pair in pairs where pair.key.string.map({ base[$0] == nil }) != false {
      merged.append(pair)
    }
    var result = self
    result.content = .mapping(merged)
    return result
  }
}

/// `markdown.extensions.toc` is the long name of `toc`.
private func plainName(_ name: String) -> String {
  let prefix = "markdown.extensions."
  return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
}
