import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Finds see-also lines that repeat a term, name their own entry, or are in no order.
package enum SeeAlso: Rule {
  package static let description = RuleDescription(
    id: "see-also",
    summary: "A see-also line with repetitions, with its own name, or out of order.",
    documentation: #"""
      The line of related terms names a term twice, names the entry that it belongs to, or lists its terms
      in no order. Nothing is broken on the page; it only looks careless, and a link to the paragraph that
      one is reading is a small disappointment. The fix removes what is too much and sorts the rest: the
      page's letter first, then the terms, then `...` if the line ends with it.

      Before:

      ```markdown
      ## Rudder

      See also [R], [Tiller], [Rudder], [Helm], [Tiller], ...
      ```

      After:

      ```markdown
      ## Rudder

      See also [R], [Helm], [Tiller], ...
      ```
      """#,
    defaultLevel: .hint,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isEntryPage else { return [] }
    return context.page.entries.entries.indices.compactMap { index in
      guard let list = SeeAlsoList(ofEntry: index, in: context) else { return nil }
      var faults: [String] = []
      if !list.repeated.isEmpty {
        faults.append("names \(Words.list(list.repeated.map { Words.title(list.shown($0)) })) twice")
      }
      if !list.own.isEmpty { faults.append("names its own entry") }
      if !list.isSorted { faults.append("is not in order") }
      guard !faults.isEmpty else { return nil }
      let single = list.isSorted ? (list.repeated + list.own).min { $0.range < $1.range }?.range : nil
      return context.problem(
        description,
        at: single ?? list.range,
        "The see-also line \(Words.list(faults))",
        subject: context.page.entries.entries[index].title
      )
    }
  }

  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    guard let entry = page.entry(at: problem.range.lowerBound), let list = SeeAlsoList(ofEntry: entry, in: context),
      let tidied = list.tidied
    else { return [] }
    // Where no term is left, the words before the terms go too.
    var line: ByteRange?
    if tidied.isEmpty {
      guard let whole = page.entries.entries[entry].seeAlso,
        TextLines.holdsNoWords(whole.list, but: list.range, page.text)
      else { return [] }
      line = whole.range
    }
    let edit = line.map { TextEdit(TextLines.removal(of: $0, in: page.text), "") } ?? TextEdit(list.range, tidied)
    let title = line == nil ? "Tidy the see-also line" : "Remove the see-also line"
    return [Fix(title: title, isPreferred: true, edits: [PageEdit(page: page.path, edits: [edit])])]
  }
}
