import SiteProfiles
import Synchronization
package import Workspace

/// A file system for tests: a dictionary of files, without links and permissions.
package final class InMemoryFileSystem: FileSystem {
  package let root: String
  private let state: Mutex<State>

  private struct State {
    var files: [String: FileContent] = [:]
    var nextInode: UInt64 = 1

    mutating func put(_ path: String, _ bytes: [UInt8]) {
      let identity = FileIdentity(device: 1, inode: nextInode, size: bytes.count, modified: Int64(nextInode))
      nextInode += 1
      files[path] = FileContent(bytes: bytes, identity: identity)
    }
  }

  package init(root: String = "/workspace", _ files: [String: String] = [:]) {
    self.root = root
    var state = State()
    for (path, text) in files.sorted(by: { WorkspacePath.isOrdered($0.key, before: $1.key) }) {
      state.put(path, Array(text.utf8))
    }
    self.state = Mutex(state)
  }

  /// Puts a file as another program would, with a new identity.
  package func put(_ path: String, _ text: String) { put(path, Array(text.utf8)) }

  package func put(_ path: String, _ bytes: [UInt8]) {
    state.withLock { $0.put(path, bytes) }
  }

  package func remove(_ path: String) {
    state.withLock { $0.files[path] = nil }
  }

  package func bytes(_ path: String) -> [UInt8]? { state.withLock { $0.files[path]?.bytes } }

  /// The text of a file; nil when there is none.
  package func text(_ path: String) -> String? {
    state.withLock { state in state.files[path].map { String(decoding: $0.bytes, as: UTF8.self) } }
  }

  package func walk(_ folder: String) -> FileListing {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let paths = state.withLock { Array($0.files.keys) }.filter { $0.hasPrefix(prefix) }
    var listing = FileListing()
    listing.files = paths.sorted { WorkspacePath.isOrdered($0, before: $1) }.map { FileEntry(path: $0) }
    return listing
  }

  package func read(_ path: String, limit: Int) -> Result<FileContent, FileError> {
    guard let normalized = WorkspacePath.normalized(path) else {
      return .failure(FileError(.read, path, .outsideRoot))
    }
    guard let content = state.withLock({ $0.files[normalized] }) else {
      return .failure(FileError(.read, path, .notFound))
    }
    let size = content.bytes.count
    return size > limit ? .failure(FileError(.read, path, .tooLarge(size: size, limit: limit))) : .success(content)
  }

  package func status(_ path: String) -> Result<FileStatus, FileError> {
    guard let normalized = WorkspacePath.normalized(path) else {
      return .failure(FileError(.read, path, .outsideRoot))
    }
    let prefix = normalized.isEmpty ? "" : normalized + "/"
    return state.withLock { state in
      if let content = state.files[normalized] {
        return .success(FileStatus(isDirectory: false, identity: content.identity))
      }
      guard normalized.isEmpty || state.files.keys.contains(where: { $0.hasPrefix(prefix) }) else {
        return .failure(FileError(.read, path, .notFound))
      }
      return .success(FileStatus(isDirectory: true, identity: FileIdentity(device: 1, inode: 0, size: 0, modified: 0)))
    }
  }

  package func replace(_ changes: [FileChange]) -> Result<[ReplacementOutcome], ReplacementFailure> {
    state.withLock { state in
      var new = state
      var outcomes: [ReplacementOutcome] = []
      for change in changes {
        guard let path = WorkspacePath.normalized(change.path), !path.isEmpty else {
          return .failure(ReplacementFailure(FileError(.write, change.path, .outsideRoot)))
        }
        let old = new.files[path]
        let reason: FileError.Reason? =
          switch change.expecting {
          case .unchanged(let identity) where old?.identity != identity: .changedMeanwhile
          case .content(let bytes) where old?.bytes != bytes: .changedMeanwhile
          case .absent where old != nil: .alreadyExists
          default: nil
          }
        if let reason { return .failure(ReplacementFailure(FileError(.write, change.path, reason))) }
        outcomes.append(old?.bytes == change.bytes ? .sameContent : .written)
        if old?.bytes != change.bytes { new.put(path, change.bytes) }
      }
      state = new
      return .success(outcomes)
    }
  }
}
