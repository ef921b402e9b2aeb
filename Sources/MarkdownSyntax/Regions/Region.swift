package import SourceText

/// A stretch of a page that is not Markdown, or that only some generators know.
package struct Region: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// YAML at the top of the page, its `---` lines included.
    case frontMatter
    /// `{% tag %}` or `{{ value }}`.
    case liquidTag
    /// `{% comment %}…{% endcomment %}` and other Liquid blocks whose content is not shown as prose.
    case liquidBlock
    /// A `--8<--` line or block.
    case snippet
    /// A line that begins or ends a block: `/// note`, `!!! note`, `<div markdown>`.
    case blockMarker
    /// HTML whose content the generator leaves alone.
    case rawHTML
    /// `*[HTML]: Hypertext Markup Language`
    case abbreviation
  }

  package var kind: Kind
  package var range: ByteRange

  package init(kind: Kind, range: ByteRange) {
    self.kind = kind
    self.range = range
  }
}

/// A Liquid tag or a snippet line, as the site profiles need them.
package struct TemplateTag: Hashable, Sendable {
  /// The tag's name, such as `include` or `link`; `snippet` for a `--8<--` line, `output` for `{{ … }}`.
  package var name: String
  /// What stands behind the name, trimmed.
  package var argument: ByteRange
  package var range: ByteRange

  package init(name: String, argument: ByteRange, range: ByteRange) {
    self.name = name
    self.argument = argument
    self.range = range
  }
}

/// `*[HTML]: Hypertext Markup Language`
package struct Abbreviation: Hashable, Sendable {
  package var label: ByteRange
  package var expansion: ByteRange

  package init(label: ByteRange, expansion: ByteRange) {
    self.label = label
    self.expansion = expansion
  }
}
