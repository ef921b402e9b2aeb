internal import Glibc

/// Why a file or folder could not be read, listed or written.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Operation: String, Sendable { case read, list, write }

  package enum Reason: Sendable, Hashable {
    case notFound
    case notAFile
    case notAFolder
    /// The path, or a link on it, leads out of the root folder.
    case outsideRoot
    /// A symbolic link that leads nowhere.
    case danglingLink
    /// Both in bytes.
    case tooLarge(size: Int, limit: Int)
    case tooManyFiles(limit: Int)
    case tooDeep(limit: Int)
    case nameNotUTF8
    /// Something else wrote the file in the same moment, or since it was read.
    case changedMeanwhile
    case alreadyExists
    /// Nobody may write it, by its permissions.
    case readOnly
    /// Any other failure, with the value of `errno`.
    case system(Int32)
  }

  package var operation: Operation
  /// Relative to the root; the root itself is `.`.
  package var path: String
  package var reason: Reason

  package init(_ operation: Operation, _ path: String, _ reason: Reason) {
    self.operation = operation
    self.path = path.isEmpty ? "." : path
    self.reason = reason
  }

  init(_ operation: Operation, _ path: String, _ error: SystemError) {
    let reason: Reason
    switch error.code {
    case ENOENT, ENOTDIR: reason = .notFound
    case ELOOP: reason = .danglingLink
    case EEXIST: reason = .alreadyExists
    default: reason = .system(error.code)
    }
    self.init(operation, path, reason)
  }

  /// What the user can do about a file that cannot be written; nil where the reason says it.
  package var remedy: String? {
    switch reason {
    case .changedMeanwhile: return "run the command again"
    case .readOnly, .system(EACCES), .system(EPERM): return "change its permissions or leave it out"
    case .system(ENOSPC), .system(EDQUOT): return "make room and run the command again"
    case .system(EROFS): return "make the file system writable or leave the file out"
    case .outsideRoot: return "name a folder that holds it with --root"
    case .danglingLink: return "mend or remove the link"
    case .notAFile, .alreadyExists: return "move it away or leave it out"
    default: return nil
    }
  }

  /// One sentence without a full stop: `cannot read docs/a.md: permission denied (EACCES)`.
  package var description: String { "cannot \(operation) \(path): \(reason)" }
}

extension FileError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFound: return "there is no such file or folder"
    case .notAFile: return "it is not a regular file"
    case .notAFolder: return "it is not a folder"
    case .outsideRoot: return "it leads out of the workspace"
    case .danglingLink: return "it is a symbolic link that leads nowhere"
    case .tooLarge(let size, let limit): return "it has \(size) bytes, more than the \(limit) that are read"
    case .tooManyFiles(let limit): return "there are more than \(limit) files; the rest is left out"
    case .tooDeep(let limit): return "folders are nested more than \(limit) deep"
    case .nameNotUTF8: return "it holds a file whose name is not UTF-8"
    case .changedMeanwhile: return "it was changed in the meantime"
    case .alreadyExists: return "it exists already"
    case .readOnly: return "it is read-only"
    case .system(let code): return words(for: code)
    }
  }
}

/// The words for an error number, with its name: always English, whatever the locale.
private func words(for code: Int32) -> String {
  switch code {
  case EACCES: return "permission denied (EACCES)"
  case EPERM: return "operation not permitted (EPERM)"
  case ENOSPC: return "no space left on the device (ENOSPC)"
  case EDQUOT: return "the disk quota is used up (EDQUOT)"
  case EROFS: return "the file system is read-only (EROFS)"
  case EIO: return "input/output error (EIO)"
  case EFBIG: return "the file is too large (EFBIG)"
  case EMFILE: return "too many open files (EMFILE)"
  case ENFILE: return "too many open files in the system (ENFILE)"
  case ENAMETOOLONG: return "the name is too long (ENAMETOOLONG)"
  case EISDIR: return "it is a folder (EISDIR)"
  case EBUSY: return "it is in use (EBUSY)"
  case ETXTBSY: return "it is being executed (ETXTBSY)"
  case ENODEV, ENXIO: return "it is a device that is not there (ENXIO)"
  default: return "error number \(code)"
  }
}
