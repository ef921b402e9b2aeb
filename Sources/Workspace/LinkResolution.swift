import Glossary
import MarkdownSyntax
package import SiteProfiles
import SourceText

/// Where links lead: the one place that turns destinations into pages and headings.
extension WorkspaceSnapshot {
  /// Where a link on a page leads.
  package func target(ofDestination destination: String, on place: PagePlace) -> ResolvedTarget {
    switch profile.target(of: destination, on: place) {
    case .external: return .external
    case .unknown: return .unknown
    case .samePage(let anchor):
      guard let page = page(at: place.path) else { return .unknown }
      return target(page, anchor)
    case .url(let url, let anchor):
      if let page = page(atURL: url) { return target(page, anchor) }
      let path = String(url.drop { $0 == "/" }).below(profile.siteFolder)
      return file(path)
    case .source(let path, let anchor):
      if let page = page(at: path) ?? page(endingWith: path) { return target(page, anchor) }
      return file(path)
    case .file(let candidates, let anchor):
      for path in candidates {
        if let page = page(at: path) { return target(page, anchor) }
        if otherFiles.contains(path) { return .file(path) }
      }
      return file(candidates.first ?? destination)
    }
  }

  /// Where a definition leads, read from a page that shows it.
  package func target(of place: DefinitionPlace, on page: Page) -> ResolvedTarget {
    guard let source = self[place.page] else { return .unknown }
    let destination = source.text[source.parsed.definitions[place.definition].destination]
    return target(ofDestination: destination, on: PagePlace(path: page.path, url: page.url))
  }

  /// Where a definition leads, read from a place; what was found out when the tables were read is not asked again.
  package func target(of place: DefinitionPlace, from origin: PagePlace) -> ResolvedTarget {
    let folder = WorkspacePath.folder(of: origin.path)
    if let known = definitionTargets.target(of: place, from: folder), let target = known, let page = self[target.page] {
      return self.target(page, target.anchor)
    }
    guard let source = self[place.page] else { return .unknown }
    let destination = source.text[source.parsed.definitions[place.definition].destination]
    return target(ofDestination: destination, on: origin)
  }

  /// The page from which a file's definitions are read: itself, or for a table the first entry page that gets it.
  package func representativePlace(forDefinitionsOf page: Page) -> PagePlace {
    guard !isPublished(page) || tablePages.contains(page.id) else { return PagePlace(path: page.path, url: page.url) }
    let chosen = definitionOrigins[page.id].flatMap { self[$0] } ?? page
    return PagePlace(path: chosen.path, url: chosen.url)
  }

  /// The page that a destination leads to, whether or not it has the anchor.
  func pageTarget(of destination: String, on place: PagePlace) -> PageTarget? {
    switch target(ofDestination: destination, on: place) {
    case .page(let id, let heading): PageTarget(page: id, anchor: heading.flatMap { self[id]?.anchors[$0] })
    case .missingAnchor(let id, let anchor), .place(let id, let anchor): PageTarget(page: id, anchor: anchor)
    default: nil
    }
  }

  /// A file that is no page. Of those in folders that are not looked into, nobody knows whether they are there.
  private func file(_ path: String) -> ResolvedTarget {
    if otherFiles.contains(path) { return .file(path) }
    return isInSkippedFolder(path) ? .unknown : .missingFile(path)
  }

  private func target(_ page: Page, _ anchor: String?) -> ResolvedTarget {
    guard let anchor, !anchor.isEmpty else { return .page(page.id, heading: nil) }
    if let heading = page.heading(withAnchor: anchor) { return .page(page.id, heading: heading) }
    return page.hasAnchor(anchor)
      ? .place(page.id, anchor: anchor) : .missingAnchor(page.id, anchor: anchor)
  }

  private func page(atURL url: String) -> Page? {
    let spellings = [url, url + "/", url + ".html", url + "index.html", url + "/index.html"]
    let trimmed = url.hasSuffix("/") ? [String(url.dropLast()), String(url.dropLast()) + ".html"] : []
    return (spellings + trimmed).lazy.compactMap { self.idsByURL[$0] }.first.flatMap { self[$0] }
  }

  /// The only page whose path ends with another path.
  private func page(endingWith path: String) -> Page? {
    let (ending, last) = ("/" + path, path.utf8.last)
    let matches = pages.lazy.compactMap { $0 }.filter { $0.path.utf8.last == last && $0.path.hasSuffix(ending) }
    guard let first = matches.first, matches.dropFirst().first == nil else { return nil }
    return first
  }
}

extension String {
  /// A path below a folder of the workspace; the path itself where the folder is the workspace.
  fileprivate func below(_ folder: String) -> String { folder.isEmpty ? self : folder + "/" + self }
}
