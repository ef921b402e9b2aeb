import Rules
import SiteProfiles
package import SourceText
package import Workspace

/// A table for a site that has none, and what makes every page get it.
package struct TableCreation: Sendable {
  /// The path of the new file.
  package var table: String
  /// What is put into it.
  package var plan: TablePlan
  /// The new file, and the files that tell the generator of it, by path.
  package var rewrites: [FileRewrite]
  /// What the author must add to the generator's configuration by hand; empty where nothing is left to add.
  package var advice: [String] = []

  /// The creation for a workspace; nil where the site has tables, links without them, or has nothing to define.
  ///
  /// - Parameter site: the path and the text of the generator's configuration.
  package static func plan(
    for snapshot: WorkspaceSnapshot,
    site: (path: String, text: SourceText)?,
    names: TablePlan.Names = .used,
    threads: Int = 1
  ) -> TableCreation? {
    let isPossible = snapshot.linksOnlyThroughDefinitions && snapshot.tablePages.isEmpty
    guard isPossible, snapshot.configuration.tables == nil else { return nil }
    let maker = TableMaker(snapshot: snapshot, names: names, threads: threads)
    switch snapshot.profile {
    case let profile as MkDocsProfile: return maker.creation(profile, site: site)
    case let profile as JekyllProfile: return maker.creation(profile)
    default: return nil
    }
  }
}

private struct TableMaker {
  let snapshot: WorkspaceSnapshot
  let names: TablePlan.Names
  let threads: Int

  // MARK: MkDocs

  func creation(_ profile: MkDocsProfile, site: (path: String, text: SourceText)?) -> TableCreation? {
    // A file that the configuration names and that is not there yet needs no more than to be made.
    if let named = profile.appendedFiles.first?.candidates.first { return creation(at: named, isAppended: true) }
    let bases = profile.configuration.snippets?.basePaths
    var folder = bases?.first ?? "includes"
    if folder.hasSuffix("/") { folder.removeLast() }
    let prefix = folder == "." ? "includes/" : ""
    guard let base = WorkspacePath.resolved(folder, in: profile.siteFolder),
      let path = freePath(in: base, prefix: prefix), profile.role(of: path) != .page,
      var creation = creation(at: path, isAppended: true)
    else { return nil }
    let file = prefix + WorkspacePath.name(of: path)
    if let site, let edit = AutoAppendEdit.edit(adding: file, in: folder, to: site.text),
      let text = site.text.applying([edit])
    {
      creation.rewrites.append(FileRewrite(path: site.path, old: site.text, new: text))
    } else {
      creation.advice = AutoAppendEdit.advice(adding: file, in: folder)
    }
    return creation
  }

  // MARK: Jekyll

  func creation(_ profile: JekyllProfile) -> TableCreation? {
    let folder = WorkspacePath.resolved(profile.configuration.source, in: profile.siteFolder) ?? profile.siteFolder
    guard let base = WorkspacePath.resolved(profile.configuration.includesDirectory, in: folder),
      let path = freePath(in: base, prefix: "")
    else { return nil }
    // Only the pages that need it include the file: kramdown reads it with each of them.
    let asking = TablePlan.plan(for: snapshot, names: names, threads: threads).questions
      .filter { $0.reason == .noTable }.flatMap(\.places).map(\.page)
    let entryPages = names == .used ? [] : snapshot.entryPages.compactMap { snapshot[$0]?.path }
    let tag = "{% include \(WorkspacePath.name(of: path)) %}"
    let pages = Set(asking + entryPages).sorted().compactMap { snapshot.page(at: $0) }.map { page in
      (page: page, text: Self.appending(tag, to: page.text))
    }
    return creation(at: path, isAppended: false, including: pages)
  }

  private static func appending(_ line: String, to text: SourceText) -> SourceText {
    let ending = text.lineEnding
    let last = text.lines.count - 1
    var added = line + ending
    // The last line is empty where the text ends with a line's end.
    if text.lineContent(last).count > 0 {
      added = ending + ending + added
    } else if last > 0, text.lineContent(last - 1).count > 0 {
      added = ending + added
    }
    return text.replacing(.empty(at: text.count), with: Array(added.utf8))
  }

  // MARK: The table

  private func freePath(in folder: String, prefix: String) -> String? {
    ["glossary.md", "glossary-links.md", "definitions.md"].map { name in
      (folder.isEmpty ? "" : folder + "/") + prefix + name
    }.first { !snapshot.hasFile($0) }
  }

  private func creation(
    at path: String,
    isAppended: Bool,
    including pages: [(page: Page, text: SourceText)] = []
  ) -> TableCreation? {
    guard let glob = try? Glob(path) else { return nil }
    var index = WorkspaceIndex(snapshot, tables: isAppended ? [glob] : nil)
    let reading = PageReading(profile: snapshot.profile, configuration: index.snapshot.configuration)
    let id = index.id(for: path)
    let table = Page(id: id, path: path, role: .include, text: SourceText(""), reading: reading)
    let changed = pages.map { page, text in
      Page(id: page.id, path: page.path, role: page.role, text: text, reading: reading, after: page)
    }
    index.replace([table] + changed)
    let plan = TablePlan.plan(for: index.snapshot, names: names, threads: threads)
    guard !plan.additions.isEmpty, let filled = index.snapshot.rewrites(applying: plan.edits) else { return nil }
    var texts = Dictionary(uniqueKeysWithValues: pages.map { ($0.page.path, $0.text) })
    for rewrite in filled { texts[rewrite.path] = rewrite.new }
    let rewrites = texts.map { path, text in FileRewrite(path: path, old: snapshot.page(at: path)?.text, new: text) }
    return TableCreation(
      table: path,
      plan: plan,
      rewrites: rewrites.sorted { WorkspacePath.isOrdered($0.path, before: $1.path) }
    )
  }
}
