import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Offers the keys of front matter that say something to Glossa or to the site's generator.
enum FrontMatterItems {
  /// The front matter that an offset is in; of a page that is being begun, what may become it once it is closed.
  static func frontMatter(around offset: Int, on page: Page) -> ByteRange? {
    if let range = page.parsed.frontMatter { return range.touches(offset) ? range : nil }
    return unclosed(around: offset, on: page)
  }

  /// Keys below a `---` at the very top, without a blank line before the cursor. Below a thematic break there is prose.
  private static func unclosed(around offset: Int, on page: Page) -> ByteRange? {
    let text = page.text
    let cursor = text.lines.line(at: offset)
    guard page.parsed.dialect.hasFrontMatter, cursor > 0, isFence(text.slice(text.lineContent(0))),
      text.slice(ByteRange(text.lines.start(of: cursor), offset)).allSatisfy(isKeyByte)
    else { return nil }
    var end = 1
    while end < text.lines.count {
      let line = text.slice(text.lineContent(end))
      let goesOn = end > 1 && (line.first == UInt8(ascii: " ") || line.starts(with: "- ".utf8))
      guard goesOn || hasKey(line) || end == cursor && line.allSatisfy(isKeyByte) else { break }
      end += 1
    }
    return cursor < end ? ByteRange(text.lines.start(of: 1), text.lineContent(end - 1).upperBound) : nil
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8)
      && line.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Whether a line begins with a key and its colon.
  private static func hasKey(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop(while: isKeyByte)
    guard rest.startIndex > line.startIndex, rest.first == UInt8(ascii: ":") else { return false }
    return rest.count == 1 || rest.dropFirst().first == UInt8(ascii: " ")
  }

  static func list(
    at offset: Int,
    in frontMatter: ByteRange,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> CompletionList? {
    let line = page.text.lineContent(page.text.lines.line(at: offset))
    let typed = page.text.slice(ByteRange(line.lowerBound, offset))
    // Only keys at the top level are known.
    guard typed.allSatisfy(isKeyByte) else { return nil }
    var end = offset
    while end < line.upperBound, isKeyByte(page.text.bytes[end]) { end += 1 }
    let hasColon = end < line.upperBound && page.text.bytes[end] == UInt8(ascii: ":")
    var list = CompletionList(replaced: ByteRange(line.lowerBound, end))
    let written = page.text[ByteRange(line.lowerBound, end)]
    for (key, meaning) in keys(snapshot.profile.kind)
    where key == written || !hasKey(key, in: frontMatter, of: page.text) {
      var item = CompletionItem(key, .frontMatterKey, insertion: key + (hasColon ? "" : ": "))
      item.detail = meaning
      list.items.append(item)
    }
    return list
  }

  private static func hasKey(_ key: String, in frontMatter: ByteRange, of text: SourceText) -> Bool {
    text.slice(frontMatter).split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: (key + ":").utf8) }
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func keys(_ site: SiteKind) -> [(key: String, meaning: String)] {
    let ours = [
      ("title", "the page's title, and the name of its only entry"),
      ("aliases", "other names of the page's only entry"),
    ]
    switch site {
    case .plain: return ours
    case .mkdocs:
      return ours + [
        ("description", "a summary for search engines"), ("hide", "navigation, toc, footer or tags"),
        ("tags", "the page's tags"), ("template", "the theme's template"),
      ]
    case .jekyll:
      return ours + [
        ("layout", "the layout's name"), ("permalink", "the path of the published page"),
        ("description", "a summary for search engines"), ("categories", "a post's categories"),
        ("date", "a post's date"), ("published", "false leaves the page out"), ("tags", "the page's tags"),
      ]
    }
  }
}
