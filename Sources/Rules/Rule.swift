package import Workspace

/// One thing that can be wrong with a glossary. A rule is a type without state: it looks at one page of a snapshot.
package protocol Rule: Sendable {
  static var description: RuleDescription { get }

  /// The rule's problems on a page, in any order.
  static func check(_ context: RuleContext) -> [Problem]

  /// Whether the rule's problems on a page may change with nothing but the words of other pages: with what they refer
  /// to, and where their entries send the reader.
  static func dependsOnWordsElsewhere(_ page: Page) -> Bool

  /// Whether some of the rule's fixes are preferred ones.
  static var hasPreferredFixes: Bool { get }

  /// Ways to mend one of the rule's problems, best first; found only when somebody asks.
  static func fixes(for problem: Problem, in context: RuleContext) -> [Fix]
}

extension Rule {
  package static func dependsOnWordsElsewhere(_ page: Page) -> Bool { false }

  package static var hasPreferredFixes: Bool { true }

  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] { [] }
}
