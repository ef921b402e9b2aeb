import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// Finds see-also lines whose terms do not name the entry in return.
package enum OneWaySeeAlso: Rule {
  package static let description = RuleDescription(
    id: "one-way-see-also",
    summary: "A names B in its see-also line, B does not name A.",
    documentation: #"""
      Relations mostly hold in both directions: who reads about moorings may want to know about anchors
      too. This line names an entry whose own line does not name this one. Add it there. Off unless turned
      on, for there are good reasons to refer one way only, from the special to the general for instance.

      Before:

      ```markdown
      ## Anchor

      See also [A], [Mooring]

      ## Mooring

      See also [M], [Buoy]
      ```

      After:

      ```markdown
      ## Anchor

      See also [A], [Mooring]

      ## Mooring

      See also [M], [Anchor], [Buoy]
      ```
      """#,
    defaultLevel: .off,
    isFixable: true
  )

  package static func dependsOnWordsElsewhere(_ page: Page) -> Bool { !page.entries.entries.isEmpty }

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage else { return [] }
    let page = context.page
    var problems: [Problem] = []
    for (index, entry) in page.entries.entries.enumerated() {
      guard let line = entry.seeAlso else { continue }
      let place = EntryPlace(page: page.id, entry: index)
      for reference in context.readReferences(ofSpans: line.references) {
        let resolution = context.resolutions[reference]
        guard resolution.state == .defined, let other = resolution.entry, other != place,
          let otherLine = context.snapshot.entry(other)?.seeAlso, let otherPage = context.snapshot[other.page],
          !names(place, in: otherLine, on: otherPage, context.snapshot)
        else { continue }
        let title = Words.title(context.snapshot.title(of: other))
        problems.append(
          context.problem(
            description,
            at: context.span(of: reference).range,
            "\(Words.title(entry.title)) names \(title) in its see-also line, and \(title) does not name it",
            subject: entry.title + " → " + context.snapshot.title(of: other),
            related: [RelatedPlace(page: otherPage.path, range: otherLine.range, message: "The other line")]
          )
        )
      }
    }
    return problems
  }

  private static func names(
    _ place: EntryPlace,
    in line: SeeAlsoLine,
    on page: Page,
    _ snapshot: WorkspaceSnapshot
  ) -> Bool {
    page.referenceIndices(ofSpans: line.references).contains { index in
      let resolution = snapshot.resolve(page.references[index], on: page)
      return resolution.entry == place || resolution.candidates.contains(place)
    }
  }
}
