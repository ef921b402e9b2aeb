internal import Glibc
import SiteProfiles
import SourceText

/// The files below a folder of the disk.
///
/// Nothing outside the root is read or written, whatever links say: a file counts as inside by the path that the
/// kernel gives for it once it is open.
package final class DiskFileSystem: FileSystem {
  package let root: String
  /// Kept open, so that the root stays the same folder when something renames it.
  let rootDescriptor: Int32
  private let limits: WalkLimits
  /// Asked before each step of writing a file.
  let gate: WriteGate?

  /// - Parameters:
  ///   - path: absolute, or relative to the current directory.
  ///   - gate: lets tests see to it that a step of writing fails.
  package static func open(
    _ path: String,
    limits: WalkLimits = WalkLimits(),
    gate: WriteGate? = nil
  ) -> Result<DiskFileSystem, FileError> {
    do throws(SystemError) {
      let descriptor = try openFile(path, in: currentDirectory, O_RDONLY | O_DIRECTORY | O_NONBLOCK)
      let root = try resolvedPath(of: descriptor.number, openedAs: path)
      let kept = try duplicate(descriptor)
      return .success(
        DiskFileSystem(root: root == "/" ? "" : root, rootDescriptor: kept, limits: limits, gate: gate)
      )
    } catch {
      let isFile = error.code == ENOTDIR && (try? readStatusWithoutFollowing(path, in: currentDirectory)) != nil
      return .failure(isFile ? FileError(.list, path, .notAFolder) : FileError(.list, path, error))
    }
  }

  private init(root: String, rootDescriptor: Int32, limits: WalkLimits, gate: WriteGate?) {
    self.root = root
    self.rootDescriptor = rootDescriptor
    self.limits = limits
    self.gate = gate
  }

  deinit {
    _ = close(rootDescriptor)
  }

  package func walk(_ folder: String) -> FileListing {
    guard let folder = WorkspacePath.normalized(folder) else {
      var listing = FileListing()
      listing.problems.append(FileError(.list, folder, .outsideRoot))
      return listing
    }
    var walk = DirectoryWalk(files: self, limits: limits)
    return walk.run(from: folder)
  }

  package func read(_ path: String, limit: Int) -> Result<FileContent, FileError> {
    for attempt in 0..<2 {
      // A generator that is writing the file at this moment is given time to finish.
      if attempt > 0 { _ = usleep(50_000) }
      let result = readOnce(path, limit: limit)
      if case .failure(let error) = result, error.reason == .changedMeanwhile { continue }
      return result
    }
    return .failure(FileError(.read, path, .changedMeanwhile))
  }

  package func status(_ path: String) -> Result<FileStatus, FileError> {
    guard let normalized = WorkspacePath.normalized(path) else {
      return .failure(FileError(.read, path, .outsideRoot))
    }
    do throws(SystemError) {
      let file = try openFile(normalized.isEmpty ? "." : normalized, in: rootDescriptor, openPathOnly)
      guard let real = relativePath(of: file.number, openedAs: normalized) else {
        return .failure(FileError(.read, path, .outsideRoot))
      }
      let status = try readStatus(of: file.number)
      let kind = EntryKind(mode: status.kind)
      guard kind == .file || kind == .directory else { return .failure(FileError(.read, path, .notFound)) }
      let isLinked = !real.hasSameBytes(as: normalized)
      return .success(FileStatus(isDirectory: kind == .directory, identity: status.identity, isLinked: isLinked))
    } catch {
      return .failure(FileError(.read, path, error))
    }
  }

  /// The path of an open file relative to the root; empty for the root itself, nil when it lies outside.
  ///
  /// - Parameter path: what the file was opened by, relative to the root.
  func relativePath(of descriptor: Int32, openedAs path: String) -> String? {
    let resolved = try? resolvedPath(of: descriptor, openedAs: root + "/" + path)
    return resolved.flatMap(relativePath(ofAbsolute:))
  }

  /// An absolute path without links as a path relative to the root; nil when it lies outside.
  package func relativePath(ofAbsolute path: String) -> String? {
    if path == root || path == root + "/" { return "" }
    // Bytes, since Swift's own comparison takes two spellings of one accented name for the same folder.
    let prefix = root.utf8.count + 1
    guard path.utf8.starts(with: (root + "/").utf8) else { return nil }
    return WorkspacePath.normalized(String(decoding: path.utf8.dropFirst(prefix), as: UTF8.self))
  }

  private func readOnce(_ path: String, limit: Int) -> Result<FileContent, FileError> {
    guard let normalized = WorkspacePath.normalized(path), !normalized.isEmpty else {
      return .failure(FileError(.read, path, .outsideRoot))
    }
    do throws(SystemError) {
      // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
      let file = try openFile(normalized, in: rootDescriptor, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      let before = try readStatus(of: file.number)
      guard EntryKind(mode: before.kind) == .file else { return .failure(FileError(.read, path, .notAFile)) }
      guard relativePath(of: file.number, openedAs: normalized) != nil else {
        return .failure(FileError(.read, path, .outsideRoot))
      }
      let size = before.identity.size
      guard size <= limit else { return .failure(FileError(.read, path, .tooLarge(size: size, limit: limit))) }
      let bytes = try readBytes(file.number, count: size)
      let after = try readStatus(of: file.number)
      guard bytes.count == size, after.identity == before.identity else {
        return .failure(FileError(.read, path, .changedMeanwhile))
      }
      return .success(FileContent(bytes: bytes, identity: before.identity))
    } catch {
      return .failure(FileError(.read, path, error))
    }
  }
}

/// How far a walk goes before it says that there is too much.
package struct WalkLimits: Sendable {
  package var depth = 64
  package var entries = 200_000

  package init() {}
}

private func duplicate(_ descriptor: borrowing Descriptor) throws(SystemError) -> Int32 {
  let number = fcntl(descriptor.number, F_DUPFD_CLOEXEC, 0)
  guard number >= 0 else { throw SystemError(code: errno) }
  return number
}
