import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Finds names of entries in prose that could be references.
package enum UnlinkedMention: Rule {
  package static let description = RuleDescription(
    id: "unlinked-mention",
    summary: "An entry's name in prose, without a link.",
    documentation: #"""
      The text uses a word that the glossary defines and does not link it, so a reader who does not know
      the word has to search for it. Only the first mention within an entry is reported, the longest name
      wins (*Apparent Wind* before *Wind*), and code, headings, links and the entry's own name are left
      alone. Put brackets around it. Off unless turned on: common words make good entries and bad links.

      Before:

      ```markdown
      One pulls a line and the sail is gone.
      ```

      After:

      ```markdown
      One pulls a [line] and the [sail] is gone.
      ```
      """#,
    defaultLevel: .off,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage else { return [] }
    let page = context.page
    let prose = Prose.ranges(of: page.parsed)
    var problems: [Problem] = []
    var next = 0
    for (index, entry) in page.entries.entries.enumerated() {
      // What the entry links already, and the entry itself.
      var known: Set<EntryPlace> = [EntryPlace(page: page.id, entry: index)]
      for reference in context.readReferences(ofSpans: page.parsed.spanIndices(in: entry.range)) {
        if let meant = context.resolutions[reference].entry { known.insert(meant) }
      }
      while next < prose.count, prose[next].lowerBound < entry.body.lowerBound { next += 1 }
      while next < prose.count, prose[next].lowerBound < entry.body.upperBound {
        let range = prose[next]
        next += 1
        if let line = entry.seeAlso, line.range.contains(range.lowerBound) { continue }
        for mention in context.usage.mentionIndex.mentions(in: page.text.bytes, range) {
          guard let meant = mention.entry, known.insert(meant).inserted else { continue }
          problems.append(problem(mention, of: meant, in: context))
        }
      }
    }
    return problems
  }

  private static func problem(
    _ mention: MentionIndex.Mention,
    of entry: EntryPlace,
    in context: RuleContext
  ) -> Problem {
    let text = context.page.text[mention.range]
    return context.problem(
      description,
      at: mention.range,
      "“\(Words.shortened(text))” is the entry \(Words.title(context.snapshot.title(of: entry))) and is not linked here",
      subject: text,
      related: [context.related(entry, "The entry")].compactMap { $0 }
    )
  }
}
