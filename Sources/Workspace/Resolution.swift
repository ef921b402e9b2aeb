/// What a reference means on the published page.
package struct Resolution: Sendable, Hashable {
  package enum State: UInt8, Sendable {
    /// The page links it.
    case defined
    /// An entry has the name, but no definition of it reaches the page.
    case undefinedLabel
    /// Several entries have the name.
    case ambiguous
    /// Nothing has the name.
    case dangling
  }

  // The members stand in the order that takes the least room: there is one such value for every reference.

  /// All entries that are meant, where they are several.
  package var candidates: [EntryPlace] = []

  /// The definition that makes the link.
  package var definition: DefinitionPlace?

  /// The entry, or the page, that is meant; the first of those of an ambiguous one.
  package var entry: EntryPlace?

  package var state: State

  private var smallTier: UInt8 = 0

  /// The tier of the name that decided, 0 where a definition did.
  package var tier: Int {
    get { Int(smallTier) }
    set { smallTier = UInt8(clamping: newValue) }
  }

  package init(_ state: State) { self.state = state }
}

/// Where a link leads within the workspace.
package enum ResolvedTarget: Sendable, Hashable {
  case external
  case unknown
  /// A page, and the index of the heading whose id the anchor is; nil where the link names none.
  case page(PageID, heading: Int?)
  /// A page that has no such anchor.
  case missingAnchor(PageID, anchor: String)
  /// An anchor of the page that is not a heading's.
  case place(PageID, anchor: String)
  /// A file that is no page.
  case file(String)
  /// A file that is not there, as the link names it from the workspace's root.
  case missingFile(String)
}
