internal import Glossary
package import SiteProfiles
internal import SourceText
internal import YAMLDocument

/// Reads `.glossa.yml` and the editor's settings.
package struct ConfigurationReader: Sendable {
  private let rules: [KnownRule]

  /// - Parameter rules: all rules that may be configured.
  package init(rules: [KnownRule]) {
    self.rules = rules
  }

  /// Reads a file's text on top of what is configured already: keys of the file win.
  package func read(_ text: [UInt8], onto base: Configuration = Configuration()) -> ConfigurationReading {
    let document = YAMLDocument(text)
    if let problem = document.problem {
      return ConfigurationReading(configuration: base, problems: [ConfigurationProblem(problem)])
    }
    var reading = document.root.map { read($0, onto: base) } ?? ConfigurationReading(configuration: base, problems: [])
    reading.problems += document.duplicateKeys.map { ConfigurationProblem($0) }
    reading.problems.sort { ($0.range.lowerBound, $0.message) < ($1.range.lowerBound, $1.message) }
    return reading
  }

  /// Reads an editor's settings (the object named `glossa`); their problems have no position. An editor sends null for
  /// what is not set.
  package func read(
    _ settings: ConfigurationValue,
    onto base: Configuration = Configuration()
  ) -> ConfigurationReading {
    guard case .object(let members) = settings else { return read(YAMLNode(settings), onto: base) }
    return read(YAMLNode(.object(members.filter { $0.value != .null })), onto: base)
  }

  private func read(_ root: YAMLNode, onto base: Configuration) -> ConfigurationReading {
    var check = SettingCheck()
    var configuration = base
    if root.isNull { return ConfigurationReading(configuration: base, problems: []) }
    let fields = ConfigurationKey.allCases.map {
      SettingType.Field(name: $0.rawValue, type: $0.type(rules), meaning: $0.meaning)
    }
    for pair in check.knownPairs(of: root, fields, path: "") {
      guard let name = pair.key.string, let key = ConfigurationKey(rawValue: name) else { continue }
      let type = key.type(rules)
      // A list or mapping whose lines are all commented out says nothing.
      if pair.value.isNull, type.isCollection { continue }
      if check.accepts(pair.value, type, path: name) { configuration.set(key, pair.value) }
    }
    return ConfigurationReading(configuration: configuration, problems: check.problems)
  }
}

/// A configuration and what is wrong with the text that it was read from.
package struct ConfigurationReading: Sendable, Hashable {
  /// With the keys that are right; the others are as before.
  package var configuration: Configuration
  /// All of them are errors: a configuration with a problem is not to come into force.
  package var problems: [ConfigurationProblem]

  package init(configuration: Configuration, problems: [ConfigurationProblem]) {
    self.configuration = configuration
    self.problems = problems
  }

  /// What is to be in force after reading: the new configuration, or the last one without problems.
  package func configuration(orLastGood last: Configuration) -> Configuration {
    problems.isEmpty ? configuration : last
  }
}

extension Configuration {
  /// Takes over a value that has the key's type.
  fileprivate mutating func set(_ key: ConfigurationKey, _ value: YAMLNode) {
    switch key {
    case .profile: profile = value.string.flatMap(Profile.init) ?? profile
    case .entries: entries = value.globs
    case .exclude: exclude = value.globs
    case .entryLevel: entryLevel = value.integer
    case .entryStyles: entryStyles = Set(value.texts.compactMap(EntryStyle.init))
    case .resolution: resolution = value.string.flatMap(Resolution.init) ?? resolution
    case .tables: tables = value.globs
    case .aliases:
      for pair in value.pairs ?? [] {
        if let title = pair.key.string { aliases[LabelKey(title)] = pair.value.texts }
      }
    case .kindWords:
      guard value.pairs != nil else {
        kindWords = KindWords(value.texts)
        return
      }
      let removed = KindWords(value["remove"]?.texts ?? []).words
      kindWords = KindWords(
        KindWords.standard.words.filter { !removed.contains($0) } + (value["add"]?.texts ?? [])
      )
    case .rules:
      for pair in value.pairs ?? [] {
        guard let id = pair.key.string, let level = pair.value.string.flatMap(RuleLevel.init) else { continue }
        rules[id] = level
      }
    case .seeAlso:
      if let words = value["words"] { seeAlso.words = words.texts }
      if let isSorted = value["sort"]?.bool { seeAlso.isSorted = isSorted }
    case .language: language = value.string.flatMap(Language.init) ?? language
    }
  }
}

extension YAMLNode {
  /// The texts of a list, or the one text.
  fileprivate var texts: [String] {
    (items ?? [self]).compactMap(\.string)
  }

  fileprivate var globs: [Glob] {
    texts.compactMap { try? Glob($0) }
  }
}
