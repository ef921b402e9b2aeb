import SiteProfiles
import SourceText
import Workspace

/// Finds what of a page could not be read.
package enum UnreadableText: Rule {
  package static let description = RuleDescription(
    id: "unreadable-text",
    summary: "A page, or its front matter, that cannot be read as it is meant.",
    documentation: #"""
      The file holds bytes that are no UTF-8, or it is UTF-16, or the front matter at its top is not YAML.
      Browsers show odd signs in place of such bytes, generators stop at them or drop the page, and Glossa
      does not change such a file, so as not to lose what it cannot read. Save the page as UTF-8. In front
      matter it is most often a colon or a quotation mark in a title: put the title into quotation marks.

      Before:

      ```markdown
      ---
      title: Tack: the noun
      ---
      ```

      After:

      ```markdown
      ---
      title: "Tack: the noun"
      ---
      ```
      """#,
    defaultLevel: .warning,
    isFixable: false
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    let page = context.page
    let decoding = page.text.decoding
    if decoding.isUTF16 {
      let message = "This file is UTF-16 and is not read; save it as UTF-8"
      return [context.problem(description, at: .empty(at: 0), message, subject: "UTF-16")]
    }
    var problems: [Problem] = []
    if let first = decoding.invalidRanges.first {
      let count = decoding.invalidRanges.count
      let others = count > 1 ? ", here and in \(count - 1) more place\(count > 2 ? "s" : "")" : ""
      let message = "These bytes are no UTF-8\(others); save the file as UTF-8"
      problems.append(context.problem(description, at: first, message, subject: "UTF-8"))
    }
    if let problem = page.frontMatter.fault {
      let line = page.text.lines.line(at: problem.range.lowerBound)
      let start = min(problem.range.lowerBound, page.text.count)
      let range = ByteRange(start, max(start, page.text.lineContent(line).upperBound))
      let message = "The front matter is no YAML and is not read: \(problem.message)"
      problems.append(context.problem(description, at: range, message, subject: "front matter"))
    }
    return problems
  }
}
