import SiteProfiles
import SourceText
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
    let node = document(at: found.path, found.kind, depth: 0, namedBy: nil)
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

  /// The place at which a file names another one.
  private typealias Naming = (path: String, text: SourceText, node: YAMLNode)

  private mutating func document(at path: String, _ kind: SiteKind, depth: Int, namedBy naming: Naming?) -> YAMLNode? {
    let text: SourceText
    let document: YAMLDocument
    switch files.read(path, limit: ConfigurationFile.sizeLimit) {
    case .failure(let error):
      let problem = naming.map { ConfigurationProblem("\(error) (INHERIT)", at: $0.node) }
      problems.append(
        SiteProblem(
          path: naming?.path ?? path,
          text: naming?.text ?? SourceText(""),
          problem: problem ?? ConfigurationProblem("\(error)", at: .none),
          isFatal: true
        )
      )
      return nil
    case .success(let content):
      text = SourceText(decoding: content.bytes)
      document = YAMLDocument(content.bytes)
    }
    func report(_ problem: ConfigurationProblem, isFatal: Bool) {
      problems.append(SiteProblem(path: path, text: text, problem: problem, isFatal: isFatal))
    }
    if let problem = document.problem { report(ConfigurationProblem(problem), isFatal: true) }
    guard let root = document.root else { return nil }
    for problem in ProfileDetection.problems(kind, configuration: root) { report(problem, isFatal: false) }
    guard let node = root["INHERIT"], let base = root.inheritedPath, depth < 8 else { return root }
    guard let inherited = WorkspacePath.resolved(base, in: WorkspacePath.folder(of: path)) else {
      report(
        ConfigurationProblem("\(base) is outside of the workspace and is not read (INHERIT)", at: node),
        isFatal: false
      )
      return root
    }
    let baseRoot = self.document(at: inherited, kind, depth: depth + 1, namedBy: (path, text, node))
    return baseRoot.map { root.inheriting($0) } ?? root
  }
}
