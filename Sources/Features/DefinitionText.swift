import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// An entry's definition as plain text, for a terminal.
package struct DefinitionText: Sendable, Hashable {
  package struct Paragraph: Sendable, Hashable {
    /// Columns to leave free on the left.
    package var indent: Int
    /// What stands before the first line, such as a bullet.
    package var marker: String
    package var text: String
    /// Whether lines stay as they are, as in code.
    package var isPreformatted: Bool
    /// Whether a blank line stands before it.
    package var isApart: Bool

    package init(
      indent: Int = 0,
      marker: String = "",
      text: String,
      isPreformatted: Bool = false,
      isApart: Bool = true
    ) {
      self.indent = indent
      self.marker = marker
      self.text = text
      self.isPreformatted = isPreformatted
      self.isApart = isApart
    }
  }

  package var paragraphs: [Paragraph] = []

  /// The text of an entry's body.
  package init(of entry: Int, on page: Page) {
    let body = page.entries.entries[entry].body
    let parsed = page.parsed
    let indices = parsed.blockIndices(in: body)
    // The bodies of definition lists are parts of paragraphs.
    if indices.isEmpty { append(parsed.plainText(of: body)) }
    /// The items and quotes around the present block, with the end of each.
    var containers: [(kind: Block.Kind, end: Int, isNew: Bool)] = []
    for index in indices {
      let block = parsed.blocks[index]
      containers.removeAll { block.range.lowerBound >= $0.end }
      switch block.kind {
      case .listItem, .blockQuote: containers.append((block.kind, block.range.upperBound, true))
      case .list, .table, .thematicBreak: break
      case .htmlBlock: break
      case .tableRow: append(Self.row(parsed, index), isApart: parsed.blocks[index - 1].kind == .table)
      case .tableCell: break
      case .codeBlock: append(Self.code(parsed, block), indent: 2 * containers.count + 4, isPreformatted: true)
      case .paragraph, .atxHeading, .setextHeading, .markerTitle:
        let isHeading = block.isHeading
        let range = isHeading ? parsed.headings.first { $0.block == index }?.content ?? block.range : block.range
        let isItem = containers.last.map { $0.kind == .listItem && $0.isNew } ?? false
        let depth = isItem ? containers.count - 1 : containers.count
        append(parsed.plainText(of: range), indent: 2 * depth, marker: isItem ? "- " : "", isApart: !isItem)
        if isItem { containers[containers.count - 1].isNew = false }
      }
    }
  }

  private mutating func append(
    _ text: String,
    indent: Int = 0,
    marker: String = "",
    isPreformatted: Bool = false,
    isApart: Bool = true
  ) {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
    paragraphs.append(
      Paragraph(indent: indent, marker: marker, text: text, isPreformatted: isPreformatted, isApart: isApart)
    )
  }

  /// The cells of a table's row.
  private static func row(_ page: ParsedPage, _ row: Int) -> String {
    page.blocks[(row + 1)...].prefix { $0.kind == .tableCell }
      .map { page.plainText(of: $0.range).trimmingBlanks }.joined(separator: " | ")
  }

  /// The lines of a code block without its fences.
  private static func code(_ page: ParsedPage, _ block: Block) -> String {
    var lines = page.text[block.range].split(separator: "\n", omittingEmptySubsequences: false)[...]
    if let first = lines.first, first.hasPrefix("```") || first.hasPrefix("~~~") {
      lines = lines.dropFirst()
      if let last = lines.last?.drop(while: { $0 == " " }), last.hasPrefix("```") || last.hasPrefix("~~~") {
        lines = lines.dropLast()
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    split { $0 == " " || $0 == "\t" }.joined(separator: " ")
  }
}
