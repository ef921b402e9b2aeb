internal import Glibc
import SiteProfiles

/// A step of writing files, each of which can fail.
package enum WriteStep: Sendable, Hashable, CaseIterable {
  /// Finding the file and opening its folder.
  case open
  /// Reading what the file holds.
  case read
  /// Making the new file beside it, filling it, making it like the old one, and bringing it to the disk.
  case create, write, permissions, synchronize
  /// Asking whether the file is still the same, and keeping it under a second name.
  case compare, keep
  /// Putting the new file in its place.
  case place
}

/// Called before each step of writing, with the path of the file; a number other than zero is the error that the step
/// fails with.
package typealias WriteGate = @Sendable (_ step: WriteStep, _ path: String) -> Int32

extension DiskFileSystem {
  /// Writes each file into a new one beside it, to the disk, and over the old one in one step.
  ///
  /// The old file's permissions are kept, and its owner where that is allowed. A symbolic link stays and what it leads
  /// to is replaced, if that lies inside the root. Of a file with several names (hard links) only the one given here
  /// gets the new content.
  package func replace(_ changes: [FileChange]) -> Result<[ReplacementOutcome], ReplacementFailure> {
    var replacements: [FileReplacement] = []
    defer { for replacement in replacements { replacement.removeTraces() } }
    for change in changes {
      do throws(FileError) {
        let replacement = try open(change)
        replacements.append(replacement)
        try replacement.prepare()
      } catch {
        return .failure(ReplacementFailure(error))
      }
    }
    for (index, replacement) in replacements.enumerated() {
      do throws(FileError) {
        try replacement.put(mayBeUndone: changes.count > 1)
      } catch {
        let written = replacements[..<index].reversed().filter { $0.isPut && !$0.undo() }
        return .failure(ReplacementFailure(error, stillWritten: written.map(\.path).sorted()))
      }
    }
    return .success(replacements.map { $0.isPut ? .written : .sameContent })
  }

  private func open(_ change: FileChange) throws(FileError) -> FileReplacement {
    guard let normalized = WorkspacePath.normalized(change.path), !normalized.isEmpty else {
      throw FileError(.write, change.path, .outsideRoot)
    }
    if let code = gate?(.open, change.path), code != 0 {
      throw FileError(.write, change.path, SystemError(code: code))
    }
    let target = try resolveTarget(normalized, for: change.path)
    let folder = try openFolder(WorkspacePath.folder(of: target), for: change)
    return FileReplacement(change, name: String(WorkspacePath.name(of: target)), folder: folder, gate: gate)
  }

  /// The path, relative to the root and free of links, of the file that a path leads to or will lead to.
  private func resolveTarget(_ target: String, for path: String) throws(FileError) -> String {
    do throws(SystemError) {
      let file = try openFile(target, in: rootDescriptor, openPathOnly)
      guard let resolved = relativePath(of: file.number, openedAs: target) else { throw SystemError(code: EXDEV) }
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

  /// Opens a folder one step at a time, so that nothing can put a link in the way after the path was resolved. For a new
  /// file, folders that are not there are made.
  private func openFolder(_ folder: String, for change: FileChange) throws(FileError) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    do throws(SystemError) {
      var current = try openFile(".", in: rootDescriptor, O_RDONLY | O_DIRECTORY)
      for part in folder.split(separator: "/").map(String.init) {
        do throws(SystemError) {
          current = try openFile(part, in: current.number, flags)
        } catch  where error.code == ENOENT && change.expecting == .absent {
          try makeFolder(part, in: current.number)
          current = try openFile(part, in: current.number, flags)
        }
      }
      return current
    } catch {
      throw FileError(.write, change.path, error)
    }
  }
}

/// One replacement of a file in an open folder.
private final class FileReplacement {
  let path: String
  /// Whether the new content stands in the file's place.
  private(set) var isPut = false

  private let name: String
  private let folder: Descriptor
  private let bytes: [UInt8]
  private let expecting: FileExpectation
  private let gate: WriteGate?
  private var old: RawStatus?
  private var new: RawStatus?
  /// The new file's name until it is put in place; nil where there is none, or none any more.
  private var temporary: String?
  /// The old file's second name.
  private var kept: String?

  init(_ change: FileChange, name: String, folder: consuming Descriptor, gate: WriteGate?) {
    path = change.path
    bytes = change.bytes
    expecting = change.expecting
    self.name = name
    self.folder = folder
    self.gate = gate
  }

  /// Writes the new file beside the old one, if their contents differ.
  func prepare() throws(FileError) {
    let old = try readOld()
    try check(old)
    if let old, old.bytes == bytes { return }
    self.old = old?.status
    do throws(SystemError) {
      if let old {
        if old.status.permissions & 0o222 == 0 { throw SystemError(code: EROFS) }
        try mayWrite(name, in: folder.number)
      }
      // A new file's permissions are left to the user's mask; those of an old one are set below.
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
      let temporary = Self.unusedName()
      try pass(.create)
      let file = try openFile(temporary, in: folder.number, flags, mode: old == nil ? 0o666 : 0o600)
      self.temporary = temporary
      try fill(file)
    } catch {
      let isReadOnly = error.code == EROFS && (old?.status.permissions ?? 0o200) & 0o222 == 0
      throw isReadOnly ? FileError(.write, path, .readOnly) : failure(error)
    }
  }

  /// Puts the new file in the old one's place, if that is still the one that was read.
  func put(mayBeUndone: Bool) throws(FileError) {
    guard let temporary else { return }
    do throws(SystemError) {
      if let old {
        if mayBeUndone { try keepOld() }
        try pass(.compare)
        let now = try readStatusWithoutFollowing(name, in: folder.number)
        guard now.identity == old.identity else { throw SystemError(code: ESTALE) }
        try pass(.place)
        try rename(temporary, to: name, in: folder.number)
      } else {
        try pass(.place)
        try putNew(temporary)
      }
    } catch {
      throw error.code == ESTALE || error.code == ENOENT
        ? FileError(.write, path, .changedMeanwhile) : failure(error)
    }
    isPut = true
    self.temporary = nil
    // The file is in place; a folder that cannot be synchronised (some network file systems) changes nothing about it.
    try? Workspace.synchronize(folder.number)
  }

  /// Puts the old file back; returns whether it is there again.
  func undo() -> Bool {
    do throws(SystemError) {
      let now = try readStatusWithoutFollowing(name, in: folder.number)
      // What somebody else put there since then is not ours to remove.
      guard now.identity == new?.identity else { return false }
      if old == nil {
        try remove(name, in: folder.number)
      } else {
        guard let kept else { return false }
        try rename(kept, to: name, in: folder.number)
        self.kept = nil
      }
      isPut = false
      return true
    } catch {
      return false
    }
  }

  /// Removes what stands beside the file.
  func removeTraces() {
    for name in [temporary, kept] {
      if let name { try? remove(name, in: folder.number) }
    }
    (temporary, kept) = (nil, nil)
  }

  private static func unusedName() -> String { ".glossa-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp" }

  /// The bytes are nil when the old file's length tells already that they are neither the new ones nor those expected.
  private func readOld() throws(FileError) -> (status: RawStatus, bytes: [UInt8]?)? {
    do throws(SystemError) {
      try pass(.read)
      let file = try openFile(name, in: folder.number, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
      let status = try readStatus(of: file.number)
      guard EntryKind(mode: status.kind) == .file else { throw SystemError(code: EISDIR) }
      var lengths = [bytes.count]
      if case .content(let expected) = expecting { lengths.append(expected.count) }
      let mayBeSame = lengths.contains(status.identity.size)
      return (status, mayBeSame ? try readBytes(file.number, count: status.identity.size) : nil)
    } catch {
      if error.code == ENOENT { return nil }
      throw error.code == EISDIR ? FileError(.write, path, .notAFile) : failure(error)
    }
  }

  private func check(_ old: (status: RawStatus, bytes: [UInt8]?)?) throws(FileError) {
    switch expecting {
    case .unchanged(let identity) where old?.status.identity != identity:
      throw FileError(.write, path, .changedMeanwhile)
    case .content(let bytes) where old?.bytes != bytes: throw FileError(.write, path, .changedMeanwhile)
    case .absent where old != nil: throw FileError(.write, path, .alreadyExists)
    default: break
    }
  }

  private func fill(_ file: borrowing Descriptor) throws(SystemError) {
    try pass(.write)
    try writeBytes(bytes, to: file.number)
    if let old {
      let new = try readStatus(of: file.number)
      if new.owner != old.owner || new.group != old.group {
        // Only the administrator may give a file away; where that fails, the writer owns the new file.
        try? setOwner(old.owner, old.group, of: file.number)
      }
      try pass(.permissions)
      try setPermissions(old.permissions, of: file.number)
    }
    try pass(.synchronize)
    try Workspace.synchronize(file.number)
    new = try readStatus(of: file.number)
  }

  private func keepOld() throws(SystemError) {
    try pass(.keep)
    let kept = Self.unusedName()
    do throws(SystemError) {
      try link(name, as: kept, in: folder.number)
      self.kept = kept
    } catch {
      // Some file systems know no second names; what was written before a failure then stays written.
      guard error.code == EPERM || error.code == EOPNOTSUPP else { throw error }
    }
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

  private func pass(_ step: WriteStep) throws(SystemError) {
    if let code = gate?(step, path), code != 0 { throw SystemError(code: code) }
  }

  private func failure(_ error: SystemError) -> FileError { FileError(.write, path, error) }
}
