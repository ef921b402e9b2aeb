import ArgumentParser
import Reports
import Rules
import Workspace

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule: what it means, why it matters, how to mend it."
  )

  @Argument(
    help: ArgumentHelp("The rule's id; all rules are listed, if none is given.", valueName: "rule"),
    completion: .list(RuleCatalog.descriptions.map(\.id))
  )
  var rule: String?

  func run() throws {
    guard let rule else { return try CommandOutput().write(Array(Self.list.utf8)) }
    guard let description = RuleCatalog.description(of: rule) else { throw CommandFailure(RuleNames.unknown(rule)) }
    try CommandOutput().write(Array(Self.text(of: description).utf8))
  }

  private static func text(of rule: RuleDescription) -> String {
    """
    \(rule.id) (\(rule.defaultLevel)\(rule.isFixable ? ", some can be fixed" : ""))

    \(rule.summary)

    \(rule.documentation)

    In .glossa.yml, `rules:` sets its level: error, warning, info, hint or off. On a page,
    `<!-- glossa-ignore \(rule.id) -->` silences it for one place.

    """
  }

  private static var list: String {
    let rules = RuleCatalog.descriptions
    let idWidth = rules.map(\.id.utf8.count).max() ?? 0
    return rules.map { rule in
      let id = rule.id + String(repeating: " ", count: idWidth - rule.id.utf8.count)
      let level = rule.defaultLevel.rawValue
      return "\(id)  \(level)\(String(repeating: " ", count: max(0, 7 - level.utf8.count)))  \(rule.summary)\n"
    }.joined()
  }
}
