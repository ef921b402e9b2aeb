import Glibc
import SiteProfiles
import Workspace

/// Files that the user named on the command line, wherever they are.
enum UserFile {
  static func read(_ path: String, limit: Int) -> Result<FileContent, FileError> {
    folder(of: path).flatMap { $0.read(String(WorkspacePath.name(of: path)), limit: limit) }
  }

  /// Writes a file whole or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    let name = String(WorkspacePath.name(of: path))
    if name.isEmpty || name == "." || name == ".." { throw CommandFailure("cannot write \(path): it is a folder") }
    let result = folder(of: path).flatMap { $0.replace(name, with: bytes, expecting: .anything) }
    if case .failure(let error) = result { throw CommandFailure("cannot write \(path): \(error.reason)") }
  }

  private static func folder(of path: String) -> Result<DiskFileSystem, FileError> {
    let folder = WorkspacePath.folder(of: path)
    if folder.isEmpty { return DiskFileSystem.open(path.utf8.first == UInt8(ascii: "/") ? "/" : ".") }
    return DiskFileSystem.open(folder)
  }
}

/// What is piped into the process.
enum StandardInput {
  /// All bytes up to the end of the stream.
  ///
  /// - Parameter limit: the number of bytes that are too many.
  static func read(limit: Int) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let part = try readPart()
      if part.isEmpty { return bytes }
      bytes += part
      if bytes.count > limit {
        throw CommandFailure("standard input holds more than the \(limit) bytes that a page may have")
      }
    }
  }

  private static func readPart() throws(CommandFailure) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let part = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        let result = unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if result < 0 { failure = errno }
        count = max(0, result)
      }
      switch failure {
      case 0: return part
      case EINTR: continue
      default: throw CommandFailure("cannot read standard input: \(SystemMessage.text(failure))")
      }
    }
  }
}
