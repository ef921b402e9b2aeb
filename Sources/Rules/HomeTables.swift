import MarkdownSyntax
import SiteProfiles
import Workspace

/// In which tables a site defines the entries of each page.
struct HomeTables: Sendable {
  /// By page: the tables that define its entries, those with the most definitions first.
  private var byPage: [PageID: [PageID]] = [:]
  private var sameName: [PageID: PageID] = [:]
  /// The table with the most definitions.
  private var largest: PageID?

  init(of snapshot: WorkspaceSnapshot) {
    let tables = snapshot.tablePages
    for page in snapshot.pages.compactMap({ $0 }) where page.role == .page {
      var counts: [PageID: Int] = [:]
      for definition in snapshot.definitions(leadingInto: page) where tables.contains(definition.page) {
        counts[definition.page, default: 0] += 1
      }
      byPage[page.id] = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
    var byName: [Substring: PageID] = [:]
    for table in tables.sorted() {
      guard let page = snapshot[table] else { continue }
      byName[WorkspacePath.name(of: page.path)] = table
      if page.parsed.definitions.count > (largest.flatMap { snapshot[$0] }?.parsed.definitions.count ?? 0) {
        largest = table
      }
    }
    for page in snapshot.pages.compactMap({ $0 }) where page.role == .page {
      sameName[page.id] = byName[WorkspacePath.name(of: page.path)]
    }
  }

  /// The table for definitions of a page's entries.
  func table(for page: PageID, among files: [PageID]) -> PageID? {
    for table in byPage[page] ?? [] where files.contains(table) { return table }
    if let table = sameName[page], files.contains(table) { return table }
    return largest.flatMap { files.contains($0) ? $0 : nil }
  }
}
