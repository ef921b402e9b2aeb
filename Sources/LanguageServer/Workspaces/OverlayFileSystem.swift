import Workspace

/// A folder's files as they would be if all open documents were saved.
struct OverlayFileSystem: FileSystem {
  let base: any FileSystem
  /// By the path relative to the root.
  let texts: [String: [UInt8]]

  var root: String { base.root }

  func walk(_ folder: String) -> FileListing { base.walk(folder) }

  func read(_ path: String, limit: Int) -> Result<FileContent, FileError> {
    guard let bytes = texts[path] else { return base.read(path, limit: limit) }
    guard bytes.count <= limit else {
      return .failure(FileError(.read, path, .tooLarge(size: bytes.count, limit: limit)))
    }
    let identity = FileIdentity(device: 0, inode: 0, size: bytes.count, modified: 0)
    return .success(FileContent(bytes: bytes, identity: identity))
  }

  func status(_ path: String) -> Result<FileStatus, FileError> { base.status(path) }

  func replace(_ changes: [FileChange]) -> Result<[ReplacementOutcome], ReplacementFailure> {
    .failure(ReplacementFailure(FileError(.write, changes.first?.path ?? "", .changedMeanwhile)))
  }
}
