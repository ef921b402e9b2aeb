import Glibc
import Rules
import SiteProfiles
import SourceText
import Workspace

/// A workspace as a command reads it.
struct CommandWorkspace {
  let files: DiskFileSystem
  let snapshot: WorkspaceSnapshot
  let threads: Int
  /// What could not be read, and what is wrong with the site's configuration; in the order of reports.
  let notices: [WorkspaceNotice]
  private let selection: PathSelection

  /// Finds and reads the workspace that the arguments mean.
  static func load(
    _ arguments: WorkspaceArguments,
    paths: [String],
    overlay: [String: SourceText] = [:]
  ) throws(CommandFailure) -> CommandWorkspace {
    let place = try WorkspacePlace.find(paths: paths, root: arguments.root)
    var configuration = try ConfigurationLoading.read(arguments.config, in: place.files)
    if let profile = arguments.profile { configuration.profile = profile }
    if let resolution = arguments.resolution { configuration.resolution = resolution }
    let loaded = WorkspaceLoader.load(
      place.files,
      configuration: configuration,
      overlay: overlay,
      threads: arguments.threadCount
    )
    return CommandWorkspace(
      files: place.files,
      snapshot: loaded.index.snapshot,
      threads: arguments.threadCount,
      notices: WorkspaceNotice.notices(of: loaded),
      selection: PathSelection(place.paths)
    )
  }

  /// The pages that the command speaks about, in the order of reports.
  var pages: [Page] { snapshot.sortedPages.filter { selection.contains($0.path) } }

  /// Says on standard error what could not be read; returns whether that makes the command's answer incomplete.
  func reportNotices() -> Bool {
    for notice in notices { StandardError.note(notice.line) }
    return notices.contains { $0.isFailure }
  }
}

/// Something to say about a workspace beside what its pages hold.
struct WorkspaceNotice {
  /// Relative to the workspace; nil where the message names it.
  var path: String?
  /// One-based line and column in the file.
  var place: (line: Int, column: Int)?
  var message: String
  /// Whether what the command says is incomplete because of it.
  var isFailure: Bool

  var line: String {
    let position = place.map { ":\($0.line):\($0.column)" } ?? ""
    return (path.map { $0 + position + ": " } ?? "") + message
  }

  fileprivate static func notices(of loaded: LoadedWorkspace) -> [WorkspaceNotice] {
    let site = loaded.siteProblems.map { problem in
      let found = ConfigurationProblem(problem.problem)
      return WorkspaceNotice(
        path: problem.path,
        place: found.line > 0 ? (found.line, found.column) : nil,
        message: found.message,
        isFailure: true
      )
    }
    let files = loaded.problems.map { error in
      WorkspaceNotice(message: error.description, isFailure: isFailure(error))
    }
    return site + files
  }

  /// Links that lead nowhere or out of the workspace are passed by; a page that cannot be read is missed.
  private static func isFailure(_ error: FileError) -> Bool {
    switch error.reason {
    case .outsideRoot, .danglingLink: error.operation != .list
    default: true
    }
  }
}

/// The files and folders that the user named, relative to the workspace.
private struct PathSelection {
  private let paths: [String]

  init(_ paths: [String]) {
    self.paths = paths
  }

  func contains(_ page: String) -> Bool {
    if paths.isEmpty { return true }
    return paths.contains { path in
      path.isEmpty || page == path || page.utf8.starts(with: (path + "/").utf8)
    }
  }
}
