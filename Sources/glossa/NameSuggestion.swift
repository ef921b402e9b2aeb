import Glossary
import Rules

/// Finds what a misspelt word on the command line was to be.
enum NameSuggestion {
  static func nearest(to word: String, among words: [String]) -> String? {
    var names = NearestNames()
    for (index, word) in words.enumerated() {
      names.insert([EntryName(name: word, tier: 1)], of: EntryHandle(UInt32(index)))
    }
    return names.nearest(to: word).first?.name
  }
}

/// The ids of the rules, as users write them.
enum RuleNames {
  /// What to say of an id that no rule has.
  static func unknown(_ id: String) -> String {
    let nearest = NameSuggestion.nearest(to: id, among: RuleCatalog.descriptions.map(\.id))
    return "there is no rule '\(id)'; \(nearest.map { "did you mean '\($0)'?" } ?? "`glossa explain` lists them")"
  }
}
