import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// In which tables a site defines the entries of each page.
struct HomeTables: Sendable {
  /// By page: the tables that define its entries, those with the most definitions first.
  private var byPage: [PageID: [PageID]] = [:]
  /// By entry, where the tables of its page are several: those that define it, those with the most definitions first.
  private var byEntry: [EntryPlace: [PageID]] = [:]
  /// The letter with which most labels of a table begin.
  private var letters: [PageID: Character] = [:]
  private var sameName: [PageID: PageID] = [:]
  /// The table with the most definitions.
  private var largest: PageID?

  init(of snapshot: WorkspaceSnapshot) {
    let tables = snapshot.tablePages
    for page in snapshot.pages.compactMap({ $0 }) where page.role == .page {
      let inbound = snapshot.definitions(leadingInto: page).filter { tables.contains($0.page) }
      byPage[page.id] = Self.byCount(inbound)
      guard byPage[page.id]?.count ?? 0 > 1 else { continue }
      for (entry, definitions) in snapshot.definitionsByEntry(of: page) {
        byEntry[EntryPlace(page: page.id, entry: entry)] = Self.byCount(definitions.filter { tables.contains($0.page) })
      }
    }
    var byName: [Substring: PageID] = [:]
    for table in tables.sorted() {
      guard let page = snapshot[table] else { continue }
      byName[WorkspacePath.name(of: page.path)] = table
      letters[table] = Self.letter(of: page)
      if page.parsed.definitions.count > (largest.flatMap { snapshot[$0] }?.parsed.definitions.count ?? -1) {
        largest = table
      }
    }
    for page in snapshot.pages.compactMap({ $0 }) where page.role == .page {
      sameName[page.id] = byName[WorkspacePath.name(of: page.path)]
    }
  }

  /// The table for the definition of a label that means an entry.
  ///
  /// That of the entry's other definitions; else that of its page's, and of several such, or where there is none, that of
  /// the label's letter.
  func table(for entry: EntryPlace, label: String, among files: [PageID]) -> PageID? {
    let tables = byPage[entry.page] ?? []
    if tables.count == 1, files.contains(tables[0]) { return tables[0] }
    if let table = byEntry[entry]?.first(where: files.contains) { return table }
    let own = tables.filter(files.contains)
    if own.count == 1 { return own[0] }
    if own.isEmpty, let table = sameName[entry.page], files.contains(table) { return table }
    let letter = label.first?.lowercased().first
    let candidates = own.isEmpty ? letters.keys.sorted().filter(files.contains) : own
    if let table = candidates.first(where: { letters[$0] == letter }) { return table }
    return own.first ?? largest.flatMap { files.contains($0) ? $0 : nil }
  }

  private static func byCount(_ definitions: [DefinitionPlace]) -> [PageID] {
    var counts: [PageID: Int] = [:]
    for definition in definitions { counts[definition.page, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func letter(of table: Page) -> Character? {
    var counts: [Character: Int] = [:]
    for definition in table.parsed.definitions {
      if let letter = table.text[definition.label].first?.lowercased().first { counts[letter, default: 0] += 1 }
    }
    return counts.first { $0.value * 2 > table.parsed.definitions.count }?.key
  }
}
