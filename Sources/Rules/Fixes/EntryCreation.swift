import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Writes a new entry, and defines it where the site needs that.
package struct EntryCreation {
  package let fix: Fix

  /// Nil where no page is the obvious one for the entry.
  package init?(naming label: String, for context: RuleContext) {
    let snapshot = context.snapshot
    guard TermShape.isTerm(label), !label.contains(where: { "[]`\\#".contains($0) }),
      let page = Self.page(for: label, in: context)
    else { return nil }
    let placement = EntryPlacement(on: page)
    let title = placement.title(for: label)
    let insertion = placement.insertion(of: placement.newEntry(title), title: title)
    var edits = [PageEdit(page: page.path, edits: [insertion])]
    if snapshot.linksOnlyThroughDefinitions {
      guard let definitions = Self.definitions([title, label], page, insertion, in: context) else { return nil }
      edits.append(definitions)
    }
    fix = Fix(title: "Create the entry \(Words.title(title)) on \(page.path)", edits: edits)
  }

  /// The page of the label's letter, or the only glossary page.
  private static func page(for label: String, in context: RuleContext) -> Page? {
    let snapshot = context.snapshot
    let pages = snapshot.entryPages.sorted().compactMap { snapshot[$0] }.filter { page in
      page.parsed.refusal == nil && !page.entries.entries.contains { $0.kind == .page }
    }
    let lettered = pages.filter { PageLetter(of: $0)?.fits(label) ?? false }
    let folder = WorkspacePath.folder(of: context.page.path)
    if let near = lettered.first(where: { WorkspacePath.folder(of: $0.path) == folder }) ?? lettered.first {
      return near
    }
    let hasLetters = pages.contains { PageLetter(of: $0) != nil }
    let others = pages.filter { PageLetter(of: $0) == nil && !$0.entries.entries.isEmpty }
    if hasLetters { return nil }
    if others.contains(where: { $0 === context.page }) { return context.page }
    return others.count == 1 ? others.first : nil
  }

  /// The definitions of the new entry's title, and of the label where that is another one.
  private static func definitions(
    _ labels: [String],
    _ page: Page,
    _ insertion: TextEdit,
    in context: RuleContext
  ) -> PageEdit? {
    let snapshot = context.snapshot
    let place = EntryPlace(page: page.id, entry: nil)
    let text = page.text.replacing(insertion.range, with: Array(insertion.replacement.utf8))
    let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration)
    let changed = Page(id: page.id, path: page.path, role: page.role, text: text, reading: reading)
    guard let title = labels.first, let entry = changed.entries.entries.firstIndex(where: { $0.title == title }),
      let anchor = changed.anchor(ofEntry: entry),
      let table = context.table(defining: title, as: EntryPlace(page: page.id, entry: .max)),
      let base = DefinitionTarget(entry: place, table: table, snapshot: snapshot).text
    else { return nil }
    let matching = snapshot.profile.labelMatching
    let same = LabelKey(labels[0], matching: matching) == LabelKey(labels[1], matching: matching)
    var edit: PageEdit?
    for label in same ? [title] : labels {
      guard
        let next = DefinitionInsertion.edit(
          defining: label,
          as: EntryPlace(page: page.id, entry: .max),
          in: table,
          of: snapshot,
          destination: base + "#" + anchor
        )
      else { return nil }
      if edit == nil { edit = next } else { edit?.edits += next.edits }
    }
    return edit
  }
}
