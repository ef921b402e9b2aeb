import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// A part of a page as Markdown that an editor can show elsewhere: links work, images are found, raw HTML is text.
///
/// References stay as they are and get definitions below, so that the author reads what was written.
struct MarkdownExcerpt {
  private let page: Page
  private let snapshot: WorkspaceSnapshot
  private let links: HoverLinks
  private(set) var markdown = ""
  /// The definitions that the references need, each on a line.
  private(set) var definitions: [String] = []
  private var defined: [LabelKey: String] = [:]

  init(on page: Page, in snapshot: WorkspaceSnapshot, links: HoverLinks) {
    self.page = page
    self.snapshot = snapshot
    self.links = links
  }

  /// Adds a block, cut at a word where it is longer than `limit` bytes.
  mutating func append(_ range: ByteRange, of kind: Block.Kind, limit: Int) {
    let end = cut(range, limit)
    var text =
      kind == .codeBlock ? page.text[ByteRange(range.lowerBound, end)] : inline(ByteRange(range.lowerBound, end))
    text = Self.unindented(text, byFirstLine: indentation(of: range), isParagraph: kind == .paragraph)
    while let last = text.utf8.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") { text.removeLast() }
    if kind == .markerTitle { text = "**" + text + "**" }
    if end < range.upperBound { text += kind == .codeBlock ? "\n…\n```" : " …" }
    if !text.isEmpty { markdown += (markdown.isEmpty ? "" : "\n\n") + text }
  }

  /// Where a block that is too long ends: between words, and not within a construct.
  private func cut(_ range: ByteRange, _ limit: Int) -> Int {
    guard range.count > limit else { return range.upperBound }
    var end = page.text.scalarBoundary(atOrBefore: range.lowerBound + limit)
    while end > range.lowerBound, !isBlank(page.text.bytes[end - 1]) { end -= 1 }
    for span in page.parsed.spans[page.parsed.spanIndices(in: range)]
    where span.range.lowerBound < end && end < span.range.upperBound {
      end = span.range.lowerBound
    }
    while end > range.lowerBound, isBlank(page.text.bytes[end - 1]) { end -= 1 }
    return end > range.lowerBound ? end : page.text.scalarBoundary(atOrBefore: range.lowerBound + limit)
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// How far the line on which a range begins is indented, in bytes.
  private func indentation(of range: ByteRange) -> Int {
    let line = page.text.lineContent(page.text.lines.line(at: range.lowerBound))
    return page.text.slice(line).prefix { $0 == UInt8(ascii: " ") }.count
  }

  private static func unindented(_ text: String, byFirstLine indent: Int, isParagraph: Bool) -> String {
    // A CR and an LF are one character.
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    for index in lines.indices {
      let blanks = lines[index].prefix { $0 == " " || isParagraph && $0 == "\t" }.count
      lines[index] = lines[index].dropFirst(isParagraph ? blanks : min(indent, blanks))
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Inline content

  private mutating func inline(_ range: ByteRange) -> String {
    let parsed = page.parsed
    var replacements: [TextEdit] = []
    for region in parsed.regions where range.overlaps(region.range) {
      // What a footnote begins with would be read as a link definition.
      let isFootnote = page.text.slice(region.range).starts(with: "[^".utf8)
      replacements.append(TextEdit(region.range, isFootnote ? "\\" + page.text[region.range] : ""))
    }
    for definition in parsed.definitions where range.overlaps(definition.range) {
      replacements.append(TextEdit(definition.range, ""))
    }
    let spans = parsed.spanIndices(in: range)
    for index in spans where range.contains(parsed.spans[index].range) {
      let span = parsed.spans[index]
      if span.isRetry || span.isInReferenceText { continue }
      replacements.append(contentsOf: replacement(of: span, at: index))
    }
    for block in parsed.blocks[parsed.blockIndices(in: range)] where block.kind == .codeBlock {
      replacements.append(TextEdit(block.range, page.text[block.range]))
    }
    var text: [UInt8] = []
    var offset = range.lowerBound
    for edit in replacements.sorted(by: { $0.range < $1.range }) where edit.range.lowerBound >= offset {
      appendProse(ByteRange(offset, edit.range.lowerBound), to: &text)
      text += edit.replacement.utf8
      offset = edit.range.upperBound
    }
    if offset < range.upperBound { appendProse(ByteRange(offset, range.upperBound), to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Adds text between constructs: no HTML begins in it, and attribute lists are left out.
  private func appendProse(_ range: ByteRange, to text: inout [UInt8]) {
    let bytes = page.text.bytes
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "<") {
        text += "&lt;".utf8
      } else if byte == UInt8(ascii: "{"), let end = attributeListEnd(offset, range) {
        offset = end
        continue
      } else {
        text.append(byte)
      }
      offset += 1
    }
  }

  private func attributeListEnd(_ start: Int, _ range: ByteRange) -> Int? {
    let bytes = page.text.bytes
    guard page.parsed.dialect.hasAttributeLists, start + 1 < range.upperBound, ":#.".utf8.contains(bytes[start + 1]),
      let close = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return close + 1
  }

  /// What is shown in place of a construct; only the brackets of a reference are replaced, not its text.
  private mutating func replacement(of span: InlineSpan, at index: Int) -> [TextEdit] {
    switch span.kind {
    case .codeSpan, .autolink, .footnoteReference: return [TextEdit(span.range, page.text[span.range])]
    case .rawHTML:
      let html = page.text[span.range]
      if html.hasPrefix("<!--") { return [TextEdit(span.range, "")] }
      return [TextEdit(span.range, html.lowercased().hasPrefix("<br") ? "  \n" : "&lt;" + html.dropFirst())]
    case .inlineLink:
      let destination = links.destination(page.text[span.label], on: page, in: snapshot)
      if span.isImage {
        let text = page.text[span.text]
        return [TextEdit(span.range, destination.map { "![\(text)](\($0))" } ?? text)]
      }
      let text = ByteRange(span.text.lowerBound - 1, span.text.upperBound + 1)
      return surround(span, text, with: destination.map { ("[", "](\($0))") } ?? ("", ""))
    case .shortcutReference, .collapsedReference, .fullReference:
      if span.isImage { return [TextEdit(span.range, page.text[span.text])] }
      return reference(span, at: index)
    }
  }

  private mutating func reference(_ span: InlineSpan, at index: Int) -> [TextEdit] {
    let text = ByteRange(span.text.lowerBound - 1, span.text.upperBound + 1)
    let found = page.referenceIndices(ofSpans: index..<index + 1)
    guard let reference = page.references[found].first else { return [] }
    let resolution = snapshot.resolve(reference, on: page)
    // What links nowhere is shown as the published page does.
    guard resolution.state == .defined, !span.isUndefinable else { return [] }
    guard let target = links.target(of: resolution, on: page, in: snapshot) else {
      return surround(span, text, with: ("", ""))
    }
    let shown = page.text[span.text]
    let key = LabelKey(shown, use: .definition)
    if let known = defined[key], known != target { return surround(span, text, with: ("[", "](\(target))")) }
    let isPlain = !shown.utf8.contains { "[]\\`\n".utf8.contains($0) }
    guard isPlain, key != .none else { return surround(span, text, with: ("[", "](\(target))")) }
    if defined.updateValue(target, forKey: key) == nil { definitions.append("[\(shown)]: \(target)") }
    return surround(span, text, with: ("[", "]"))
  }

  /// Replaces what stands around a construct's text.
  private func surround(_ span: InlineSpan, _ text: ByteRange, with marks: (String, String)) -> [TextEdit] {
    [
      TextEdit(ByteRange(span.range.lowerBound, text.lowerBound + 1), marks.0),
      TextEdit(ByteRange(text.upperBound - 1, span.range.upperBound), marks.1),
    ]
  }
}
