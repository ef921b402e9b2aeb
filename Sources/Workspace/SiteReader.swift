import SiteProfiles
import YAMLDocument

/// Finds the site's generator and reads its configuration.
struct SiteReader {
  private let files: any FileSystem
  private var problems: [SiteProblem] = []

  static func read(
    _ files: any FileSystem,
    listing: FileListing,
    configuration: Configuration
  ) -> (profile: any SiteProfile, problems: [SiteProblem]) {
    var reader = SiteReader(files: files)
    let wanted: SiteKind? =
      switch configuration.profile {
      case .auto: nil
      case .plain: .plain
      case .mkdocs: .mkdocs
      case .jekyll: .jekyll
      }
    let profile = reader.profile(listing, wanted: wanted)
    return (profile, reader.problems)
  }

  private init(files: any FileSystem) { self.files = files }

  private mutating func profile(_ listing: FileListing, wanted: SiteKind?) -> any SiteProfile {
    if wanted == .plain { return PlainProfile() }
    guard let found = configurationFile(listing, wanted: wanted) else {
      return ProfileDetection.profile(wanted ?? .plain, configuration: nil, siteFolder: "")
    }
    let node = document(at: found.path, depth: 0)
    return ProfileDetection.profile(
      found.kind,
      configuration: node,
      siteFolder: WorkspacePath.folder(of: found.path)
    )
  }

  /// The generator's file nearest to the workspace's root.
  private func configurationFile(_ listing: FileListing, wanted: SiteKind?) -> (path: String, kind: SiteKind)? {
    var best: (path: String, kind: SiteKind, depth: Int)?
    for file in listing.files {
      let name = WorkspacePath.name(of: file.path)
      guard let match = ProfileDetection.configurationFiles.first(where: { $0.name == name }) else { continue }
      guard wanted == nil || wanted == match.kind else { continue }
      let depth = file.path.utf8.count { $0 == UInt8(ascii: "/") }
      if depth <= 1, best.map({ depth < $0.depth }) ?? true { best = (file.path, match.kind, depth) }
    }
    return best.map { ($0.path, $0.kind) }
  }

  private mutating func document(at path: String, depth: Int) -> YAMLNode? {
    switch files.read(path, limit: 1 << 20) {
    case .failure(let error):
      problems.append(SiteProblem(path: path, problem: YAMLProblem("\(error)", at: .none)))
      return nil
    case .success(let content):
      let document = YAMLDocument(content.bytes)
      if let problem = document.problem { problems.append(SiteProblem(path: path, problem: problem)) }
      guard let root = document.root, let base = root.inheritedPath, depth < 8,
        let inherited = WorkspacePath.resolved(base, in: WorkspacePath.folder(of: path)),
        let baseRoot = self.document(at: inherited, depth: depth + 1)
      else { return document.root }
      return root.inheriting(baseRoot)
    }
  }
}
