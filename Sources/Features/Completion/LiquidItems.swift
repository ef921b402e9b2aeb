import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Offers the names of template tags behind `{%`, and the files that `include` and `link` name.
enum LiquidItems {
  private static let liquid = [
    "include", "include_relative", "link", "post_url", "raw", "endraw", "comment", "endcomment", "highlight",
    "endhighlight", "if", "else", "endif", "for", "endfor", "assign", "capture", "endcapture",
  ]

  static func list(at offset: Int, on page: Page, in snapshot: WorkspaceSnapshot) -> CompletionList? {
    guard page.parsed.dialect.liquid != .none, page.parsed.leaf(at: offset).map({ !page.isCode($0) }) ?? true,
      let tag = OpenTag(page.text, before: offset)
    else { return nil }
    if tag.typedName == nil { return files(tag, on: page, in: snapshot) }
    var list = CompletionList(replaced: tag.replaced)
    for name in names(in: snapshot) {
      list.items.append(CompletionItem(name, .templateTag, insertion: name + (name.takesArgument ? " " : "")))
    }
    return list
  }

  /// The tags that the workspace uses, by number of uses, and where Liquid itself runs its own.
  private static func names(in snapshot: WorkspaceSnapshot) -> [String] {
    var counts: [String: Int] = [:]
    for page in snapshot.pages.lazy.compactMap({ $0 }) {
      for tag in page.parsed.tags where tag.name != "snippet" && tag.name != "output" && !tag.name.isEmpty {
        counts[tag.name, default: 0] += 1
      }
    }
    let used = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    guard snapshot.profile.kind == .jekyll else { return Array(used.prefix(100)) }
    return Array(used.prefix(100)) + liquid.filter { counts[$0] == nil }
  }

  /// The files that a tag may name.
  private static func files(_ tag: OpenTag, on page: Page, in snapshot: WorkspaceSnapshot) -> CompletionList? {
    guard snapshot.profile.kind == .jekyll else { return nil }
    let folder = snapshot.profile.siteFolder
    let paths: [String]
    switch tag.name {
    case "link":
      paths = snapshot.sortedPages.filter { $0.role == .page || $0.role == .post }.compactMap {
        $0.path.below(folder)
      }
    case "include":
      paths = snapshot.sortedPages.filter { $0.role == .include }.compactMap { page in
        page.path.below(folder).flatMap { $0.firstIndex(of: "/").map($0.suffix(from:)) }.map { String($0.dropFirst()) }
      }
    default: return nil
    }
    var list = CompletionList(replaced: tag.replaced)
    let query = FuzzyQuery(page.text[tag.typed])
    let found = paths.compactMap { path in query.match(FoldedText(path)).map { (match: $0, path: path) } }
    let best = found.enumerated().sorted { ($0.element.match, $0.offset) < ($1.element.match, $1.offset) }
    list.items = best.prefix(Completion.limit).map {
      CompletionItem($0.element.path, .file, insertion: $0.element.path)
    }
    list.isIncomplete = found.count > list.items.count
    return list
  }
}

/// A tag that is being typed: `{% inc`, `{% link glos`.
private struct OpenTag {
  /// Nil while it is being typed.
  var name: String?
  var typed: ByteRange
  var replaced: ByteRange

  var typedName: ByteRange? { name == nil ? typed : nil }

  init?(_ text: SourceText, before offset: Int) {
    let bytes = text.bytes
    let line = text.lineContent(text.lines.line(at: offset))
    var open = offset - 2
    while open >= line.lowerBound {
      if bytes[open] == UInt8(ascii: "%"), bytes[open + 1] == UInt8(ascii: "}") { return nil }
      if bytes[open] == UInt8(ascii: "{"), bytes[open + 1] == UInt8(ascii: "%") { break }
      open -= 1
    }
    guard open >= line.lowerBound else { return nil }
    var start = open + 2
    while start < offset, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: " ") { start += 1 }
    var end = start
    while end < offset, Self.isNameByte(bytes[end]) { end += 1 }
    if end < offset {
      name = text[ByteRange(start, end)]
      start = end
      while start < offset, bytes[start] == UInt8(ascii: " ") { start += 1 }
    }
    typed = ByteRange(start, offset)
    guard !text.slice(typed).contains(UInt8(ascii: " ")) else { return nil }
    end = offset
    while end < line.upperBound, bytes[end] != UInt8(ascii: " "), bytes[end] != UInt8(ascii: "%") { end += 1 }
    replaced = ByteRange(start, end)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
  }
}

extension String {
  /// Whether a tag of this name means nothing without something behind it.
  fileprivate var takesArgument: Bool {
    !hasPrefix("end") && !["raw", "comment", "else", "toc"].contains(self)
  }

  /// The path below a folder; nil where it is elsewhere.
  fileprivate func below(_ folder: String) -> String? {
    if folder.isEmpty { return self }
    return utf8.starts(with: (folder + "/").utf8) ? String(dropFirst(folder.count + 1)) : nil
  }
}

extension Page {
  /// Whether a block is code or HTML.
  func isCode(_ block: Int) -> Bool {
    parsed.blocks[block].kind == .codeBlock || parsed.blocks[block].kind == .htmlBlock
  }
}
