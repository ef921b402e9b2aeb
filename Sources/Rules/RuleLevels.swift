package import Workspace

/// The levels of all rules: the configured ones over the default ones.
package struct RuleLevels: Sendable {
  private let configured: [String: RuleLevel]

  /// - Parameter configured: By the id of the rule; those that are not named keep their default.
  package init(_ configured: [String: RuleLevel] = [:]) { self.configured = configured }

  package init(_ configuration: Configuration) { self.init(configuration.rules) }

  /// The level that the author gave a rule; nil where it keeps its default.
  package func configuredLevel(of rule: RuleDescription) -> RuleLevel? { configured[rule.id] }

  package func level(of rule: RuleDescription) -> RuleLevel { configured[rule.id] ?? rule.defaultLevel }
}
