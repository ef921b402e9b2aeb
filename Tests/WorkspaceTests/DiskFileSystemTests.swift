import FoundationEssentials
import Glibc
import SiteProfiles
import Testing
import Workspace

@Suite struct DiskFileSystemTests {
  @Test func walksInOrderOfBytes() throws {
    let folder = try TemporaryFolder([
      "b.md": "", "a/z.md": "", "a.md": "", "a/B.md": "", "ä.md": "", "a-b.md": "", ".glossa.yml": "",
      ".git/config": "", "node_modules/x.md": "", ".hidden/x.md": "", ".Glossary/x.md": "", "_site/x.md": "",
      "venv/pyvenv.cfg": "", "venv/lib/x.md": "", "empty/": "",
    ])
    let listing = try folder.open().walk("")
    #expect(
      listing.files.map(\.path) == [
        ".Glossary/x.md", ".glossa.yml", "a-b.md", "a.md", "a/B.md", "a/z.md", "b.md", "ä.md",
      ]
    )
    #expect(listing.problems.isEmpty)
    #expect(try folder.open().walk("a").files.map(\.path) == ["a/B.md", "a/z.md"])
  }

  @Test func linksAreFollowedInsideOnly() throws {
    let outside = try TemporaryFolder(["secret.md": "secret"])
    let folder = try TemporaryFolder([
      "docs/a.md": "a", "shared/b.md": "b", ".store/c.md": "c",
      "docs/loop": "-> ..", "docs/self": "-> self", "docs/terms": "-> ../shared", "docs/kept": "-> ../.store",
      "docs/b.md": "-> ../shared/b.md", "docs/gone.md": "-> nowhere", "docs/out.md": "-> \(outside.path)/secret.md",
      "docs/outside": "-> \(outside.path)", "docs/root": "-> /",
    ])
    let files = try folder.open()
    let listing = files.walk("")
    #expect(
      listing.files == [
        FileEntry(path: "docs/a.md"), FileEntry(path: "docs/b.md", linkTarget: "shared/b.md"),
        FileEntry(path: "docs/kept/c.md"), FileEntry(path: "shared/b.md"),
      ]
    )
    #expect(listing.linkedFolders == ["docs/loop": "", "docs/terms": "shared"])
    #expect(listing.listedPath(of: "docs/terms/b.md") == "shared/b.md")
    #expect(listing.listedPath(of: "docs/loop/docs/a.md") == "docs/a.md")
    #expect(listing.listedPath(of: "docs/termsheet.md") == "docs/termsheet.md")
    #expect(
      listing.problems.map(\.description) == [
        "cannot list docs/gone.md: it is a symbolic link that leads nowhere",
        "cannot list docs/out.md: it leads out of the workspace",
        "cannot list docs/outside: it leads out of the workspace",
        "cannot list docs/root: it leads out of the workspace",
        "cannot list docs/self: it is a symbolic link that leads nowhere",
      ]
    )
    #expect(read("docs/terms/b.md", files) == "b")
    #expect(read("docs/out.md", files) == "cannot read docs/out.md: it leads out of the workspace")
    #expect(
      read("docs/outside/secret.md", files) == "cannot read docs/outside/secret.md: it leads out of the workspace"
    )
  }

  @Test func limits() throws {
    var limits = WalkLimits()
    limits.entries = 3
    let folder = try TemporaryFolder(["a.md": "", "b.md": "", "c.md": "", "d.md": ""])
    let listing = try folder.open(limits: limits).walk("")
    #expect(listing.files.count == 3)
    #expect(listing.problems == [FileError(.list, "", .tooManyFiles(limit: 3))])

    limits.entries = 100
    limits.depth = 2
    let deep = try TemporaryFolder(["1/2/a.md": "", "1/2/3/b.md": ""])
    let cut = try deep.open(limits: limits).walk("")
    #expect(cut.files.map(\.path) == ["1/2/a.md"])
    #expect(cut.problems == [FileError(.list, "1/2/3", .tooDeep(limit: 2))])
  }

  @Test(arguments: [
    ("a.md", "text"),
    ("./docs/../a.md", "text"),
    ("docs", "cannot read docs: it is not a regular file"),
    ("pipe", "cannot read pipe: it is not a regular file"),
    ("none.md", "cannot read none.md: there is no such file or folder"),
    ("a.md/x", "cannot read a.md/x: there is no such file or folder"),
    ("../x.md", "cannot read ../x.md: it leads out of the workspace"),
    ("docs/../../x.md", "cannot read docs/../../x.md: it leads out of the workspace"),
    ("/etc/passwd", "cannot read /etc/passwd: it leads out of the workspace"),
    ("large.md", "cannot read large.md: it has 8388609 bytes, more than the 8388608 that are read"),
    ("a\0.md", "cannot read a\0.md: it leads out of the workspace"),
  ])
  func reading(path: String, expected: String) throws {
    let folder = try TemporaryFolder(["a.md": "text", "docs/": "", "large.md": ""])
    unsafe #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    unsafe #expect(truncate(folder.path + "/large.md", 8_388_609) == 0)
    #expect(read(path, try folder.open()) == expected)
  }

  @Test func socketsAreNoFiles() throws {
    let folder = try TemporaryFolder([:])
    let path = folder.path + "/socket"
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { _ = close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(result == 0)
    guard case .failure = try folder.open().read("socket") else {
      Issue.record("a socket was read")
      return
    }
    #expect(try folder.open().walk("").files.isEmpty)
  }

  /// While a generator truncates and writes a file again, it is read as it was before or after, never in part.
  @Test func whileAGeneratorWrites() async throws {
    let folder = try TemporaryFolder(["a.md": ""])
    let text = Array(repeating: UInt8(ascii: "a"), count: 3000)
    let path = folder.path + "/a.md"
    let writer = Task.detached {
      let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
      defer { _ = close(file) }
      while !Task.isCancelled {
        ftruncate(file, 0)
        _ = unsafe text.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
      }
    }
    let files = try folder.open()
    var sizes: Set<Int> = []
    for _ in 0..<2000 {
      switch files.read("a.md") {
      case .success(let content): sizes.insert(content.bytes.count)
      case .failure(let error): #expect(error.reason == .changedMeanwhile)
      }
      await Task.yield()
    }
    writer.cancel()
    await writer.value
    #expect(sizes.isSubset(of: [0, 3000]))
    #expect(try files.read("a.md").get().bytes == text)
  }

  @Test(.enabled(if: geteuid() != 0, "the administrator may read everything"))
  func unreadable() throws {
    let folder = try TemporaryFolder(["a.md": "x", "closed/b.md": "x"])
    unsafe #expect(chmod(folder.path + "/a.md", 0) == 0)
    unsafe #expect(chmod(folder.path + "/closed", 0) == 0)
    let files = try folder.open()
    #expect(read("a.md", files) == "cannot read a.md: permission denied (EACCES)")
    #expect(files.walk("").problems.map(\.description) == ["cannot list closed: permission denied (EACCES)"])
    unsafe #expect(chmod(folder.path + "/closed", 0o700) == 0)
  }

  @Test func status() throws {
    let folder = try TemporaryFolder(["docs/a.md": "xy"])
    let files = try folder.open()
    #expect(try files.status("docs").get().isDirectory)
    #expect(try files.status("").get().isDirectory)
    let file = try files.status("docs/a.md").get()
    #expect(!file.isDirectory)
    #expect(file.identity == (try files.read("docs/a.md").get().identity))
    #expect(files.status("docs/b.md") == .failure(FileError(.read, "docs/b.md", .notFound)))
    #expect(files.status("..") == .failure(FileError(.read, "..", .outsideRoot)))
  }

  @Test func roots() throws {
    let folder = try TemporaryFolder(["docs/a.md": "", "link": "-> docs", "file": ""])
    #expect(try DiskFileSystem.open(folder.path + "/link").get().root.hasSuffix("/docs"))
    #expect(
      message(DiskFileSystem.open("/no/such/folder")) == "cannot list /no/such/folder: there is no such file or folder"
    )
    #expect(
      message(DiskFileSystem.open(folder.path + "/file")) == "cannot list \(folder.path)/file: it is not a folder"
    )
    let files = try DiskFileSystem.open("/").get()
    #expect(files.relativePath(ofAbsolute: "/etc/hosts") == "etc/hosts")
    #expect(try folder.open().relativePath(ofAbsolute: folder.path + "x/y") == nil)
  }

  @Test(
    arguments: [
      ("a/b", "a/b"), ("./a//b/", "a/b"), ("a/../b", "b"), ("..", nil), ("a/../..", nil), ("/a", nil), ("", ""),
      (".", ""),
    ] as [(String, String?)]
  )
  func normalizing(path: String, expected: String?) {
    #expect(WorkspacePath.normalized(path) == expected)
  }
}

private func read(_ path: String, _ files: DiskFileSystem) -> String {
  switch files.read(path) {
  case .success(let content): return String(decoding: content.bytes, as: UTF8.self)
  case .failure(let error): return error.description
  }
}

private func message<T>(_ result: Result<T, FileError>) -> String? {
  if case .failure(let error) = result { return error.description }
  return nil
}
