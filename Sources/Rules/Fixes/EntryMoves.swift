import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

extension EntryOrder {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    guard let order = order(of: page),
      let index = page.entries.entries.firstIndex(where: { $0.titleRange == problem.range })
    else { return [] }
    var fixes: [Fix] = []
    let title = page.entries.entries[index].title
    if let edits = EntryMove(on: page).edits(moving: [index], by: order) {
      fixes.append(
        Fix(title: "Move \(Words.title(title)) to its place", edits: [PageEdit(page: page.path, edits: edits)])
      )
    }
    if order.misplaced.count > 1, let edits = EntryMove(on: page).edits(moving: order.misplaced, by: order) {
      fixes.append(Fix(title: "Sort the page", edits: [PageEdit(page: page.path, edits: edits)]))
    }
    return fixes
  }
}

/// Moves entries within a page; their texts stay as they are.
struct EntryMove {
  private let page: Page
  private let style: PageStyle

  init(on page: Page) {
    self.page = page
    style = PageStyle(of: page)
  }

  /// The edits that put entries where the order of the others wants them; nil where headings of other kinds stand
  /// between the entries.
  func edits(moving indices: [Int], by order: AlphabeticalOrder) -> [TextEdit]? {
    let entries = page.entries.entries
    guard zip(entries, entries.dropFirst()).allSatisfy({ $0.range.upperBound == $1.range.lowerBound }) else {
      return nil
    }
    let gap = String(repeating: page.text.lineEnding, count: style.blankLinesBetween + 1)
    var edits: [TextEdit] = []
    /// By where they go: the texts of entries, those that belong to one place in their order.
    var inserted: [Int: [(key: [UInt8], text: String)]] = [:]
    var atEnd: [(key: [UInt8], text: String)] = []
    for index in indices {
      let entry = entries[index]
      let item = (key: order.order.key(of: entry.title), text: page.text[text(of: entry)])
      if let successor = order.successor(of: entry.title) {
        inserted[entries[successor].range.lowerBound, default: []].append(item)
      } else {
        atEnd.append(item)
      }
      edits.append(TextEdit(removal(of: index), ""))
    }
    for (offset, items) in inserted {
      let text = sorted(items).map { $0 + gap }.joined()
      edits.append(TextEdit(.empty(at: lineStart(offset)), text))
    }
    if !atEnd.isEmpty, let last = entries.indices.last(where: { !indices.contains($0) }) {
      let text = sorted(atEnd).map { gap + $0 }.joined()
      edits.append(TextEdit(.empty(at: style.contentEnd(of: entries[last])), text))
    }
    return edits.sorted { ($0.range, $0.replacement) < ($1.range, $1.replacement) }
  }

  /// From the line of an entry's heading to the end of its own text.
  func text(of entry: Entry) -> ByteRange {
    ByteRange(lineStart(entry.range.lowerBound), style.contentEnd(of: entry))
  }

  /// What to remove of an entry: the blank lines behind it too, or those before it where it is the last.
  func removal(of index: Int) -> ByteRange {
    let entries = page.entries.entries
    let own = text(of: entries[index])
    if index + 1 < entries.count { return ByteRange(own.lowerBound, lineStart(entries[index + 1].range.lowerBound)) }
    var start = own.lowerBound
    while start > 0, page.text.bytes[start - 1] <= 0x20 { start -= 1 }
    return ByteRange(start, own.upperBound)
  }

  private func lineStart(_ offset: Int) -> Int { page.text.lines.start(of: page.text.lines.line(at: offset)) }

  private func sorted(_ items: [(key: [UInt8], text: String)]) -> [String] {
    items.enumerated().sorted { left, right in
      if left.element.key == right.element.key { return left.offset < right.offset }
      return left.element.key.lexicographicallyPrecedes(right.element.key)
    }.map(\.element.text)
  }
}

extension WrongPage {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    guard let index = page.entry(at: problem.range.lowerBound), let letter = PageLetter(of: page) else { return [] }
    let entry = page.entries.entries[index]
    if entry.titleRange == problem.range {
      return EntryTransfer(index, in: context).map { [$0.fix] } ?? []
    }
    guard let reference = context.reference(at: problem.range) else { return [] }
    let span = context.span(of: reference)
    return [
      Fix(
        title: "Change to [\(letter.name)]",
        isPreferred: true,
        edits: [PageEdit(page: page.path, edits: [TextEdit(span.range, "[\(letter.name)]")])]
      )
    ]
  }
}

/// Moves an entry to the page of its letter, with the definitions that lead to it.
private struct EntryTransfer {
  let fix: Fix

  /// Nil where there is no such page, or where links would break.
  init?(_ index: Int, in context: RuleContext) {
    let page = context.page
    let snapshot = context.snapshot
    let entry = page.entries.entries[index]
    let place = EntryPlace(page: page.id, entry: index)
    let goals = snapshot.entryPages.sorted().compactMap { snapshot[$0] }.filter { other in
      other.id != page.id && other.parsed.refusal == nil && PageLetter(of: other)?.fits(entry.title) ?? false
        && WorkspacePath.folder(of: other.path) == WorkspacePath.folder(of: page.path)
    }
    guard let goal = goals.first, let anchor = page.anchor(ofEntry: index), goal.heading(withAnchor: anchor) == nil,
      !Self.isLinkedDirectly(anchor, on: page, snapshot)
    else { return nil }
    var edits = [
      page.path: [TextEdit(EntryMove(on: page).removal(of: index), "")],
      goal.path: [
        EntryPlacement(on: goal).insertion(of: page.text[EntryMove(on: page).text(of: entry)], title: entry.title)
      ],
    ]
    for definition in snapshot.definitions(leadingTo: place) {
      guard let file = snapshot[definition.page] else { return nil }
      let range = file.parsed.definitions[definition.definition].destination
      let destination = file.text[range]
      guard let text = PathReplacement.replacing(page.path, by: goal.path, in: destination) else { return nil }
      edits[file.path, default: []].append(TextEdit(range, text))
    }
    fix = Fix(
      title: "Move \(Words.title(entry.title)) to \(goal.path)",
      edits: edits.sorted { WorkspacePath.isOrdered($0.key, before: $1.key) }.map {
        PageEdit(page: $0.key, edits: $0.value)
      }
    )
  }

  /// Whether an inline link names the anchor.
  private static func isLinkedDirectly(_ anchor: String, on page: Page, _ snapshot: WorkspaceSnapshot) -> Bool {
    snapshot.pages.contains { other in
      guard let other, snapshot.isPublished(other) else { return false }
      return other.parsed.spans.contains { span in
        guard span.kind == .inlineLink, other.text[span.label].hasSuffix("#" + anchor) else { return false }
        let target = snapshot.target(
          ofDestination: other.text[span.label],
          on: PagePlace(path: other.path, url: other.url)
        )
        guard case .page(let id, _) = target else { return false }
        return id == page.id
      }
    }
  }
}

extension OneWaySeeAlso {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let snapshot = context.snapshot
    guard let reference = context.reference(at: problem.range), let other = context.resolutions[reference].entry,
      let index = other.entry, let page = snapshot[other.page],
      let own = context.page.entry(at: problem.range.lowerBound)
    else { return [] }
    let otherContext = RuleContext(page, in: snapshot, usage: context.usage, levels: context.levels)
    let place = EntryPlace(page: context.page.id, entry: own)
    let title = snapshot.title(of: place)
    let label = otherContext.definedLabel(of: place) ?? title
    guard let list = SeeAlsoList(ofEntry: index, in: otherContext) else { return [] }
    return [
      Fix(
        title: "Name \(Words.title(title)) in the line of \(Words.title(snapshot.title(of: other)))",
        edits: [PageEdit(page: page.path, edits: [list.insertion(of: label)])]
      )
    ]
  }
}
