internal import Glibc
import SiteProfiles

extension DiskFileSystem {
  /// Writes a file whole or not at all: into a new file beside it, to the disk, and over the old one in one step.
  ///
  /// The old file's permissions are kept, and its owner where that is allowed. A symbolic link stays and what it leads
  /// to is replaced, if that lies inside the root. Of a file with several names (hard links) only the one given here
  /// gets the new content.
  package func replace(
    _ path: String,
    with bytes: [UInt8],
    expecting: FileExpectation
  ) -> Result<ReplacementOutcome, FileError> {
    guard let normalized = WorkspacePath.normalized(path), !normalized.isEmpty else {
      return .failure(FileError(.write, path, .outsideRoot))
    }
    do throws(FileError) {
      let target = try resolveTarget(normalized, for: path)
      let folder = try openFolder(WorkspacePath.folder(of: target), for: path)
      let replacement = FileReplacement(
        path: path,
        name: String(WorkspacePath.name(of: target)),
        folder: folder,
        expecting: expecting
      )
      return .success(try replacement.write(bytes))
    } catch {
      return .failure(error)
    }
  }

  /// The path, relative to the root and free of links, of the file that a path leads to or will lead to.
  private func resolveTarget(_ target: String, for path: String) throws(FileError) -> String {
    do throws(SystemError) {
      let file = try openFile(target, in: rootDescriptor, openPathOnly)
      guard let resolved = relativePath(of: file.number) else { throw SystemError(code: EXDEV) }
      return resolved
    } catch  where error.code == ENOENT {
      if (try? readStatusWithoutFollowing(target, in: rootDescriptor)) != nil {
        throw FileError(.write, path, .danglingLink)
      }
      let folder = WorkspacePath.folder(of: target)
      guard !folder.isEmpty else { return target }
      return try resolveTarget(folder, for: path) + "/" + WorkspacePath.name(of: target)
    } catch {
      throw error.code == EXDEV ? FileError(.write, path, .outsideRoot) : FileError(.write, path, error)
    }
  }

  /// Opens a folder one step at a time, so that nothing can put a link in the way after the path was resolved.
  private func openFolder(_ folder: String, for path: String) throws(FileError) -> Descriptor {
    do throws(SystemError) {
      var current = try openFile(".", in: rootDescriptor, O_RDONLY | O_DIRECTORY)
      for part in folder.split(separator: "/") {
        current = try openFile(String(part), in: current.number, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      }
      return current
    } catch {
      throw FileError(.write, path, error)
    }
  }
}

/// One replacement of a file in an open folder.
private struct FileReplacement: ~Copyable {
  let path: String
  let name: String
  let folder: Descriptor
  let expecting: FileExpectation

  init(path: String, name: String, folder: consuming Descriptor, expecting: FileExpectation) {
    self.path = path
    self.name = name
    self.folder = folder
    self.expecting = expecting
  }

  func write(_ bytes: [UInt8]) throws(FileError) -> ReplacementOutcome {
    let old = try readOld(ifAsLongAs: bytes.count)
    try check(old?.status.identity)
    if let old, old.bytes == bytes { return .sameContent }

    let temporary = ".glossa-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    do throws(SystemError) {
      // A new file's permissions are left to the user's mask; those of an old one are set below.
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
      let file = try openFile(temporary, in: folder.number, flags, mode: old == nil ? 0o666 : 0o600)
      do throws(SystemError) {
        try fill(file, with: bytes, like: old?.status)
      } catch {
        try? remove(temporary, in: folder.number)
        throw error
      }
    } catch {
      throw failure(error)
    }

    do throws(FileError) {
      try put(temporary, inPlaceOf: old?.status)
    } catch {
      try? remove(temporary, in: folder.number)
      throw error
    }
    return .written
  }

  /// The bytes are nil when the old file's length tells already that they are others.
  private func readOld(ifAsLongAs count: Int) throws(FileError) -> (status: RawStatus, bytes: [UInt8]?)? {
    do throws(SystemError) {
      let file = try openFile(name, in: folder.number, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
      let status = try readStatus(of: file.number)
      guard EntryKind(mode: status.kind) == .file else { throw SystemError(code: EISDIR) }
      let isAsLong = status.identity.size == count
      return (status, isAsLong ? try readBytes(file.number, count: count) : nil)
    } catch {
      if error.code == ENOENT { return nil }
      throw error.code == EISDIR ? FileError(.write, path, .notAFile) : failure(error)
    }
  }

  private func check(_ identity: FileIdentity?) throws(FileError) {
    switch expecting {
    case .unchanged(let expected) where identity != expected: throw FileError(.write, path, .changedMeanwhile)
    case .absent where identity != nil: throw FileError(.write, path, .alreadyExists)
    default: break
    }
  }

  private func fill(
    _ file: borrowing Descriptor,
    with bytes: [UInt8],
    like old: RawStatus?
  ) throws(SystemError) {
    try writeBytes(bytes, to: file.number)
    if let old {
      let new = try readStatus(of: file.number)
      if new.owner != old.owner || new.group != old.group {
        // Only the administrator may give a file away; where that fails, the writer owns the new file.
        try? setOwner(old.owner, old.group, of: file.number)
      }
      try setPermissions(old.permissions, of: file.number)
    }
    try synchronize(file.number)
  }

  private func put(_ temporary: String, inPlaceOf old: RawStatus?) throws(FileError) {
    do throws(SystemError) {
      if old != nil {
        let now = try readStatusWithoutFollowing(name, in: folder.number)
        guard now.identity == old?.identity else { throw SystemError(code: ESTALE) }
        try rename(temporary, to: name, in: folder.number)
      } else {
        try putNew(temporary)
      }
    } catch {
      throw error.code == ESTALE || error.code == ENOENT
        ? FileError(.write, path, .changedMeanwhile) : failure(error)
    }
    // The file is in place; a folder that cannot be synchronised (some network file systems) changes nothing about it.
    try? synchronize(folder.number)
  }

  private func putNew(_ temporary: String) throws(SystemError) {
    do throws(SystemError) {
      // Unlike a renaming, a second name never takes the place of a file that appeared just now.
      try link(temporary, as: name, in: folder.number)
    } catch {
      // Some file systems know no second names.
      guard error.code == EPERM || error.code == EOPNOTSUPP else { throw error }
      if (try? readStatusWithoutFollowing(name, in: folder.number)) != nil { throw SystemError(code: EEXIST) }
      try rename(temporary, to: name, in: folder.number)
      return
    }
    try? remove(temporary, in: folder.number)
  }

  private func failure(_ error: SystemError) -> FileError { FileError(.write, path, error) }
}
