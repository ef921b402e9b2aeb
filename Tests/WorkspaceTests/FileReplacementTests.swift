import FoundationEssentials
import Glibc
import Testing
import Workspace

@Suite struct FileReplacementTests {
  @Test func replacesAndCreates() throws {
    let folder = try TemporaryFolder(["docs/a.md": "old"])
    let files = try folder.open()
    let read = try files.read("docs/a.md").get()
    #expect(write("new", to: "docs/a.md", files, .unchanged(read.identity)) == "written")
    #expect(try folder.text("docs/a.md") == "new")
    #expect(write("new", to: "docs/a.md", files) == "sameContent")
    #expect(write("fresh", to: "docs/b.md", files, .absent) == "written")
    #expect(try folder.text("docs/b.md") == "fresh")
    #expect(write("", to: "docs/a.md", files) == "written")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/docs").sorted() == ["a.md", "b.md"])
  }

  @Test func sameContentLeavesTheFileAlone() throws {
    let folder = try TemporaryFolder(["a.md": "text"])
    let files = try folder.open()
    let before = try files.status("a.md").get()
    #expect(write("text", to: "a.md", files) == "sameContent")
    #expect(try files.status("a.md").get() == before)
  }

  @Test func permissionsAreKept() throws {
    let folder = try TemporaryFolder(["a.md": "x"])
    unsafe #expect(chmod(folder.path + "/a.md", 0o604) == 0)
    #expect(write("y", to: "a.md", try folder.open()) == "written")
    #expect(try folder.permissions("a.md") == 0o604)
  }

  @Test func hardLinksAreBroken() throws {
    let folder = try TemporaryFolder(["a.md": "old"])
    unsafe #expect(link(folder.path + "/a.md", folder.path + "/b.md") == 0)
    #expect(write("new", to: "a.md", try folder.open()) == "written")
    #expect(try folder.text("b.md") == "old")
  }

  @Test func linksAreKeptAndTheirTargetsWritten() throws {
    let folder = try TemporaryFolder([
      "real/a.md": "old", "a.md": "-> real/a.md", "folder": "-> real", "gone.md": "-> real/none.md",
    ])
    let files = try folder.open()
    #expect(write("new", to: "a.md", files) == "written")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/a.md") == "real/a.md")
    #expect(try folder.text("real/a.md") == "new")
    #expect(write("b", to: "folder/b.md", files, .absent) == "written")
    #expect(try folder.text("real/b.md") == "b")
    #expect(write("x", to: "gone.md", files) == "cannot write gone.md: it is a symbolic link that leads nowhere")
  }

  @Test func nothingIsWrittenOutside() throws {
    let outside = try TemporaryFolder(["a.md": "theirs"])
    let folder = try TemporaryFolder(["a.md": "-> \(outside.path)/a.md", "out": "-> \(outside.path)", "docs/": ""])
    let files = try folder.open()
    for path in ["a.md", "out/a.md", "out/new.md", "../x.md", "docs/../../x.md", "/tmp/x.md", "", "."] {
      #expect(write("x", to: path, files) == "cannot write \(path.isEmpty ? "." : path): it leads out of the workspace")
    }
    #expect(try outside.text("a.md") == "theirs")
    #expect(try outside.names() == ["a.md"])
  }

  @Test func refusesWhatChanged() throws {
    let folder = try TemporaryFolder(["a.md": "one"])
    let files = try folder.open()
    let read = try files.read("a.md").get()
    try folder.add("a.md", "their change")
    #expect(
      write("mine", to: "a.md", files, .unchanged(read.identity)) == "cannot write a.md: it was changed in the meantime"
    )
    #expect(write("mine", to: "a.md", files, .absent) == "cannot write a.md: it exists already")
    #expect(
      write("x", to: "b.md", files, .unchanged(read.identity)) == "cannot write b.md: it was changed in the meantime"
    )
    #expect(try folder.text("a.md") == "their change")
    #expect(try folder.names() == ["a.md"])
  }

  @Test func refusesWhatIsNoFile() throws {
    let folder = try TemporaryFolder(["docs/": "", "a.md": ""])
    unsafe #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let files = try folder.open()
    #expect(write("x", to: "docs", files) == "cannot write docs: it is not a regular file")
    #expect(write("x", to: "pipe", files) == "cannot write pipe: it is not a regular file")
    #expect(write("x", to: "none/a.md", files) == "cannot write none/a.md: there is no such file or folder")
    #expect(write("x", to: "a.md/b", files) == "cannot write a.md/b: there is no such file or folder")
    let long = String(repeating: "x", count: 300)
    #expect(write("x", to: long, files) == "cannot write \(long): the name is too long (ENAMETOOLONG)")
  }

  @Test(.enabled(if: geteuid() != 0, "the administrator may write everywhere"))
  func readOnlyFolder() throws {
    let folder = try TemporaryFolder(["docs/a.md": "old"])
    unsafe #expect(chmod(folder.path + "/docs", 0o500) == 0)
    #expect(write("x", to: "docs/a.md", try folder.open()) == "cannot write docs/a.md: permission denied (EACCES)")
    unsafe #expect(chmod(folder.path + "/docs", 0o700) == 0)
    #expect(try folder.text("docs/a.md") == "old")
  }

  /// The limit on the size of files belongs to a process, so this one runs in a process of its own.
  @Test func fileTooLarge() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder(["a.md": "old"])
      let files = try folder.open()
      _ = signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      unsafe #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let text = String(repeating: "x", count: 10_000)
      #expect(write(text, to: "a.md", files) == "cannot write a.md: the file is too large (EFBIG)")
      #expect(try folder.text("a.md") == "old")
      #expect(try folder.names() == ["a.md"])
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only the administrator may mount"))
  func fullDisk() throws {
    let folder = try TemporaryFolder(["disk/": ""])
    guard unsafe mount("tmpfs", folder.path + "/disk", "tmpfs", 0, "size=64k") == 0 else { return }
    defer { unsafe _ = umount(folder.path + "/disk") }
    try folder.add("disk/a.md", "old")
    let text = String(repeating: "x", count: 100_000)
    let files = try folder.open()
    #expect(write(text, to: "disk/a.md", files) == "cannot write disk/a.md: no space left on the device (ENOSPC)")
    #expect(try folder.text("disk/a.md") == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/disk") == ["a.md"])
    unsafe #expect(mount("tmpfs", folder.path + "/disk", "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "") == 0)
    #expect(write("x", to: "disk/a.md", files) == "cannot write disk/a.md: the file system is read-only (EROFS)")
  }

  /// A process that rewrites a file all the time is ended at any moment: the file is old or new, never mixed.
  @Test(arguments: [UInt64](0..<20))
  func killed(round: UInt64) async throws {
    let folder = try TemporaryFolder(["a.md": texts[0]])
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGALRM)) { [path = path as String, round = round as UInt64] in
      let files = try DiskFileSystem.open(path).get()
      var timer = itimerval()
      timer.it_value.tv_usec = Int(1_000 + round * 1_111 + UInt64.random(in: 0..<2_000))
      unsafe #expect(setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil) == 0)
      var turn = 0
      while true {
        turn += 1
        _ = files.replace("a.md", with: Array(texts[turn % 2].utf8), expecting: .anything)
      }
    }
    #expect(try texts.contains(folder.text("a.md")))
  }
}

/// Two versions of one file, of different lengths and without a common byte.
private let texts = [String(repeating: "old\n", count: 50_000), String(repeating: "NEW.", count: 40_000)]

private func write(
  _ text: String,
  to path: String,
  _ files: DiskFileSystem,
  _ expecting: FileExpectation = .anything
) -> String {
  switch files.replace(path, with: Array(text.utf8), expecting: expecting) {
  case .success(let outcome): return "\(outcome)"
  case .failure(let error): return error.description
  }
}
