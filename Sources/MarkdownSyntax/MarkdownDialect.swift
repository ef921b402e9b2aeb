/// What a site's generator makes of the constructs that CommonMark does not know, or reads otherwise.
///
/// A value of plain switches: the parser asks them and never asks which generator it is.
package struct MarkdownDialect: Hashable, Sendable {
  package enum References: Sendable {
    /// CommonMark 0.31, section 6.3: brackets pair from the inside.
    case commonMark
    /// Python-Markdown: brackets pair from the outside, and `[a] [b]` is one reference.
    case pythonMarkdown
    /// kramdown: as CommonMark, but `[a] [b]` is one reference and labels are not trimmed.
    case kramdown
  }

  /// How far a block of raw HTML goes.
  package enum HTMLBlocks: Sendable {
    /// To the next blank line (CommonMark 0.31, section 4.6).
    case untilBlankLine
    /// To the tag that closes it.
    case untilClosingTag
  }

  /// Where `{% tag %}` and `{{ value }}` are templates.
  package enum Liquid: Sendable {
    case none
    /// A tag ends on its line, as site plug-ins read them.
    case withinLine
    /// A tag ends at the next `%}`, and `comment`, `raw` and `highlight` are blocks, as Liquid itself reads them.
    case full
  }

  /// What a generator takes for fenced code.
  package enum Fences: Sendable {
    /// CommonMark 0.31, section 4.5.
    case commonMark
    /// Python-Markdown's `fenced_code`: at the very start of a line, with one word of information or attributes in
    /// braces, and closed by just as many signs.
    case fencedCode
    /// `pymdownx.superfences`: as before, but indented or quoted as a whole, and with options.
    case superfences
    /// kramdown: one word of information.
    case kramdown
  }

  package var references: References
  package var fences = Fences.commonMark
  package var htmlBlocks = HTMLBlocks.untilBlankLine

  /// YAML between `---` lines at the very top.
  package var hasFrontMatter = false
  package var liquid = Liquid.none
  /// `--8<-- "file"` lines.
  package var hasSnippets = false
  /// `{: .class}` and `{#id}`.
  package var hasAttributeLists = false
  /// `/// note | Title` … `///`.
  package var hasBlockMarkers = false
  /// `!!! note`, `??? note` and `=== "Tab"`, whose bodies are indented by four blanks.
  package var hasIndentedContainers = false
  /// `$…$`, `\(…\)`, and `\[…\]` as a paragraph of its own.
  package var hasInlineMath = false
  /// `$$…$$`.
  package var hasBlockMath = false
  /// `[^1]` and `[^1]: text`.
  package var hasFootnotes = false
  /// `*[HTML]: text`.
  package var hasAbbreviations = false
  /// `Term` over `: definition`.
  package var hasDefinitionLists = false
  /// The attribute `markdown` on an HTML tag makes its content Markdown.
  package var hasMarkdownInHTML = false
  /// A fence that nothing closes is text, and what follows it stays Markdown.
  package var treatsUnclosedFenceAsText = false
  /// `[@key]` cites.
  package var hasCitations = false
  /// `[Heading][]` and `[text][id]` without a definition are a plug-in's, which finds headings by them.
  package var leavesUndefinedToPlugins = false
  /// `[ ]` and `[x]` at the start of a list item are boxes.
  package var hasTaskBoxes = false

  package init(references: References) {
    self.references = references
  }

  /// CommonMark with the table extension and nothing else: what libcmark-gfm itself reads.
  package static let commonMark = MarkdownDialect(references: .commonMark)
}
