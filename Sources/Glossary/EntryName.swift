/// A string that refers to an entry, and how directly it does so.
package struct EntryName: Hashable, Sendable {
  /// The name as an author would write it between brackets.
  package var name: String
  /// 1 for a given name, 2 to 4 for one derived from a title; the lowest tier that knows a label decides.
  package var tier: Int

  package init(name: String, tier: Int) {
    self.name = name
    self.tier = tier
  }
}

/// What an index knows an entry by; only the index's owner gives it a meaning.
package struct EntryHandle: Hashable, Comparable, Sendable {
  package var rawValue: UInt32

  package init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static func < (left: EntryHandle, right: EntryHandle) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The entries that a label names.
package struct NameMatch: Hashable, Sendable {
  /// The tier that decided, 1 to 10.
  package var tier: Int
  /// The entries that have the label in that tier, in the order of their handles, each once. Never empty.
  package var entries: [EntryHandle]

  /// Whether only the author can tell which entry is meant.
  package var isAmbiguous: Bool { entries.count > 1 }

  package init(tier: Int, entries: [EntryHandle]) {
    self.tier = tier
    self.entries = entries
  }
}
