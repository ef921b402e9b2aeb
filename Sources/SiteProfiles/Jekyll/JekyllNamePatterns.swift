/// `exclude` and `include` of `_config.yml`: patterns of Ruby's `File.fnmatch`, each of which also stands for all paths
/// that begin with it.
struct JekyllNamePatterns: Sendable {
  private let prefixes: [String]
  private let globs: [Glob]

  init(_ patterns: [String]) {
    prefixes = patterns.map { String($0.drop { $0 == "/" }) }.filter { !$0.isEmpty }
    globs = prefixes.compactMap { try? Glob($0, style: .nameMatch) }
  }

  /// - Parameter path: of a file or a folder, relative to the site's sources.
  func match(_ path: String) -> Bool {
    prefixes.contains { path.utf8.starts(with: $0.utf8) } || globs.match(path)
  }
}
