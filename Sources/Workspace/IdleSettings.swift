import Glossary
package import SiteProfiles
package import SourceText
import YAMLDocument

/// A file of settings as it was read.
package struct SettingsFile: Sendable {
  package let text: SourceText
  fileprivate let root: YAMLNode?

  package init(_ text: SourceText) {
    self.text = text
    root = YAMLDocument(text.bytes).root
  }
}

/// What `.glossa.yml` says about pages and entries that are not there.
extension WorkspaceSnapshot {
  /// The faults of settings that are right in themselves and do nothing in this workspace.
  package func problemsOfSettings(in file: SettingsFile) -> [ConfigurationProblem] {
    guard let root = file.root else { return [] }
    let pages = pages.compactMap { $0 }
    let entries = idleGlobs(root["entries"], pages.filter { $0.role == .page }).map { glob in
      ConfigurationProblem("entries: no page of the site matches “\(glob.string ?? "")”", at: glob)
    }
    let tables = idleGlobs(root["tables"], pages).map { glob in
      ConfigurationProblem("tables: no file matches “\(glob.string ?? "")”", at: glob)
    }
    return entries + tables + (root["aliases"]?.pairs ?? []).compactMap { idleAlias($0.key) }
  }

  private func idleGlobs(_ list: YAMLNode?, _ pages: [Page]) -> [YAMLNode] {
    (list?.items ?? []).filter { node in
      guard let glob = node.string.flatMap({ try? Glob($0) }) else { return false }
      return !pages.contains { glob.matches($0.path) }
    }
  }

  private func idleAlias(_ node: YAMLNode) -> ConfigurationProblem? {
    guard let title = node.string else { return nil }
    let found = resolveName(title)
    let titles = (found.candidates.isEmpty ? [found.entry].compactMap { $0 } : found.candidates)
      .filter { $0.entry != nil }.map { self.title(of: $0) }
    let key = LabelKey(title)
    if titles.contains(where: { LabelKey($0) == key }) { return nil }
    let remedy = titles.first.map { "; the whole title is “\($0)”" } ?? ""
    return ConfigurationProblem("aliases: no entry has the title “\(title)”\(remedy)", at: node)
  }
}
