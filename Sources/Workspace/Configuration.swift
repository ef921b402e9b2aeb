package import Glossary
package import SiteProfiles

/// What the author says about a workspace in `.glossa.yml` or in the editor's settings.
package struct Configuration: Sendable, Hashable {
  package enum Profile: String, Sendable, CaseIterable { case auto, plain, mkdocs, jekyll }
  package enum Resolution: String, Sendable, CaseIterable { case auto, definitions, entries }
  package enum EntryStyle: String, Sendable, CaseIterable {
    case headings
    case definitionLists = "definition-lists"
    case abbreviations
  }
  package enum Language: String, Sendable, CaseIterable { case english = "en" }

  package var profile = Profile.auto
  /// Globs of the entry files; nil when Glossa is to find them.
  package var entries: [Glob]?
  /// Globs of pages that are left out altogether.
  package var exclude: [Glob] = []
  /// The heading level of entries, 1 to 6; nil when it is found for each page.
  package var entryLevel: Int?
  package var entryStyles: Set<EntryStyle> = [.headings]
  package var resolution = Resolution.auto
  /// Globs of the definition tables; empty when there are none, nil when the generator's configuration names them.
  package var tables: [Glob]?
  /// More names for entries, by the entry's title.
  package var aliases: [LabelKey: [String]] = [:]
  package var kindWords = KindWords.standard
  /// The levels of the rules that are not to have their default one.
  package var rules: [String: RuleLevel] = [:]
  package var seeAlso = SeeAlsoSettings()
  package var language = Language.english

  package init() {}
}

package struct SeeAlsoSettings: Sendable, Hashable {
  /// The words that begin a line of related terms; letters match in either case.
  package var words = ["See also"]
  /// True when the terms of such a line belong in alphabetical order.
  package var isSorted = true

  package init() {}
}

/// How a rule's findings are shown.
package enum RuleLevel: String, Sendable, Hashable, CaseIterable {
  case error, warning, info, hint, off
}

/// What the configuration must know of a rule.
package struct KnownRule: Sendable, Hashable {
  package var id: String
  /// One sentence, for the schema.
  package var summary: String
  package var defaultLevel: RuleLevel

  package init(id: String, summary: String, defaultLevel: RuleLevel) {
    self.id = id
    self.summary = summary
    self.defaultLevel = defaultLevel
  }
}
