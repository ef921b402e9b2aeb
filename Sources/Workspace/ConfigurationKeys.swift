/// All keys of the configuration: the one table that the reader, the JSON Schema and the commented file are made from.
enum ConfigurationKey: String, CaseIterable {
  case profile, entries, exclude, entryLevel, entryStyles, resolution, tables, aliases, kindWords, rules, seeAlso
  case language
}

/// What a key may hold.
indirect enum SettingType {
  case boolean
  case text
  case integer(ClosedRange<Int>)
  case choice([Choice])
  /// A path pattern; checked as one.
  case glob
  case list(SettingType)
  /// Any keys, all with values of one type.
  case map(SettingType)
  /// Fixed keys.
  case object([Field])
  case either([SettingType])

  struct Choice {
    let value: String
    let meaning: String
  }

  struct Field {
    let name: String
    let type: SettingType
    let meaning: String
  }
}

extension SettingType {
  /// True for what is written over several lines, all of which may be commented out.
  var isCollection: Bool {
    switch self {
    case .list, .map, .object: return true
    case .either(let types): return types.contains { $0.isCollection }
    case .boolean, .text, .integer, .choice, .glob: return false
    }
  }
}

extension ConfigurationKey {
  /// What the key is for, in one or two sentences.
  var meaning: String {
    switch self {
    case .profile:
      return "The generator of the site, which decides how definitions are found and anchors are named."
    case .entries:
      return "The files that define terms. Without it: pages in folders called glossary, terms, definitions, lexicon "
        + "or dictionary, pages of that name, and pages that a definition table points into."
    case .exclude:
      return "Pages that are left out altogether."
    case .entryLevel:
      return "The heading level of entries. Without it: the most frequent level of each page."
    case .entryStyles:
      return "What makes an entry."
    case .resolution:
      return "What makes a reference resolve."
    case .tables:
      return "The files of link definitions that the site adds to its pages; an empty list says that there are none. "
        + "Without it: those that the generator's configuration names."
    case .aliases:
      return "More names for entries, by the entry's title."
    case .kindWords:
      return "Words at a title's end that references leave out: `[LangChain]` for `LangChain Python Module`. A list "
        + "replaces the standard words; `add` and `remove` change them."
    case .rules:
      return "The level of each rule."
    case .seeAlso:
      return "The lines that list related terms."
    case .language:
      return "The language of the glossary, which decides how plurals are made."
    }
  }

  func type(_ rules: [KnownRule]) -> SettingType {
    switch self {
    case .profile:
      return .choice([
        .init(value: "auto", meaning: "mkdocs.yml or _config.yml decides, else plain"),
        .init(value: "plain", meaning: "Markdown as on GitHub"),
        .init(value: "mkdocs", meaning: "MkDocs"),
        .init(value: "jekyll", meaning: "Jekyll with kramdown"),
      ])
    case .entries, .exclude, .tables:
      return .list(.glob)
    case .entryLevel:
      return .integer(1...6)
    case .entryStyles:
      return .list(
        .choice([
          .init(value: "headings", meaning: "a heading and what stands below it"),
          .init(value: "definition-lists", meaning: "`Term` over `: definition`"),
          .init(value: "abbreviations", meaning: "`*[HTML]: definition`"),
        ])
      )
    case .resolution:
      return .choice([
        .init(value: "auto", meaning: "definitions where the site has any, else entries"),
        .init(value: "definitions", meaning: "a link definition that reaches the page"),
        .init(value: "entries", meaning: "an entry of that name"),
      ])
    case .aliases:
      return .map(.either([.list(.text), .text]))
    case .kindWords:
      return .either([
        .list(.text),
        .object([
          .init(name: "add", type: .list(.text), meaning: "Words beside the standard ones."),
          .init(name: "remove", type: .list(.text), meaning: "Standard words that are none here."),
        ]),
      ])
    case .rules:
      let levels = SettingType.choice(RuleLevel.allCases.map { .init(value: $0.rawValue, meaning: "") })
      return .object(
        rules.map { .init(name: $0.id, type: levels, meaning: "\($0.summary) (default: \($0.defaultLevel))") }
      )
    case .seeAlso:
      return .object([
        .init(name: "words", type: .either([.list(.text), .text]), meaning: "The words that begin such a line."),
        .init(name: "sort", type: .boolean, meaning: "Whether its terms belong in alphabetical order."),
      ])
    case .language:
      return .choice([.init(value: "en", meaning: "English")])
    }
  }

  /// The default as YAML on one line, or an example where there is no default.
  var sample: String {
    switch self {
    case .profile: return "auto"
    case .entries: return "[docs/glossary]"
    case .exclude: return "[\"**/README.md\"]"
    case .entryLevel: return "2"
    case .entryStyles: return "[headings]"
    case .resolution: return "auto"
    case .tables: return "[includes/terms.md]"
    case .aliases: return "{Large Language Model: [LLM]}"
    case .kindWords: return "{add: [plugin], remove: [movie]}"
    case .rules: return "{orphan-entry: hint}"
    case .seeAlso: return "{words: [See also], sort: true}"
    case .language: return "en"
    }
  }
}
