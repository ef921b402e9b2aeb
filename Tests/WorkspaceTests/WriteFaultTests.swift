import Glibc
import Synchronization
import Testing
import Workspace

/// Writing several files while every step of it fails once: all files are old or all are new, nothing stays beside them,
/// and the message names the file.
@Suite struct WriteFaultTests {
  @Test func writesAll() throws {
    let folder = try TemporaryFolder(["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"])
    #expect(message(try folder.open().replace(changes)) == "written, written, sameContent, written")
    #expect(try texts(folder) == ["docs/a.md": "A", "docs/b.md": "B", "c.md": "c", "docs/new.md": "N"])
    #expect(try folder.names() == ["c.md", "docs"])
  }

  @Test(arguments: [ENOSPC, EIO, EACCES, EMFILE, EROFS, EDQUOT, EPERM, ENOENT, ESTALE])
  func everyStepFailsOnce(code: Int32) throws {
    let count = try steps().count
    #expect(count == 26)
    for failing in 0..<count {
      let folder = try TemporaryFolder(["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"])
      let seen = Mutex([(step: WriteStep, path: String)]())
      let files = try folder.open { step, path in
        seen.withLock { seen in
          seen.append((step, path))
          return seen.count - 1 == failing ? code : 0
        }
      }
      let result = files.replace(changes)
      let last = try #require(seen.withLock { $0.last })
      switch result {
      case .failure(let failure):
        #expect(failure.cause.path == last.path && failure.stillWritten.isEmpty, "\(last)")
        #expect(try texts(folder) == old, "\(last)")
      case .success:
        // That there is no second name is no failure: without one the new file is put in place all the same.
        #expect(last.step != .keep || code == EPERM)
        #expect(try texts(folder) == ["docs/a.md": "A", "docs/b.md": "B", "c.md": "c", "docs/new.md": "N"], "\(last)")
      }
      #expect(try folder.names(in: "docs").allSatisfy { $0.hasSuffix(".md") }, "\(last)")
      #expect(try folder.names() == ["c.md", "docs"], "\(last)")
    }
  }

  /// Something else writes a file in the moment before it would be replaced.
  @Test(arguments: ["docs/a.md", "docs/b.md", "docs/new.md"])
  func changedMeanwhile(path: String) throws {
    let folder = try TemporaryFolder(["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"])
    let place = folder.path
    let step = path == "docs/new.md" ? WriteStep.place : .compare
    let files = try folder.open { present, file in
      if present == step, file == path { try? TemporaryFolder.write("theirs", to: place + "/" + path) }
      return 0
    }
    let reason = path == "docs/new.md" ? "it exists already" : "it was changed in the meantime"
    #expect(message(files.replace(changes)) == "cannot write \(path): \(reason)")
    var expected = old
    expected[path] = "theirs"
    #expect(try texts(folder) == expected)
  }

  /// What somebody else wrote after us is left alone when our own writing is undone.
  @Test func changedBeforeItIsUndone() throws {
    let folder = try TemporaryFolder(["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"])
    let place = folder.path
    let files = try folder.open { step, file in
      guard step == .place, file == "docs/b.md" else { return 0 }
      try? TemporaryFolder.write("theirs", to: place + "/docs/a.md")
      return EIO
    }
    #expect(message(files.replace(changes)) == "cannot write docs/b.md: input/output error (EIO); written: docs/a.md")
    #expect(try folder.text("docs/a.md") == "theirs")
    #expect(try folder.text("docs/b.md") == "b")
  }

  /// The process ends at each step in turn: each file is old or new.
  @Test(arguments: 0..<26) func killedAtStep(_ step: Int) async throws {
    let folder = try TemporaryFolder(["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"])
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, step = step as Int] in
      let count = Mutex(0)
      let files = try DiskFileSystem.open(path) { _, _ in
        count.withLock { count in
          if count == step { _ = kill(getpid(), SIGKILL) }
          count += 1
        }
        return 0
      }.get()
      _ = files.replace(changes)
    }
    let left = try texts(folder)
    #expect(["a", "A"].contains(left["docs/a.md"] ?? ""))
    #expect(["b", "B"].contains(left["docs/b.md"] ?? ""))
    #expect([nil, "N"].contains(left["docs/new.md"]))
    #expect(left["c.md"] == "c")
  }

  @Test func contentDecides() throws {
    let folder = try TemporaryFolder(["a.md": "a"])
    let files = try folder.open()
    func replace(_ bytes: String, holding old: String) -> String {
      message(
        files.replace([FileChange(path: "a.md", bytes: Array(bytes.utf8), expecting: .content(Array(old.utf8)))])
      )
    }
    #expect(replace("longer", holding: "b") == "cannot write a.md: it was changed in the meantime")
    #expect(replace("longer", holding: "ab") == "cannot write a.md: it was changed in the meantime")
    #expect(replace("longer", holding: "a") == "written")
    #expect(replace("longer", holding: "longer") == "sameContent")
  }

  @Test func readOnlyFilesStay() throws {
    let folder = try TemporaryFolder(["a.md": "a", "b.md": "b"])
    unsafe #expect(chmod(folder.path + "/b.md", 0o444) == 0)
    let files = try folder.open()
    let both = ["a.md", "b.md"].map { FileChange(path: $0, bytes: [0x78], expecting: .anything) }
    #expect(message(files.replace(both)) == "cannot write b.md: it is read-only")
    #expect(try folder.text("a.md") == "a")
    #expect(try folder.text("b.md") == "b")
  }

  private func steps() throws -> [WriteStep] {
    let folder = try TemporaryFolder(["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"])
    let steps = Mutex([WriteStep]())
    let files = try folder.open { step, _ in
      steps.withLock { $0.append(step) }
      return 0
    }
    #expect(message(files.replace(changes)) == "written, written, sameContent, written")
    #expect(Set(steps.withLock { $0 }) == Set(WriteStep.allCases))
    return steps.withLock { $0 }
  }

  private func texts(_ folder: TemporaryFolder) throws -> [String: String] {
    var texts: [String: String] = [:]
    for path in ["docs/a.md", "docs/b.md", "c.md", "docs/new.md"] { texts[path] = try? folder.text(path) }
    return texts
  }
}

private let old = ["docs/a.md": "a", "docs/b.md": "b", "c.md": "c"]

private let changes = [
  FileChange(path: "docs/a.md", bytes: Array("A".utf8), expecting: .content(Array("a".utf8))),
  FileChange(path: "docs/b.md", bytes: Array("B".utf8), expecting: .content(Array("b".utf8))),
  FileChange(path: "c.md", bytes: Array("c".utf8), expecting: .anything),
  FileChange(path: "docs/new.md", bytes: Array("N".utf8), expecting: .absent),
]

private func message(_ result: Result<[ReplacementOutcome], ReplacementFailure>) -> String {
  switch result {
  case .success(let outcomes): return outcomes.map { "\($0)" }.joined(separator: ", ")
  case .failure(let failure):
    let written = failure.stillWritten.isEmpty ? "" : "; written: " + failure.stillWritten.joined(separator: ", ")
    return failure.cause.description + written
  }
}
