import Glossary
import MarkdownSyntax
package import SourceText
package import Workspace

/// The order of a page's entries and see-also lines, and the blank lines between entries. Nothing else of a page changes.
package enum PageFormat {
  /// The edits that put a page in order; none where it is.
  ///
  /// - Parameter lines: only entries that begin on these lines, from zero, are tidied; they stay where they are.
  package static func edits(
    of page: Page,
    in snapshot: WorkspaceSnapshot,
    lines: ClosedRange<Int>? = nil
  ) -> [TextEdit] {
    guard snapshot.entryPages.contains(page.id), page.parsed.refusal == nil, page.text.decoding.isLossless else {
      return []
    }
    var index = WorkspaceIndex(snapshot)
    func take(_ edits: [TextEdit]) -> Bool {
      guard !edits.isEmpty, let present = index.snapshot[page.id], let text = present.text.applying(edits),
        text != present.text
      else { return false }
      index.rewrite(page.path, to: text)
      return true
    }
    // Each step leaves the others little to do; what one of them uncovers is done in the next round.
    for _ in 0..<4 {
      var hasChanged = false
      for step in steps where lines == nil || step.keepsOrder {
        guard let present = index.snapshot[page.id] else { return [] }
        if take(step.edits(present, index.snapshot, lines)) { hasChanged = true }
      }
      // Line numbers are those of the page as it was asked about.
      if !hasChanged || lines != nil { break }
    }
    return index.snapshot[page.id].map { page.text.edits(to: $0.text) } ?? []
  }

  private struct Step: Sendable {
    var keepsOrder: Bool
    var edits: @Sendable (Page, WorkspaceSnapshot, ClosedRange<Int>?) -> [TextEdit]
  }

  private static let steps = [
    Step(keepsOrder: false) { page, _, _ in order(of: page) },
    Step(keepsOrder: true) { page, snapshot, lines in seeAlso(on: page, in: snapshot, lines) },
    Step(keepsOrder: true) { page, _, lines in blankLines(on: page, lines) },
  ]

  private static func order(of page: Page) -> [TextEdit] {
    guard let order = EntryOrder.order(of: page), !order.misplaced.isEmpty else { return [] }
    return EntryMove(on: page).edits(moving: order.misplaced, by: order) ?? []
  }

  private static func seeAlso(
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    _ lines: ClosedRange<Int>?
  ) -> [TextEdit] {
    let context = RuleContext(page, in: snapshot, usage: WorkspaceUsage(of: snapshot), levels: RuleLevels())
    return page.entries.entries.indices.compactMap { entry in
      guard isWanted(page.entries.entries[entry].range.lowerBound, on: page, lines),
        let list = SeeAlsoList(ofEntry: entry, in: context), let ordered = list.ordered,
        ordered != page.text[list.range]
      else { return nil }
      return TextEdit(list.range, ordered)
    }
  }

  private static func blankLines(on page: Page, _ lines: ClosedRange<Int>?) -> [TextEdit] {
    let text = page.text
    let style = PageStyle(of: page)
    let usual = style.blankLinesBetween
    return zip(page.entries.entries, page.entries.entries.dropFirst()).compactMap { entry, next in
      guard entry.kind == .heading, next.kind == .heading, entry.range.upperBound == next.range.lowerBound,
        isWanted(next.range.lowerBound, on: page, lines), let heading = page.headingBlock(of: next)
      else { return nil }
      // Without a blank line the text before would become part of such a heading.
      let count = heading == .setextHeading ? max(1, usual) : usual
      let content = style.contentEnd(of: entry)
      let end = text.lineContent(text.lines.line(at: max(0, content - 1))).upperBound
      let start = text.lines.start(of: text.lines.line(at: next.range.lowerBound))
      let gap = String(repeating: text.lineEnding, count: count + 1)
      guard end < start, text[ByteRange(end, start)] != gap, TextLines.isBlank(ByteRange(end, start), text) else {
        return nil
      }
      return TextEdit(ByteRange(end, start), gap)
    }
  }

  private static func isWanted(_ offset: Int, on page: Page, _ lines: ClosedRange<Int>?) -> Bool {
    lines?.contains(page.text.lines.line(at: offset)) ?? true
  }
}

extension Page {
  fileprivate func headingBlock(of entry: Entry) -> Block.Kind? {
    guard !entry.headings.isEmpty else { return nil }
    return parsed.blocks[parsed.headings[entry.headings.lowerBound].block].kind
  }
}
