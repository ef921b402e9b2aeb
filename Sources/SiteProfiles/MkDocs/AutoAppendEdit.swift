package import SourceText
import YAMLDocument

/// Writes into `mkdocs.yml` that every page gets a file (pymdownx.snippets, `auto_append`).
package enum AutoAppendEdit {
  /// The edit of the configuration; nil where it is written in a way that only a person should change.
  ///
  /// - Parameters:
  ///   - file: as a snippet line would name it.
  ///   - folder: where snippets are to be looked for, as a path from the configuration's folder; it counts where the
  ///     configuration does not say.
  package static func edit(adding file: String, in folder: String, to text: SourceText) -> TextEdit? {
    let document = YAMLDocument(text.bytes)
    guard let root = document.root, root.pairs != nil, let edit = candidate(file, folder, root, text),
      let changed = text.applying([edit]), let result = YAMLDocument(changed.bytes).root
    else { return nil }
    // What was read before must be read still, and the file with it.
    var expected = MkDocsConfiguration(root)
    let found = MkDocsConfiguration(result)
    expected.extensions.insert(.snippets)
    guard let snippets = found.snippets, snippets.autoAppend.last == file else { return nil }
    expected.snippets = snippets
    return found == expected ? edit : nil
  }

  /// What a person would write.
  package static func advice(adding file: String, in folder: String) -> [String] {
    ["markdown_extensions:"] + lines(file, folder).map { "  " + $0 }
  }

  private static func lines(_ file: String, _ folder: String) -> [String] {
    ["- pymdownx.snippets:", "    base_path: [\(folder)]", "    auto_append: [\(file)]"]
  }

  private static func candidate(_ file: String, _ folder: String, _ root: YAMLNode, _ text: SourceText) -> TextEdit? {
    guard let extensions = root["markdown_extensions"], !extensions.isNull else {
      // A list here would hide the one that the file inherits.
      if root["INHERIT"] != nil || root["markdown_extensions"] != nil { return nil }
      let lines = [""] + advice(adding: file, in: folder)
      let isOpen = text.count > 0 && text.bytes.last != UInt8(ascii: "\n")
      let before = isOpen ? text.lineEnding : ""
      return TextEdit(.empty(at: text.count), before + lines.map { $0 + text.lineEnding }.joined())
    }
    guard let items = extensions.items, let first = items.first else { return nil }
    for item in items {
      if item.string == "pymdownx.snippets" {
        let options = ":" + text.lineEnding + indentation(of: item, text) + "    auto_append: [\(file)]"
        return TextEdit(.empty(at: item.endOffset), options)
      }
      if let options = item["pymdownx.snippets"] {
        guard let key = options.pairs?.first?.key, options["auto_append"] == nil else { return nil }
        let line = text.lines.start(of: text.lines.line(at: key.start.offset))
        let leading = text[ByteRange(line, key.start.offset)]
        guard leading.allSatisfy({ $0 == " " }) else { return nil }
        return TextEdit(.empty(at: line), leading + "auto_append: [\(file)]" + text.lineEnding)
      }
    }
    let line = text.lines.start(of: text.lines.line(at: first.start.offset))
    let leading = text[ByteRange(line, first.start.offset)]
    guard leading.drop(while: { $0 == " " }).prefix(1) == "-" else { return nil }
    let indentation = String(leading.prefix { $0 == " " })
    return TextEdit(.empty(at: line), lines(file, folder).map { indentation + $0 + text.lineEnding }.joined())
  }

  private static func indentation(of item: YAMLNode, _ text: SourceText) -> String {
    let line = text.lines.start(of: text.lines.line(at: item.start.offset))
    return String(text[ByteRange(line, item.start.offset)].prefix { $0 == " " })
  }
}
