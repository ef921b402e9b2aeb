import SiteProfiles
import SourceText
import Workspace

/// Offers the keys of front matter that say something to Glossa or to the site's generator.
enum FrontMatterItems {
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
