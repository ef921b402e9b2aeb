import Glibc
import SiteProfiles
import Workspace

/// Where a workspace is, and which parts of it the user named.
struct WorkspacePlace {
  let files: DiskFileSystem
  /// Relative to the workspace; empty for all of it.
  let paths: [String]
  /// Where a page belongs that may not be there yet.
  let newPath: String?

  /// The names of the files and folders that tell a workspace's root.
  private static let markers =
    [ConfigurationFile.name] + ProfileDetection.configurationFiles.map(\.name) + [".git"]

  /// Finds the workspace of some paths.
  ///
  /// - Parameters:
  ///   - newPath: a file that may not be there yet.
  ///   - root: the folder that the user says it is.
  static func find(
    paths: [String],
    newPath: String? = nil,
    root: String?
  ) throws(CommandFailure) -> WorkspacePlace {
    var resolved: [String] = []
    for path in paths { resolved.append(try resolve(path)) }
    let new: String? = if let newPath { try resolveNew(newPath) } else { nil }
    let files: DiskFileSystem
    if let root {
      files = try open(root)
    } else {
      let start = if let first = resolved.first ?? new { first } else { try resolve(".") }
      let folder = isFolder(start) ? start : parent(of: start)
      files = try open(nearestRoot(from: folder) ?? folder)
    }
    var relative: [String] = []
    for (path, absolute) in zip(paths, resolved) { relative.append(try inside(files, absolute, named: path)) }
    let relativeNew: String? = if let newPath, let new { try inside(files, new, named: newPath) } else { nil }
    return WorkspacePlace(files: files, paths: relative, newPath: relativeNew)
  }

  /// Whether there is a file or folder.
  static func isPath(_ path: String) -> Bool { exists(path) }

  private static func inside(
    _ files: DiskFileSystem,
    _ absolute: String,
    named path: String
  ) throws(CommandFailure) -> String {
    if let inside = files.relativePath(ofAbsolute: absolute) { return inside }
    throw CommandFailure("\(path) is outside the workspace \(files.root); name its folder with --root")
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

  /// The absolute path of a file in a folder that exists.
  private static func resolveNew(_ path: String) throws(CommandFailure) -> String {
    if exists(path) { return try resolve(path) }
    let name = WorkspacePath.name(of: path)
    guard !name.isEmpty, name != ".", name != ".." else { throw CommandFailure("\(path) is no file's name") }
    let folder = WorkspacePath.folder(of: path)
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    return try resolve(folder.isEmpty ? (isAbsolute ? "/" : ".") : folder) + "/" + name
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
