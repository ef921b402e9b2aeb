import SourceText
import Workspace

/// Finds comments that ask for silence where nothing is said. The catalogue applies it, since only the problems of all
/// other rules tell.
package enum UnusedIgnore: Rule {
  package static let description = RuleDescription(
    id: "unused-ignore",
    summary: "An ignore comment that silences nothing.",
    documentation: #"""
      The comment asks Glossa to be silent about something that is not, or no longer, a problem here. Left
      where it is it would hide the next problem of that rule, one that nobody has seen yet. Remove the
      comment, or the rule from its list; if a problem is still shown, the comment stands in the wrong
      place. `<!-- glossa-ignore RULE -->` speaks for the block that it stands in, or for the blocks that
      touch it where it has a line of its own; `<!-- glossa-ignore-next-line RULE -->` speaks for the next
      line that is not blank. Several rules are separated by blanks, and without any the comment speaks
      for all. A rule that is turned off makes no ignore superfluous.

      Before:

      ```markdown
      <!-- glossa-ignore-next-line dangling-reference -->
      The [halyard] is let go.
      ```

      After:

      ```markdown
      The [halyard] is let go.
      ```
      """#,
    defaultLevel: .hint,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] { [] }

  static func problems(
    for comments: [Suppression.Comment],
    used: Set<Suppression.UsedRule>,
    in context: RuleContext
  ) -> [Problem] {
    guard context.levels.level(of: description) != .off else { return [] }
    var problems: [Problem] = []
    for (index, comment) in comments.enumerated() {
      if comment.rules.isEmpty, !used.contains(Suppression.UsedRule(comment: index, rule: nil)) {
        problems.append(
          context.problem(description, at: comment.range, "This comment silences nothing", subject: "")
        )
      }
      for rule in comment.rules where !used.contains(Suppression.UsedRule(comment: index, rule: rule.id)) {
        guard let known = RuleCatalog.description(of: rule.id) else {
          let message = "There is no rule called “\(rule.id)”"
          problems.append(context.problem(description, at: rule.range, message, subject: rule.id))
          continue
        }
        guard context.levels.level(of: known) != .off else { continue }
        let message = "There is no \(rule.id) here to be silent about"
        problems.append(context.problem(description, at: rule.range, message, subject: rule.id))
      }
    }
    return problems
  }

  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let text = context.page.text
    let comments = Suppression(context.page.parsed).comments
    guard let comment = comments.first(where: { $0.range.contains(problem.range) }) else { return [] }
    var removed = comment.range
    var title = "Remove the comment"
    if comment.rules.count > 1 {
      removed = problem.range
      while text.bytes[removed.lowerBound - 1] == 0x20 || text.bytes[removed.lowerBound - 1] == UInt8(ascii: ",") {
        removed = ByteRange(removed.lowerBound - 1, removed.upperBound)
      }
      title = "Remove \(problem.subject) from the comment"
    } else {
      removed = TextLines.removal(of: removed, in: text)
    }
    let edit = PageEdit(page: context.page.path, edits: [TextEdit(removed, "")])
    return [Fix(title: title, isPreferred: true, edits: [edit])]
  }
}
