package import SourceText
package import YAMLDocument

extension MkDocsProfile {
  /// What is appended to every page, and the pages of the navigation, in the order of the text.
  package func configuredPaths(in text: SourceText) -> [ConfiguredPath] {
    guard let root = YAMLDocument(text.bytes).root else { return [] }
    var paths = MkDocsConfiguration.appendedFiles(in: root).compactMap { node in
      node.setting?.string.map { ConfiguredPath(range: node.range, candidates: candidates(ofAppended: $0)) }
    }
    var navigation = [root["nav"]].compactMap { $0 }
    while let node = navigation.popLast() {
      navigation += node.items ?? node.pairs?.map(\.value) ?? []
      guard let name = node.string, !LinkText.isExternal(name) else { continue }
      paths.append(ConfiguredPath(range: node.range, candidates: [source(ofNavigation: name)].compactMap { $0 }))
    }
    // An alias stands where its anchor does.
    return Set(paths).sorted { $0.range < $1.range }
  }
}

extension MkDocsConfiguration {
  /// The names of the files that are appended to every page.
  static func appendedFiles(in root: YAMLNode) -> [YAMLNode] {
    let extensions = root["markdown_extensions"]
    let entries = extensions?.items ?? [extensions].compactMap { $0 }
    return entries.flatMap { entry in
      guard let value = entry["pymdownx.snippets"]?["auto_append"]?.setting else { return [YAMLNode]() }
      return value.items ?? [value]
    }
  }

  /// Where a file's value names a file that is appended to every page; nil where it does not.
  package static func node(ofAppendedFile name: String, in root: YAMLNode) -> YAMLNode? {
    appendedFiles(in: root).first { $0.setting?.string == name }
  }
}

extension YAMLNode {
  fileprivate var range: ByteRange { ByteRange(start.offset, endOffset) }
}
