import MarkdownSyntax
import Workspace

/// Says which pages were not parsed.
package enum PageTooComplex: Rule {
  package static let description = RuleDescription(
    id: "page-too-complex",
    summary: "A page beyond the parse budget.",
    documentation: #"""
      Some texts cost a Markdown parser time or memory out of all proportion: quotations a hundred levels
      deep, very long runs of brackets, tables thousands of cells wide, a page of many megabytes. Glossa
      estimates the cost before it parses and refuses such a page, so that neither an editor nor a CI run
      is held up. The report stands at the place that costs too much. References on this page are not
      checked, other pages are not affected, and its headings are still read as entries. The cause is
      usually pasted mail, pasted output or a generated page: shorten it, split it, or name the file under
      `exclude`.

      Before:

      ```markdown
      >>>>>>>>>>>>>>>> (and so on, 120 deep) I have it. Sorry.
      ```

      After:

      ```markdown
      > I have it. Sorry.
      ```
      """#,
    defaultLevel: .error,
    isFixable: false
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    guard let refusal = context.page.parsed.refusal else { return [] }
    let message = "This page is not checked: \(refusal.reason)"
    return [context.problem(description, at: refusal.range, message, subject: refusal.reason)]
  }
}
