import Rules
import SiteProfiles
import SourceText
import Workspace

/// What a command asks for.
struct WorkspaceRequest {
  var arguments: WorkspaceArguments
  /// The files and folders that the command is to speak about; all, if there are none.
  var paths: [String]
  /// Levels of rules that come before those of the configuration.
  var levels: [String: RuleLevel] = [:]
  /// A text that comes before the disk's, and its path.
  var overlay: (path: String, text: SourceText)?
  /// A Git revision: only pages that differ from it are wanted.
  var changedSince: String?

  init(_ arguments: WorkspaceArguments, paths: [String]) {
    self.arguments = arguments
    self.paths = paths
  }
}

/// A workspace as a command reads it.
struct CommandWorkspace {
  let files: DiskFileSystem
  private(set) var index: WorkspaceIndex
  /// The names of all entries, where they are those that were read; nil after a change and once they are taken.
  private var names: [PlacedNames]?
  /// The pages that the command speaks about, in the order of reports.
  var pages: [Page]
  let threads: Int
  /// What could not be read, in the order of reports.
  let notices: [WorkspaceNotice]

  /// Finds and reads the workspace that a request means.
  static func load(_ request: WorkspaceRequest) throws(CommandFailure) -> CommandWorkspace {
    let arguments = request.arguments
    var (paths, revision) = (request.paths, request.changedSince)
    if let name = revision, WorkspacePlace.isPath(name), try !GitRepository(at: ".").has(name) {
      // `--changed docs` means the folder.
      paths.append(name)
      revision = "HEAD"
    }
    let place = try WorkspacePlace.find(paths: paths, newPath: request.overlay?.path, root: arguments.root)
    let read = try LoadedConfiguration.read(arguments.config, in: place.files)
    var configuration = read.configuration
    if let profile = arguments.profile { configuration.profile = profile }
    if let resolution = arguments.resolution { configuration.resolution = resolution }
    configuration.rules.merge(request.levels) { _, new in new }
    var overlay: [String: SourceText] = [:]
    if let path = place.newPath { overlay[path] = request.overlay?.text }
    let loaded = WorkspaceLoader.load(
      place.files,
      configuration: configuration,
      overlay: overlay,
      threads: arguments.threadCount
    )
    if let problem = loaded.siteProblems.first(where: \.isFatal) { throw CommandFailure(problem) }
    let changed = try revision.map { revision throws(CommandFailure) in
      Set(try GitRepository(at: place.files.root).files(changedSince: revision))
    }
    var wanted = place.paths
    if wanted.isEmpty, let path = place.newPath { wanted = [path] }
    let snapshot = loaded.index.snapshot
    let pages = snapshot.sortedPages.filter { page in
      wanted.isInside(page.path) && changed?.contains(page.path) != false
    }
    let missing = snapshot.problemsOfConfiguredFiles { path in
      (try? place.files.read(path).get()).map { SourceText(decoding: $0.bytes) }
    }
    var notices: [WorkspaceNotice] = []
    if let (name, settings) = read.file {
      notices += snapshot.problemsOfSettings(in: settings).map { WorkspaceNotice($0, in: name) }
    }
    notices += (loaded.siteProblems + missing).map { WorkspaceNotice($0.problem, in: $0.path) }
    notices += loaded.problems.map(WorkspaceNotice.init)
    for path in wanted
    where !path.isEmpty && !snapshot.pages.contains(where: { $0.map { [path].isInside($0.path) } ?? false }) {
      guard !notices.contains(where: { $0.path == path }) else { continue }
      notices.append(
        WorkspaceNotice(path: path, line: nil, message: "there is no page of the site here", isFailure: false)
      )
    }
    return CommandWorkspace(
      files: place.files,
      index: loaded.index,
      names: loaded.names,
      pages: pages,
      threads: arguments.threadCount,
      notices: notices
    )
  }

  var snapshot: WorkspaceSnapshot { index.snapshot }

  /// Hands over the names of all entries, where they are at hand: nobody but the one who asks needs them.
  mutating func takeNames() -> [PlacedNames]? { names.take() }

  /// Takes a later state of the workspace.
  mutating func take(_ index: WorkspaceIndex) {
    self.index = index
    names = nil
    pages = pages.compactMap { index.snapshot[$0.id] }
  }

  /// Whether something could not be read that may hold pages.
  var isIncomplete: Bool { notices.contains { $0.isFailure } }

  /// Says on standard error what could not be read; returns whether that makes the command's answer incomplete.
  func reportNotices() -> Bool {
    for notice in notices {
      let line = notice.line.map { ":\($0)" } ?? ""
      StandardError.note("\(notice.path)\(line): \(notice.message)")
    }
    return isIncomplete
  }
}

extension CommandFailure {
  /// Without the generator's configuration nobody can tell what defines a label, so that there is nothing to report.
  fileprivate init(_ site: SiteProblem) {
    let problem = site.problem
    let place = problem.line > 0 ? ":\(problem.line):\(problem.column)" : ""
    self.init("\(site.path)\(place): \(problem.message); mend it, or go without it with --profile plain")
  }
}

/// Something to say about a workspace beside what its pages hold.
struct WorkspaceNotice {
  /// Relative to the workspace.
  var path: String
  /// One-based; nil where it is about the whole file.
  var line: Int?
  var message: String
  /// Whether what the command says is incomplete because of it.
  var isFailure: Bool

  init(path: String, line: Int?, message: String, isFailure: Bool) {
    self.path = path
    self.line = line
    self.message = message
    self.isFailure = isFailure
  }

  /// The check goes on without what a file says there that configures Glossa or the site.
  fileprivate init(_ problem: ConfigurationProblem, in path: String) {
    self.path = path
    line = problem.line > 0 ? problem.line : nil
    message = problem.message
    isFailure = false
  }

  /// Links that lead nowhere or out of the workspace are passed by; a page that cannot be read is missed.
  fileprivate init(_ error: FileError) {
    path = error.path
    switch (error.operation, error.reason) {
    case (.list, .outsideRoot):
      message = "this link leads out of the workspace and is not followed"
      isFailure = false
    case (.list, .danglingLink):
      message = "this link leads nowhere"
      isFailure = false
    default:
      message = "cannot \(error.operation.rawValue) it: \(error.reason)"
      isFailure = true
    }
  }
}

extension [String] {
  /// Whether a page is one of these paths or below one; any page is where there are none.
  fileprivate func isInside(_ page: String) -> Bool {
    if isEmpty { return true }
    return contains { $0.isEmpty || page == $0 || page.utf8.starts(with: ($0 + "/").utf8) }
  }
}
