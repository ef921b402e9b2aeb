package import SourceText
package import Workspace

/// What completion offers at one place.
package struct CompletionList: Sendable, Hashable {
  /// What each of the items replaces: within one line, the cursor in it or at its end. The closing bracket that is
  /// there already is part of it, so an editor that kept what stands behind the cursor would double it.
  package var replaced: ByteRange
  /// Best first.
  package var items: [CompletionItem]
  /// Whether more typing may bring items that are not among these.
  package var isIncomplete: Bool

  package init(replaced: ByteRange, items: [CompletionItem] = [], isIncomplete: Bool = false) {
    self.replaced = replaced
    self.items = items
    self.isIncomplete = isIncomplete
  }
}

/// One thing that completion offers.
package struct CompletionItem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// The title of an entry.
    case entry
    /// Another name of an entry.
    case alias
    /// The abbreviation in a title's parenthesis.
    case abbreviation
    /// A page, which its top heading names.
    case page
    case frontMatterKey
    case blockKind
    case templateTag
    case file
  }

  /// What the author sees, and for names what will stand between the brackets.
  package var label: String
  package var kind: Kind
  /// The title of the entry, where the label is another name of it.
  package var title: String?
  /// Where the entry stands, such as `docs/glossary/l.md`.
  package var page: String?
  /// A word or two about anything that is no entry.
  package var detail: String?
  /// What takes the place of ``CompletionList/replaced``.
  package var insertion: String
  /// What editors compare with the text from the start of what is replaced to the cursor.
  package var filter: String
  package var entry: EntryPlace?
  /// Whether the label makes no link on this page before a definition of it is added.
  package var needsDefinition = false
  /// Whether several entries have the label.
  package var isAmbiguous = false

  package init(_ label: String, _ kind: Kind, insertion: String) {
    self.label = label
    self.kind = kind
    self.insertion = insertion
    filter = label
  }
}
