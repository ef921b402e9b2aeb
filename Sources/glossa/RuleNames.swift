import Glossary
import Rules

/// The ids of the rules, as users write them.
enum RuleNames {
  /// What to say of an id that no rule has.
  static func unknown(_ id: String) -> String {
    var names = NearestNames()
    for (index, description) in RuleCatalog.descriptions.enumerated() {
      names.insert([EntryName(name: description.id, tier: 1)], of: EntryHandle(UInt32(index)))
    }
    guard let nearest = names.nearest(to: id).first else {
      return "there is no rule '\(id)'; `glossa explain` lists them"
    }
    return "there is no rule '\(id)'; did you mean '\(nearest.name)'?"
  }
}
