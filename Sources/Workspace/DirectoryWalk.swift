internal import Glibc
import SiteProfiles

/// One walk over a folder of the disk.
///
/// Real folders come first, each once. Symbolic links come after them, in order: a link to a folder that is listed
/// already is only noted, so no loop of links is ever entered and no page is read twice.
struct DirectoryWalk {
  private let files: DiskFileSystem
  private let limits: WalkLimits
  private var listing = FileListing()
  private var visited: Set<FolderIdentity> = []
  private var folders: [Folder] = []
  private var links: [Folder] = []
  private var entryCount = 0
  private var isFull = false

  init(files: DiskFileSystem, limits: WalkLimits) {
    self.files = files
    self.limits = limits
  }

  mutating func run(from folder: String) -> FileListing {
    folders = [Folder(path: folder, depth: 0)]
    while !isFull {
      if let folder = folders.popLast() {
        visit(folder)
      } else if !links.isEmpty {
        // Links found on the way are resolved in the order of their paths, so that the result is the same everywhere.
        let found = links.sorted { WorkspacePath.isOrdered($1.path, before: $0.path) }
        links = []
        for link in found.reversed() { resolve(link) }
      } else {
        break
      }
    }
    listing.files.sort { WorkspacePath.isOrdered($0.path, before: $1.path) }
    listing.problems.sort { WorkspacePath.isOrdered($0.path, before: $1.path) }
    return listing
  }

  private mutating func visit(_ folder: Folder) {
    if folder.depth > limits.depth {
      listing.problems.append(FileError(.list, folder.path, .tooDeep(limit: limits.depth)))
      return
    }
    do throws(SystemError) {
      let path = folder.path.isEmpty ? "." : folder.path
      let follow = folder.isLink ? 0 : O_NOFOLLOW
      let directory = try openFile(path, in: files.rootDescriptor, O_RDONLY | O_DIRECTORY | O_NONBLOCK | follow)
      guard visited.insert(FolderIdentity(try readStatus(of: directory.number).identity)).inserted else { return }
      let found = try entries(of: directory)
      if folder.depth > 0, found.contains(where: { $0.name == "pyvenv.cfg" || $0.name == "CACHEDIR.TAG" }) { return }
      for entry in found { add(entry, of: folder) }
    } catch {
      listing.problems.append(FileError(.list, folder.path, error))
    }
  }

  private mutating func add(_ entry: (name: String?, kind: EntryKind), of folder: Folder) {
    guard !isFull else { return }
    entryCount += 1
    if entryCount > limits.entries {
      isFull = true
      listing.problems.append(FileError(.list, "", .tooManyFiles(limit: limits.entries)))
      return
    }
    guard let name = entry.name else {
      listing.problems.append(FileError(.list, folder.path, .nameNotUTF8))
      return
    }
    let path = folder.path.isEmpty ? name : folder.path + "/" + name
    switch entry.kind {
    case .file: listing.files.append(FileEntry(path: path))
    case .directory where !isSkipped(name): folders.append(Folder(path: path, depth: folder.depth + 1))
    case .link where !isSkipped(name): links.append(Folder(path: path, depth: folder.depth + 1, isLink: true))
    default: break
    }
  }

  private mutating func resolve(_ link: Folder) {
    do throws(SystemError) {
      let target = try openFile(link.path, in: files.rootDescriptor, openPathOnly)
      guard let path = files.relativePath(of: target.number, openedAs: link.path) else {
        listing.problems.append(FileError(.list, link.path, .outsideRoot))
        return
      }
      let status = try readStatus(of: target.number)
      switch EntryKind(mode: status.kind) {
      case .file:
        listing.files.append(FileEntry(path: link.path, linkTarget: path))
      case .directory where visited.contains(FolderIdentity(status.identity)):
        listing.linkedFolders[link.path] = path
      case .directory:
        // A folder that the walk passed by, such as `docs/terms -> ../.shared/terms`.
        folders.append(link)
      default: break
      }
    } catch {
      let dangles = error.code == ENOENT || error.code == ENOTDIR || error.code == ELOOP
      let reason = FileError(.list, link.path, error)
      listing.problems.append(dangles ? FileError(.list, link.path, .danglingLink) : reason)
    }
  }
}

private struct Folder {
  var path: String
  var depth: Int
  var isLink = false
}

private struct FolderIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ identity: FileIdentity) {
    device = identity.device
    inode = identity.inode
  }
}

/// Whether a file lies in a folder that no walk looks into.
func isInSkippedFolder(_ path: String) -> Bool {
  path.split(separator: "/").dropLast().contains { isSkipped(String($0)) }
}

/// Folders that hold no pages of the author: version control, packages, caches and what a generator wrote. A hidden
/// folder is looked into when it is called like a glossary.
private func isSkipped(_ name: String) -> Bool {
  switch name {
  case "node_modules", "_site", "__pycache__": return true
  default:
    guard name.utf8.first == UInt8(ascii: ".") else { return false }
    return !["glossary", "terms", "definitions", "lexicon", "dictionary"].contains(name.dropFirst().lowercased())
  }
}
