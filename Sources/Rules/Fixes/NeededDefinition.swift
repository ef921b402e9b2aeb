package import Workspace

/// What a label needs before it links.
package enum NeededDefinition {
  /// The edit that makes a label lead to an entry on a page: in the table of the entry's page where one reaches the
  /// page, else on the page itself; nil where the label cannot be defined.
  package static func edit(
    defining label: String,
    as entry: EntryPlace,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage
  ) -> PageEdit? {
    let files = snapshot.scope(of: page).files
    let table = usage.table(defining: label, as: entry, among: files).flatMap { snapshot[$0] }
    return DefinitionInsertion.edit(defining: label, as: entry, in: table ?? page, of: snapshot)
  }

  /// Where a definition on a page leads to an entry, as the page writes such destinations; nil where nothing tells how.
  package static func destination(of entry: EntryPlace, on page: Page, in snapshot: WorkspaceSnapshot) -> String? {
    DefinitionTarget(entry: entry, table: page, snapshot: snapshot).text
  }
}
