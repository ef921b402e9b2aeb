import SiteProfiles

/// The files below one root folder. All paths are relative to the root, with `/`, and stay below it.
package protocol FileSystem: Sendable {
  /// The absolute path of the root, links resolved, without a slash at its end.
  var root: String { get }

  /// All files below a folder, sorted by the bytes of their paths.
  ///
  /// - Parameter folder: relative to the root; empty for all of it.
  func walk(_ folder: String) -> FileListing

  /// The bytes of a regular file of at most `limit` bytes.
  func read(_ path: String, limit: Int) -> Result<FileContent, FileError>

  /// Whether there is a file or folder; what else there is (devices, …) counts as not found.
  func status(_ path: String) -> Result<FileStatus, FileError>

  /// Writes files, each whole or not at all; where one cannot be written, none is.
  ///
  /// Everything that can fail for want of room or rights is done for all files before the first one is put in place.
  /// What fails behind that point is undone, as far as the file system lets it. No file system can promise this of
  /// several files when the process is killed in between; then some files are old and the others new.
  func replace(_ changes: [FileChange]) -> Result<[ReplacementOutcome], ReplacementFailure>
}

extension FileSystem {
  /// Reads a page or a configuration: at most 8 MiB.
  package func read(_ path: String) -> Result<FileContent, FileError> {
    read(path, limit: 8 << 20)
  }

  /// Writes a file whole or not at all.
  package func replace(
    _ path: String,
    with bytes: [UInt8],
    expecting: FileExpectation
  ) -> Result<ReplacementOutcome, FileError> {
    replace([FileChange(path: path, bytes: bytes, expecting: expecting)])
      .map { $0.first ?? .sameContent }.mapError(\.cause)
  }
}

/// What one file is to hold.
package struct FileChange: Sendable, Hashable {
  /// Relative to the root.
  package var path: String
  package var bytes: [UInt8]
  package var expecting: FileExpectation

  package init(path: String, bytes: [UInt8], expecting: FileExpectation) {
    self.path = path
    self.bytes = bytes
    self.expecting = expecting
  }
}

/// Why files were not written.
package struct ReplacementFailure: Error, Sendable, Hashable {
  /// What went wrong with the first file that could not be written.
  package var cause: FileError
  /// Files that hold their new content all the same, since the file system did not let that be undone.
  package var stillWritten: [String]

  package init(_ cause: FileError, stillWritten: [String] = []) {
    self.cause = cause
    self.stillWritten = stillWritten
  }
}

/// What distinguishes a file from another one, and from itself after a change.
package struct FileIdentity: Sendable, Hashable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int
  /// In nanoseconds since 1970.
  package var modified: Int64

  package init(device: UInt64, inode: UInt64, size: Int, modified: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
  }
}

package struct FileContent: Sendable, Hashable {
  package var bytes: [UInt8]
  package var identity: FileIdentity

  package init(bytes: [UInt8], identity: FileIdentity) {
    self.bytes = bytes
    self.identity = identity
  }
}

package struct FileStatus: Sendable, Hashable {
  package var isDirectory: Bool
  package var identity: FileIdentity
  /// Whether the path leads to it by way of links.
  package var isLinked: Bool

  package init(isDirectory: Bool, identity: FileIdentity, isLinked: Bool = false) {
    self.isDirectory = isDirectory
    self.identity = identity
    self.isLinked = isLinked
  }
}

/// The files of a walk and what stood in its way.
package struct FileListing: Sendable, Hashable {
  /// Sorted by the bytes of their paths.
  package var files: [FileEntry] = []
  /// Symbolic links to folders below the root whose files are listed under the folder's own path: link to folder.
  package var linkedFolders: [String: String] = [:]
  /// Folders that could not be read, links that lead out of the root, and the like; sorted by path.
  package var problems: [FileError] = []

  package init() {}

  /// The path under which a file is listed, when a path leads through a linked folder.
  package func listedPath(of path: String) -> String { WorkspaceLinks(linkedFolders).resolved(path) }

  /// All links, those to files too.
  package var links: WorkspaceLinks {
    var targets = linkedFolders
    for file in files { if let target = file.linkTarget { targets[file.path] = target } }
    return WorkspaceLinks(targets)
  }
}

/// Symbolic links of a workspace that lead to other places in it: a file has one page, however many names it has.
package struct WorkspaceLinks: Sendable, Hashable {
  private let targets: [String: String]

  /// - Parameter targets: the paths of files and folders, by the paths of the links that lead to them.
  package init(_ targets: [String: String] = [:]) { self.targets = targets }

  /// The path of the file that a path names.
  package func resolved(_ path: String) -> String {
    guard !targets.isEmpty else { return path }
    var path = path
    // A link may lead to a folder that is reached by another link; each step uses one up.
    for _ in 0...targets.count {
      guard let link = targets.keys.first(where: { Self.tail(of: path, below: $0) != nil }),
        let rest = Self.tail(of: path, below: link), let target = targets[link]
      else { break }
      path = target.isEmpty ? String(rest.dropFirst()) : target + rest
    }
    return path
  }

  /// Other paths that name the same file, by one link each.
  package func aliases(of path: String) -> [String] {
    guard !targets.isEmpty else { return [] }
    return targets.compactMap { link, target in
      if target.isEmpty { return link + "/" + path }
      return Self.tail(of: path, below: target).map { link + $0 }
    }.sorted { WorkspacePath.isOrdered($0, before: $1) }
  }

  /// What follows a folder in a path, with the slash; empty for the folder itself, nil for what is elsewhere.
  private static func tail(of path: String, below folder: String) -> Substring? {
    guard path.utf8.starts(with: folder.utf8) else { return nil }
    let rest = path[path.utf8.index(path.utf8.startIndex, offsetBy: folder.utf8.count)...]
    return rest.isEmpty || rest.utf8.first == UInt8(ascii: "/") ? rest : nil
  }
}

package struct FileEntry: Sendable, Hashable {
  package var path: String
  /// For a symbolic link to a file below the root: that file's path, which is listed too.
  package var linkTarget: String?

  package init(path: String, linkTarget: String? = nil) {
    self.path = path
    self.linkTarget = linkTarget
  }
}

/// What must be true of a file for it to be replaced.
package enum FileExpectation: Sendable, Hashable {
  /// It is still what was read.
  case unchanged(FileIdentity)
  /// It holds these bytes.
  case content([UInt8])
  /// It does not exist.
  case absent
  /// It is a regular file or does not exist.
  case anything
}

package enum ReplacementOutcome: Sendable, Hashable {
  case written
  /// The file already held these bytes; it was not touched.
  case sameContent
}
