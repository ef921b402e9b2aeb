/// A page's number within its workspace; it stays the same as long as the page exists.
package struct PageID: Hashable, Comparable, Sendable {
  package let rawValue: Int32

  package init(_ rawValue: Int) { self.rawValue = Int32(clamping: rawValue) }

  package var index: Int { Int(rawValue) }

  package static func < (left: PageID, right: PageID) -> Bool { left.rawValue < right.rawValue }
}

/// Where an entry is: its page, and its index among the page's entries.
package struct EntryPlace: Hashable, Comparable, Sendable {
  package var page: PageID
  private var number: Int32

  /// The index of the entry; nil for a page as a whole, which its top heading names.
  package var entry: Int? { number < 0 ? nil : Int(number) }

  package init(page: PageID, entry: Int?) {
    self.page = page
    number = Int32(clamping: entry ?? -1)
  }

  package static func < (left: EntryPlace, right: EntryPlace) -> Bool {
    (left.page, left.number) < (right.page, right.number)
  }
}

/// Where a link definition is: its page, and its index among the page's definitions.
package struct DefinitionPlace: Hashable, Sendable {
  package var page: PageID
  private var number: Int32

  package var definition: Int { Int(number) }

  package init(page: PageID, definition: Int) {
    self.page = page
    number = Int32(clamping: definition)
  }
}
