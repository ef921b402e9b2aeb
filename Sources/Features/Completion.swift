import Glossary
import MarkdownSyntax
package import Rules
import SourceText
package import Workspace

/// What an author may want to write where the cursor stands.
package enum Completion {
  /// The most items that one answer holds.
  package static let limit = 100

  /// What completion offers at an offset of a page; nil where it has nothing to say.
  ///
  /// - Parameter index: that of the snapshot.
  package static func list(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    index: CompletionIndex,
    limit: Int = limit
  ) -> CompletionList? {
    if let frontMatter = FrontMatterItems.frontMatter(around: offset, on: page) {
      return FrontMatterItems.list(at: offset, in: frontMatter, on: page, in: snapshot)
    }
    if let list = LiquidItems.list(at: offset, on: page, in: snapshot) { return list }
    if let list = BlockKindItems.list(at: offset, on: page) { return list }
    if let list = DefinitionItems.list(at: offset, on: page, in: snapshot, index: index) { return list }
    guard var place = LabelPlace.find(at: offset, on: page.parsed) else { return nil }
    if place.mayBeginBeforeOtherWords(in: page.text), !isName(place, on: page, in: snapshot, index: index) {
      place.replaced = ByteRange(place.replaced.lowerBound, offset)
    }
    let list = TermItems(place, on: page, in: snapshot, index: index, limit: limit).list()
    return place.begun != nil && list.items.isEmpty ? nil : list
  }

  /// Whether all that stands between a place's brackets is a label, or much like a name.
  private static func isName(
    _ place: LabelPlace,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    index: CompletionIndex
  ) -> Bool {
    let label = page.text[ByteRange(place.typed.lowerBound, place.replaced.upperBound - 1)]
    let use: LabelUse = place.shownText == nil ? .shownText : .secondBracket
    if snapshot.resolve(label: label, use: use, on: page).state == .defined { return true }
    return index.search(FuzzyQuery(label), limit: 1).names.contains { $0.match.kind != .subsequence }
  }

  /// The definition that an item's label needs before it links, as the fix of an undefined label adds it; nil where it
  /// needs none. It may belong to another page than the one that is written on.
  package static func definition(
    for item: CompletionItem,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage
  ) -> PageEdit? {
    guard item.needsDefinition, !item.isAmbiguous, let entry = item.entry else { return nil }
    return NeededDefinition.edit(defining: item.label, as: entry, on: page, in: snapshot, usage: usage)
  }
}
