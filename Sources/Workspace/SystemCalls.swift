internal import Glibc

/// The system calls that `DiskFileSystem` and `FileReplacement` are made of: the only place that hands pointers to the
/// C library. Every call is repeated when a signal interrupts it.

/// A failed system call.
struct SystemError: Error {
  /// The value of `errno`.
  let code: Int32
}

/// An open file or directory, closed when the value goes.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  deinit {
    _ = close(number)
  }
}

/// What the file system says about a file.
struct RawStatus {
  let kind: mode_t
  let permissions: mode_t
  let owner: uid_t
  let group: gid_t
  let identity: FileIdentity
}

/// The directory that relative paths start from when none is open.
let currentDirectory = AT_FDCWD

/// Opens a file for asking about it only, which needs no permission on it. The C library hides the constant from Swift.
let openPathOnly: Int32 = 0x20_0000

/// - Parameter path: relative to `directory`.
func openFile(_ path: String, in directory: Int32, _ flags: Int32, mode: mode_t = 0) throws(SystemError) -> Descriptor {
  while true {
    let number = unsafe openat(directory, path, flags | O_CLOEXEC, mode)
    if number >= 0 { return Descriptor(number) }
    if errno != EINTR { throw SystemError(code: errno) }
  }
}

func readStatus(of descriptor: Int32) throws(SystemError) -> RawStatus {
  var raw = stat()
  try check { unsafe fstat(descriptor, &raw) }
  return RawStatus(raw)
}

/// The status of the path itself, also when it is a symbolic link.
func readStatusWithoutFollowing(_ path: String, in directory: Int32) throws(SystemError) -> RawStatus {
  var raw = stat()
  try check { unsafe fstatat(directory, path, &raw, AT_SYMLINK_NOFOLLOW) }
  return RawStatus(raw)
}

/// Reads `count` bytes, or fewer where the file ends before.
func readBytes(_ descriptor: Int32, count: Int) throws(SystemError) -> [UInt8] {
  // The initializer below writes the count of an empty array too, and all empty arrays are one object.
  if count == 0 { return [] }
  var failure: Int32?
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    while initialized < count {
      let got = unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + initialized }, count - initialized)
      if got > 0 {
        initialized += got
      } else if got == 0 {
        return
      } else if errno != EINTR {
        failure = errno
        return
      }
    }
  }
  if let failure { throw SystemError(code: failure) }
  return bytes
}

func writeBytes(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
    }
    if count >= 0 {
      written += count
    } else if errno != EINTR {
      throw SystemError(code: errno)
    }
  }
}

func synchronize(_ descriptor: Int32) throws(SystemError) {
  try check { fsync(descriptor) }
}

func setPermissions(_ permissions: mode_t, of descriptor: Int32) throws(SystemError) {
  try check { fchmod(descriptor, permissions) }
}

func setOwner(_ owner: uid_t, _ group: gid_t, of descriptor: Int32) throws(SystemError) {
  try check { fchown(descriptor, owner, group) }
}

/// Makes a folder, with the permissions that the user's mask leaves.
func makeFolder(_ name: String, in directory: Int32) throws(SystemError) {
  try check { unsafe mkdirat(directory, name, 0o777) }
}

func rename(_ old: String, to new: String, in directory: Int32) throws(SystemError) {
  try check { unsafe renameat(directory, old, directory, new) }
}

/// Gives the file a second name; fails when the name is taken.
func link(_ old: String, as new: String, in directory: Int32) throws(SystemError) {
  try check { unsafe linkat(directory, old, directory, new, 0) }
}

/// Whether the process may write a file, by the file's permissions and the process's user.
func mayWrite(_ name: String, in directory: Int32) throws(SystemError) {
  try check { unsafe faccessat(directory, name, W_OK, AT_EACCESS) }
}

func remove(_ name: String, in directory: Int32) throws(SystemError) {
  try check { unsafe unlinkat(directory, name, 0) }
}

/// The absolute path of an open file, with all links resolved, as the kernel knows it at this moment.
///
/// - Parameter path: what the file was opened by. Where /proc is not mounted, as in a bare chroot, it is resolved anew,
///   and has to lead to the same file.
func resolvedPath(of descriptor: Int32, openedAs path: String) throws(SystemError) -> String {
  let capacity = 4 * Int(PATH_MAX)
  var failure: Int32?
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
    let count = unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
      unsafe characters.baseAddress.map { unsafe readlink("/proc/self/fd/\(descriptor)", $0, capacity) } ?? -1
    }
    if count < 0 { failure = errno } else { initialized = count }
  }
  if failure == ENOENT { return try resolvedPath(path, leadingTo: descriptor) }
  if let failure { throw SystemError(code: failure) }
  return String(decoding: bytes, as: UTF8.self)
}

private func resolvedPath(_ path: String, leadingTo descriptor: Int32) throws(SystemError) -> String {
  guard let characters = unsafe realpath(path, nil) else { throw SystemError(code: errno) }
  defer { unsafe free(characters) }
  let resolved = unsafe String(cString: characters)
  let named = try readStatusWithoutFollowing(resolved, in: currentDirectory).identity
  let opened = try readStatus(of: descriptor).identity
  guard named.device == opened.device, named.inode == opened.inode else { throw SystemError(code: ESTALE) }
  return resolved
}

enum EntryKind {
  case file, directory, link, other
}

/// The entries of an open directory, unsorted, without `.` and `..`. A name that is not UTF-8 is nil.
func entries(of directory: consuming Descriptor) throws(SystemError) -> [(name: String?, kind: EntryKind)] {
  // The stream takes a descriptor of its own to close.
  let number = dup(directory.number)
  guard number >= 0 else { throw SystemError(code: errno) }
  guard let stream = unsafe fdopendir(number) else {
    let code = errno
    _ = close(number)
    throw SystemError(code: code)
  }
  defer { unsafe _ = closedir(stream) }
  var result: [(name: String?, kind: EntryKind)] = []
  while true {
    errno = 0
    guard let entry = unsafe readdir(stream) else {
      if errno != 0 { throw SystemError(code: errno) }
      return result
    }
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(validatingCString: $0) }
    }
    if name == "." || name == ".." { continue }
    var kind = unsafe EntryKind(directoryType: entry.pointee.d_type)
    if kind == nil, let name {
      kind = (try? readStatusWithoutFollowing(name, in: directory.number)).map { EntryKind(mode: $0.kind) }
    }
    result.append((name, kind ?? .other))
  }
}

extension EntryKind {
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .directory
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  /// Nil where the file system does not say.
  fileprivate init?(directoryType: UInt8) {
    switch Int(directoryType) {
    case DT_UNKNOWN: return nil
    case DT_REG: self = .file
    case DT_DIR: self = .directory
    case DT_LNK: self = .link
    default: self = .other
    }
  }
}

extension RawStatus {
  fileprivate init(_ raw: stat) {
    kind = raw.st_mode & S_IFMT
    permissions = raw.st_mode & 0o777
    owner = raw.st_uid
    group = raw.st_gid
    identity = FileIdentity(
      device: UInt64(raw.st_dev),
      inode: UInt64(raw.st_ino),
      size: Int(raw.st_size),
      modified: Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec)
    )
  }
}

private func check(_ call: () -> Int32) throws(SystemError) {
  while call() != 0 {
    if errno != EINTR { throw SystemError(code: errno) }
  }
}
