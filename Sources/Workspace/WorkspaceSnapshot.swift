package import Glossary
import MarkdownSyntax
package import SiteProfiles
package import SourceText

/// All pages of a workspace at one moment: an immutable value that every question is asked of.
package struct WorkspaceSnapshot: Sendable {
  /// Counts the changes; equal numbers of one index mean equal contents.
  package internal(set) var revision = 0
  /// Counts the changes to definitions and to what they lead to: equal numbers of one index mean equal definitions.
  package internal(set) var definitionsRevision = 0
  /// Counts the changes that may give a label another meaning: as long as it stays the same, the references of a page
  /// that did not change mean what they meant.
  package internal(set) var meaningsRevision = 0
  package internal(set) var configuration: Configuration
  package internal(set) var profile: any SiteProfile

  /// By ``PageID``; nil where a page was removed.
  package internal(set) var pages: [Page?] = []
  var idsByPath: [String: PageID] = [:]
  var idsByURL: [String: PageID] = [:]
  /// All files of the workspace that are no pages.
  package internal(set) var otherFiles: Set<String> = []

  /// The pages that define terms.
  package internal(set) var entryPages: Set<PageID> = []
  /// Those of them that were chosen, where not just every page is one.
  var chosenEntryPages: Set<PageID> = []
  /// The files of definitions that reach other pages.
  package internal(set) var tablePages: Set<PageID> = []
  /// The pages from which definitions of tables are read.
  var definitionOrigins: [PageID: PageID] = [:]
  var scopes: [PageID: DefinitionScope] = [:]
  var appendedTable: DefinitionTable?

  package internal(set) var names: NameIndex
  var handles = EntryHandles()
  var definitionTargets = DefinitionTargets()
  /// What is wrong with the inclusions of pages.
  package internal(set) var inclusionProblems: [InclusionProblem] = []

  package init(configuration: Configuration, profile: any SiteProfile) {
    self.configuration = configuration
    self.profile = profile
    names = NameIndex(matching: profile.labelMatching)
  }

  // MARK: Pages

  package subscript(id: PageID) -> Page? {
    pages.indices.contains(id.index) ? pages[id.index] : nil
  }

  package func page(at path: String) -> Page? { idsByPath[path].flatMap { self[$0] } }

  /// Whether a path is that of a page or of another file.
  package func hasFile(_ path: String) -> Bool { page(at: path) != nil || otherFiles.contains(path) }

  /// The page at the first of some paths that has one.
  func firstPage(at paths: [String]) -> Page? {
    for path in paths {
      if let page = page(at: path) { return page }
    }
    return nil
  }

  /// All pages, in the order of their paths' bytes.
  package var sortedPages: [Page] {
    pages.compactMap { $0 }.sorted { WorkspacePath.isOrdered($0.path, before: $1.path) }
  }

  /// Whether references on a page are the site's: those of included files are read where they are included.
  package func isPublished(_ page: Page) -> Bool { page.role == .page || page.role == .post }

  /// Whether an entry comes before another: by the paths of their pages, which unlike ids do not depend on what was read
  /// first.
  package func isOrdered(_ left: EntryPlace, before right: EntryPlace) -> Bool {
    guard left.page != right.page, let leftPage = self[left.page], let rightPage = self[right.page] else {
      return left < right
    }
    return WorkspacePath.isOrdered(leftPage.path, before: rightPage.path)
  }

  // MARK: Entries

  package func entry(_ place: EntryPlace) -> Entry? {
    guard let page = self[place.page], let entry = place.entry, page.entries.entries.indices.contains(entry) else {
      return nil
    }
    return page.entries.entries[entry]
  }

  /// What to call an entry or a page: its title.
  package func title(of place: EntryPlace) -> String {
    if let entry = entry(place) { return entry.title }
    guard let page = self[place.page] else { return "" }
    if let heading = page.entries.pageHeading { return page.parsed.headings[heading].title }
    return page.frontMatter.names.title ?? page.path
  }

  /// `docs/glossary/l.md#large-language-model-llm`
  package func target(of place: EntryPlace) -> String? {
    guard let page = self[place.page] else { return nil }
    guard let entry = place.entry, let anchor = page.anchor(ofEntry: entry) else { return page.path }
    return page.path + "#" + anchor
  }

  /// Where the name of an entry or of a page stands.
  package func nameRange(of place: EntryPlace) -> ByteRange? {
    if let entry = entry(place) { return entry.titleRange }
    guard let page = self[place.page] else { return nil }
    return page.entries.pageHeading.map { page.parsed.headings[$0].content } ?? .empty(at: 0)
  }

  /// All names of an entry, by tier; those that definitions give it are the last of tier 1.
  ///
  /// - Parameter definitions: those that lead to the entry, where they are known.
  package func names(of place: EntryPlace, definitions: [DefinitionPlace]? = nil) -> [EntryName] {
    guard let page = self[place.page] else { return [] }
    let labels = (definitions ?? self.definitions(leadingTo: place)).map { label(of: $0) }
    return EntryNames.names(of: place.entry, on: page, labels: labels, configuration: configuration)
  }

  /// The entries of a page that have a name which differs from a label in no more than number, hyphens, blanks and
  /// apostrophes, in their order.
  package func entries(thatMayBe label: String, on page: Page) -> [Int] {
    names.candidates(for: label).compactMap { handle in
      handles.place(of: handle).flatMap { $0.page == page.id ? $0.entry : nil }
    }.sorted()
  }

  /// The definitions that lead to an entry, or to a page as a whole.
  package func definitions(leadingTo place: EntryPlace) -> [DefinitionPlace] {
    self[place.page].flatMap { definitionsByEntry(of: $0)[place.entry] } ?? []
  }

  // MARK: Definitions

  /// The definitions that reach a page.
  package func scope(of page: Page) -> DefinitionScope {
    scopes[page.id] ?? DefinitionScope(appended: isPublished(page) ? appendedTable : nil)
  }

  /// The label of a definition as written.
  package func label(of place: DefinitionPlace) -> String {
    guard let page = self[place.page] else { return "" }
    return page.text[page.parsed.definitions[place.definition].label]
  }
}

/// An inclusion that brings no text to its page.
package struct InclusionProblem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// None of the places where the file may be holds one.
    case missing(candidates: [String])
    /// The file includes itself, by way of others perhaps.
    case cycle
    /// The file is outside the site's folders.
    case outside
  }

  package var page: PageID
  package var kind: Kind
  /// The index of the inclusion among the page's; where that stands may change without a change of what it brings.
  package var inclusion: Int

  package init(page: PageID, kind: Kind, inclusion: Int) {
    self.page = page
    self.kind = kind
    self.inclusion = inclusion
  }
}
