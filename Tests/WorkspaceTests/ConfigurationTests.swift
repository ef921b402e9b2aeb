import Glossary
import SiteProfiles
import SourceText
import Testing
import Workspace

@Suite struct ConfigurationTests {
  @Test func everyKey() throws {
    let reading = read(
      """
      profile: mkdocs
      entries: ["docs/glossary/*.md", docs/terms]
      exclude:
        - "**/README.md"
      entryLevel: 3
      entryStyles: [headings, definition-lists, abbreviations]
      resolution: entries
      tables: []
      aliases:
        Large Language Model: [LLM, LLMs]
        3D: three dimensions
      kindWords: [Model, company]
      rules:
        orphan-entry: hint
        empty-entry: off
      seeAlso:
        words: Voir aussi
        sort: false
      language: en
      """
    )
    #expect(reading.problems.isEmpty)
    let configuration = reading.configuration
    #expect(configuration.profile == .mkdocs)
    #expect(configuration.entries?.map(\.pattern) == ["docs/glossary/*.md", "docs/terms"])
    #expect(configuration.exclude.match("docs/README.md"))
    #expect(configuration.entryLevel == 3)
    #expect(configuration.entryStyles == [.headings, .definitionLists, .abbreviations])
    #expect(configuration.resolution == .entries)
    #expect(configuration.tables == [])
    #expect(
      configuration.aliases == [
        LabelKey("Large Language Model"): ["LLM", "LLMs"],
        LabelKey("3D"): ["three dimensions"],
      ]
    )
    #expect(configuration.kindWords == KindWords(["company", "model"]))
    #expect(configuration.rules == ["orphan-entry": .hint, "empty-entry": .off])
    #expect(configuration.seeAlso.words == ["Voir aussi"])
    #expect(!configuration.seeAlso.isSorted)
    #expect(configuration.language == .english)
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "entries:\nrules:\n  # empty-entry: off\nkindWords:\n"])
  func nothingSaid(text: String) {
    #expect(read(text) == ConfigurationReading(configuration: Configuration(), problems: []))
  }

  @Test func kindWordsAreChanged() {
    let words = read("kindWords: {add: [Plugin], remove: [Movie, unknown]}\n").configuration.kindWords.words
    #expect(words.contains("plugin") && !words.contains("movie") && words.contains("python module"))
  }

  /// Texts and the problems in them. All of a file's problems are found at once.
  @Test(arguments: [
    ("entrys: []\n", ["1:1 unknown key “entrys”; did you mean “entries”?"]),
    ("entry-level: 2\n", ["1:1 unknown key “entry-level”; did you mean “entryLevel”?"]),
    ("zebra: 2\n", ["1:1 unknown key “zebra”"]),
    ("1: 2\n", ["1:1 unknown key “1”"]),
    ("? [a]\n: 2\n", ["1:3 unknown key “”"]),
    ("profile: hugo\n", ["1:10 profile must be auto, plain, mkdocs or jekyll, not the text “hugo”"]),
    (
      "profile: mkdoc\n",
      ["1:10 profile must be auto, plain, mkdocs or jekyll, not the text “mkdoc”; did you mean “mkdocs”?"]
    ),
    ("profile:\n", ["1:9 profile must be auto, plain, mkdocs or jekyll, not nothing"]),
    ("profile: [plain]\n", ["1:10 profile must be auto, plain, mkdocs or jekyll, not a list"]),
    ("entries: docs\n", ["1:10 entries must be a list, not the text “docs”"]),
    ("entries: [[docs]]\n", ["1:11 entries item must be a path pattern, not a list"]),
    ("entries: ['docs/[a']\n", ["1:11 entries item “docs/[a” is no path pattern: a “[” is not closed"]),
    ("tables: [../other/*.md]\n", ["1:10 tables item “../other/*.md” leads out of the workspace"]),
    ("entryLevel: 7\n", ["1:13 entryLevel must be a whole number from 1 to 6, not the number 7"]),
    ("entryLevel: '2'\n", ["1:13 entryLevel must be a whole number from 1 to 6, not the text “2”"]),
    ("entryLevel: 1.5\n", ["1:13 entryLevel must be a whole number from 1 to 6, not the number 1.5"]),
    (
      "entryStyles: [heading]\n",
      [
        "1:15 entryStyles item must be headings, definition-lists or abbreviations, not the text “heading”; "
          + "did you mean “headings”?"
      ]
    ),
    ("aliases: [a]\n", ["1:10 aliases must be a mapping, not a list"]),
    ("aliases: {A: {b: c}}\n", ["1:14 aliases.A must be a list or a text, not a mapping"]),
    ("aliases: {A: [[b]]}\n", ["1:15 aliases.A item must be a text, not a list"]),
    ("kindWords: model\n", ["1:12 kindWords must be a list or a mapping, not the text “model”"]),
    ("kindWords: {adds: [x]}\n", ["1:13 unknown key “kindWords.adds”; did you mean “add”?"]),
    ("kindWords: {add: x}\n", ["1:18 kindWords.add must be a list, not the text “x”"]),
    ("rules: {dangling: off}\n", ["1:9 there is no rule “dangling”"]),
    ("rules: {empty-entri: off}\n", ["1:9 there is no rule “empty-entri”; did you mean “empty-entry”?"]),
    (
      "rules:\n  empty-entry: warn\n",
      ["2:16 rules.empty-entry must be error, warning, info, hint or off, not the text “warn”"]
    ),
    ("rules: {empty-entry: true}\n", ["1:22 rules.empty-entry must be error, warning, info, hint or off, not true"]),
    ("seeAlso: true\n", ["1:10 seeAlso must be a mapping, not true"]),
    ("seeAlso: {sort: maybe}\n", ["1:17 seeAlso.sort must be true or false, not the text “maybe”"]),
    ("language: de\n", ["1:11 language must be en, not the text “de”"]),
    ("- a\n", ["1:1 the configuration must be a mapping, not a list"]),
    ("text\n", ["1:1 the configuration must be a mapping, not the text “text”"]),
    ("profile: plain\nprofile: auto\n", ["2:1 the key “profile” stands twice, first in line 1"]),
    ("profile: [\n", ["2:1 the text ends inside a “[” or “{”"]),
    ("profile: plain\n\tentries: []\n", ["2:1 a tab cannot indent a line; use blanks"]),
    (
      "a: 1\nentryLevel: x\nb: 2\n",
      [
        "1:1 unknown key “a”", "2:13 entryLevel must be a whole number from 1 to 6, not the text “x”",
        "3:1 unknown key “b”",
      ]
    ),
  ])
  func problems(text: String, expected: [String]) {
    #expect(read(text).problems.map { "\($0.line):\($0.column) \($0.message)" } == expected)
  }

  @Test func problemsHaveRanges() {
    let problem = read("# é\nentryLevel: nine\n").problems.first
    #expect(problem?.range == ByteRange(17, 21))
  }

  @Test func lastGoodStaysInForce() {
    let good = read("entryLevel: 3\n").configuration
    let broken = read("entryLevel: 9\nprofile: plain\n")
    #expect(broken.configuration.profile == .plain)
    #expect(broken.configuration(orLastGood: good) == good)
    #expect(read("entryLevel: 4\n").configuration(orLastGood: good).entryLevel == 4)
  }

  @Test func settingsOfAnEditor() {
    let settings = ConfigurationValue.object([
      ("profile", .string("jekyll")), ("entryLevel", .number(2)), ("entries", .array([.string("terms")])),
      ("resolution", .null), ("rules", .object([("empty-entry", .string("off")), ("orphan-entry", .string("hint"))])),
    ])
    let reading = ConfigurationReader(rules: knownRules).read(settings)
    #expect(reading.problems.isEmpty)
    #expect(reading.configuration.profile == .jekyll)
    #expect(reading.configuration.entryLevel == 2)

    // The file wins, key by key, and rule by rule.
    let text = Array("entryLevel: 3\nrules: {orphan-entry: error}\n".utf8)
    let both = ConfigurationReader(rules: knownRules).read(text, onto: reading.configuration).configuration
    #expect(both.profile == .jekyll)
    #expect(both.entryLevel == 3)
    #expect(both.rules == ["empty-entry": .off, "orphan-entry": .error])
  }

  @Test(
    arguments: [
      (.object([("entryLevel", .string("2"))]), "entryLevel must be a whole number from 1 to 6, not the text “2”"),
      (.object([("profil", .string("auto"))]), "unknown key “profil”; did you mean “profile”?"),
      (.array([]), "the configuration must be a mapping, not a list"),
      (
        .object([("seeAlso", .object([("sort", .integer(1))]))]), "seeAlso.sort must be true or false, not the number 1"
      ),
    ] as [(ConfigurationValue, String)]
  )
  func settingsWithProblems(settings: ConfigurationValue, expected: String) {
    let problems = ConfigurationReader(rules: knownRules).read(settings).problems
    #expect(problems.map(\.message) == [expected])
    #expect(problems.first?.line == 0)
  }
}

let knownRules = [
  KnownRule(id: "empty-entry", summary: "An entry without text.", defaultLevel: .info),
  KnownRule(id: "orphan-entry", summary: "An entry that nothing refers to.", defaultLevel: .off),
]

private func read(_ text: String) -> ConfigurationReading {
  ConfigurationReader(rules: knownRules).read(Array(text.utf8))
}
