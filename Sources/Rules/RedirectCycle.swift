import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// Finds entries that send the reader on, and on, and back.
package enum RedirectCycle: Rule {
  package static let description = RuleDescription(
    id: "redirect-cycle",
    summary: "*See X* that leads back to itself.",
    documentation: #"""
      An entry whose whole text is "See [Other]" sends the reader on. Here the way comes back to where it
      began, so nobody who follows it ever reads a definition. One entry of the circle must say what the
      word means; the others may go on pointing to it.

      Before:

      ```markdown
      ## Bowsprit

      See [Sprit].

      ## Sprit

      See [Bowsprit].
      ```

      After:

      ```markdown
      ## Bowsprit

      A spar that reaches out over the bow and carries the forestay.

      ## Sprit

      See [Bowsprit].
      ```
      """#,
    defaultLevel: .error,
    isFixable: false
  )

  /// How many entries a circle may have to be found.
  private static let longestCircle = 64

  package static func dependsOnWordsElsewhere(_ page: Page) -> Bool {
    page.entries.entries.contains { $0.redirect != nil }
  }

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage else { return [] }
    let page = context.page
    let entries = page.entries.entries
    return entries.indices.compactMap { index in
      guard entries[index].redirect != nil else { return nil }
      let start = EntryPlace(page: page.id, entry: index)
      guard let circle = circle(from: start, in: context.snapshot) else { return nil }
      let titles = circle.map { Words.title(context.snapshot.title(of: $0)) }
      let message =
        circle.count == 1
        ? "\(titles[0]) sends the reader to itself"
        : "\(titles[0]) sends the reader to \(titles.dropFirst().joined(separator: ", then to ")), and back"
      return context.problem(
        description,
        at: entries[index].titleRange,
        message,
        subject: entries[index].title,
        related: circle.dropFirst().compactMap { context.related($0, "Sends the reader on") }
      )
    }
  }

  /// The entries that one passes from an entry back to it; nil where the way ends or circles elsewhere.
  private static func circle(from start: EntryPlace, in snapshot: WorkspaceSnapshot) -> [EntryPlace]? {
    var circle = [start]
    while let next = next(circle[circle.count - 1], in: snapshot) {
      if next == start { return circle }
      guard circle.count < longestCircle, !circle.contains(next) else { return nil }
      circle.append(next)
    }
    return nil
  }

  private static func next(_ place: EntryPlace, in snapshot: WorkspaceSnapshot) -> EntryPlace? {
    guard let page = snapshot[place.page], let span = snapshot.entry(place)?.redirect,
      let reference = page.referenceIndices(ofSpans: span..<span + 1).first
    else { return nil }
    let resolution = snapshot.resolve(page.references[reference], on: page)
    guard resolution.state != .ambiguous, resolution.entry?.entry != nil else { return nil }
    return resolution.entry
  }
}
