import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Finds entries that explain nothing.
package enum EmptyEntry: Rule {
  package static let description = RuleDescription(
    id: "empty-entry",
    summary: "A heading and at most a see-also line.",
    documentation: #"""
      The entry has a title and no definition. Whoever follows a link to it came for an explanation and
      finds a list of other links, or nothing. Write a sentence, or let it be a redirect (`See [Other]`)
      if another entry says it all. Entries that were set up to be written later may stay: this is
      information, not a fault.

      Before:

      ```markdown
      ## Mooring

      See also [M], [Anchor], ...
      ```

      After:

      ```markdown
      ## Mooring

      A heavy weight on the bottom with a buoy above it, to which a boat is tied.

      See also [M], [Anchor], ...
      ```
      """#,
    defaultLevel: .info,
    isFixable: false
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage, context.page.parsed.refusal == nil else { return [] }
    let entries = context.page.entries.entries
    return entries.indices.compactMap { index in
      guard entries[index].kind == .heading || entries[index].kind == .page, entries[index].redirect == nil,
        isEmpty(entries[index].body, entries[index].seeAlso, in: context)
      else { return nil }
      let entry = entries[index]
      let what = entry.seeAlso == nil ? "no text" : "no text but its see-also line"
      return context.problem(
        description,
        at: entry.titleRange,
        "\(Words.title(entry.title)) has \(what)",
        subject: entry.title
      )
    }
  }

  private static func isEmpty(_ body: ByteRange, _ line: SeeAlsoLine?, in context: RuleContext) -> Bool {
    let page = context.page.parsed
    let hasBlocks = page.blockIndices(in: body).contains { index in
      let block = page.blocks[index]
      switch block.kind {
      case .thematicBreak: return false
      case .htmlBlock: return !page.comments.contains { $0.range.contains(block.range) }
      case .paragraph: return !isSeeAlso(block, line, page.text) && !isDefinitions(index, page)
      default: return true
      }
    }
    return !hasBlocks && !brings(text: body, in: context)
  }

  private static func isSeeAlso(_ block: Block, _ line: SeeAlsoLine?, _ text: SourceText) -> Bool {
    guard let line, block.range.touches(line.range.lowerBound) else { return false }
    return TextLines.isBlank(ByteRange(block.range.lowerBound, line.range.lowerBound), text)
  }

  /// Whether a paragraph is nothing but link definitions.
  private static func isDefinitions(_ block: Int, _ page: ParsedPage) -> Bool {
    var offset = page.blocks[block].range.lowerBound
    for definition in page.definitions where definition.block == block {
      guard TextLines.isBlank(ByteRange(offset, definition.range.lowerBound), page.text) else { return false }
      offset = definition.range.upperBound
    }
    return TextLines.isBlank(ByteRange(offset, page.blocks[block].range.upperBound), page.text)
  }

  /// Whether a tag in the body stands for text: an embedded film, an included file that is no table.
  private static func brings(text body: ByteRange, in context: RuleContext) -> Bool {
    let page = context.page
    let tables = page.inclusions.filter { inclusion in
      inclusion.candidates.lazy.compactMap { context.snapshot.page(at: $0) }.first
        .map { context.snapshot.tablePages.contains($0.id) } ?? false
    }
    return page.parsed.tags.contains { tag in
      body.contains(tag.range) && !tables.contains { $0.tag.range == tag.range }
    }
  }
}
