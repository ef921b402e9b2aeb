import Glossary
import MarkdownSyntax
package import SourceText
package import Workspace

/// The outline of a page that defines terms: its entries, below the letters that part them.
package enum DocumentSymbols {
  /// The outermost symbols in the order of the page; none on pages that define no terms.
  package static func symbols(on page: Page, in snapshot: WorkspaceSnapshot) -> [DocumentSymbol] {
    guard snapshot.entryPages.contains(page.id) else { return [] }
    var symbols = sections(of: page)
    for (index, entry) in page.entries.entries.enumerated() {
      symbols.append(symbol(of: entry, EntryPlace(page: page.id, entry: index), on: page, in: snapshot))
    }
    symbols.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    return nested(symbols)
  }

  /// The headings above entries: the page's own and letters. Those within an entry are its text.
  private static func sections(of page: Page) -> [DocumentSymbol] {
    let headings = page.parsed.headings.filter { heading in
      guard let entry = page.entry(at: heading.range.lowerBound) else { return true }
      return page.entries.entries[entry].range.upperBound == heading.range.lowerBound
    }
    return headings.enumerated().map { index, heading in
      let end = headings[(index + 1)...].first { $0.level <= heading.level }?.range.lowerBound ?? page.text.count
      let range = ByteRange(heading.range.lowerBound, end)
      return DocumentSymbol(.section, name(heading.title, page.text[heading.range]), range, heading.content)
    }
  }

  private static func symbol(
    of entry: Entry,
    _ place: EntryPlace,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> DocumentSymbol {
    let range = entry.range.covering(entry.titleRange)
    var symbol = DocumentSymbol(.entry, name(entry.title, page.text[entry.titleRange]), range, entry.titleRange)
    symbol.detail = entry.aliases.prefix(4).joined(separator: ", ")
    // Further headings with nothing between are other names of the same entry.
    symbol.children = page.parsed.headings[entry.headings].dropFirst().map { heading in
      DocumentSymbol(.alias, name(heading.title, page.text[heading.range]), heading.range, heading.content)
    }
    return symbol
  }

  /// A name is never empty nor blank (LSP 3.17, `DocumentSymbol.name`).
  private static func name(_ title: String, _ source: String) -> String {
    [title, source].first { $0.unicodeScalars.contains { !$0.properties.isWhitespace } } ?? "…"
  }

  /// Puts each symbol into the last one before it that holds it.
  private static func nested(_ symbols: [DocumentSymbol]) -> [DocumentSymbol] {
    var roots: [DocumentSymbol] = []
    var open: [DocumentSymbol] = []
    func close() {
      guard let last = open.popLast() else { return }
      if open.isEmpty { roots.append(last) } else { open[open.count - 1].children.append(last) }
    }
    for var symbol in symbols {
      while let last = open.last, last.range.upperBound <= symbol.range.lowerBound { close() }
      if let last = open.last {
        let end = min(symbol.range.upperBound, last.range.upperBound)
        symbol.range = ByteRange(symbol.range.lowerBound, end).covering(symbol.selection)
      }
      open.append(symbol)
    }
    while !open.isEmpty { close() }
    return roots
  }
}

/// One node of an outline.
package struct DocumentSymbol: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A heading above entries.
    case section
    case entry
    /// A second heading of an entry.
    case alias
  }

  package var kind: Kind
  package var name: String
  /// The names that the author gives the entry beside its title; empty where there are none.
  package var detail = ""
  package var range: ByteRange
  /// The title; within `range`.
  package var selection: ByteRange
  package var children: [DocumentSymbol] = []

  init(_ kind: Kind, _ name: String, _ range: ByteRange, _ selection: ByteRange) {
    self.kind = kind
    self.name = name
    self.range = range
    self.selection = selection
  }
}
