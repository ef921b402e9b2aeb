import Glibc
import SiteProfiles
import Workspace

/// Where a workspace is, and which parts of it the user named.
struct WorkspacePlace {
  let files: DiskFileSystem
  /// Relative to the workspace; empty for all of it.
  let paths: [String]

  /// The names of the files and folders that tell a workspace's root.
  private static let markers =
    [ConfigurationFile.name] + ProfileDetection.configurationFiles.map(\.name) + [".git"]

  /// Finds the workspace of some paths.
  ///
  /// - Parameter root: the folder that the user says it is.
  static func find(paths: [String], root: String?) throws(CommandFailure) -> WorkspacePlace {
    var resolved: [String] = []
    for path in paths { resolved.append(try resolve(path)) }
    let files: DiskFileSystem
    if let root {
      files = try open(root)
    } else {
      let start = if let first = resolved.first { first } else { try resolve(".") }
      let folder = isFolder(start) ? start : parent(of: start)
      files = try open(nearestRoot(from: folder) ?? folder)
    }
    var relative: [String] = []
    for (path, absolute) in zip(paths, resolved) {
      guard let inside = files.relativePath(ofAbsolute: absolute) else {
        throw CommandFailure("\(path) is outside the workspace \(files.root); name its folder with --root")
      }
      relative.append(inside)
    }
    return WorkspacePlace(files: files, paths: relative)
  }

  /// The nearest folder at or above a folder that looks like a workspace's root.
  private static func nearestRoot(from folder: String) -> String? {
    var folder = folder
    while true {
      for marker in markers where exists(folder + "/" + marker) { return folder }
      guard folder != "/", !folder.isEmpty else { return nil }
      folder = parent(of: folder)
    }
  }

  private static func open(_ folder: String) throws(CommandFailure) -> DiskFileSystem {
    switch DiskFileSystem.open(folder) {
    case .success(let files): return files
    case .failure(let error): throw CommandFailure("cannot read \(folder): \(error.reason)")
    }
  }

  /// The absolute path without links.
  private static func resolve(_ path: String) throws(CommandFailure) -> String {
    guard let resolved = unsafe realpath(path, nil) else {
      let code = errno
      throw CommandFailure(
        code == ENOENT || code == ENOTDIR
          ? "there is no file or folder \(path)" : "cannot read \(path): \(SystemMessage.text(code))"
      )
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func parent(of path: String) -> String {
    let folder = WorkspacePath.folder(of: path)
    return folder.isEmpty ? "/" : folder
  }

  private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }
}
