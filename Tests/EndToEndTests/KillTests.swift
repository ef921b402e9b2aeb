import FoundationEssentials
import Glibc
import JSONRPC
import TestSupport
import Testing

/// Commands that write are ended at any moment: each file holds what it held before or what it was to hold.
@Suite struct KillTests {
  @Test(arguments: Command.all) func filesAreOldOrNew(_ command: Command) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    // What is written when nothing interferes, and how long that takes.
    let whole = try WrittenFolder()
    let start = MonotonicTime.now
    let client = try #require(ExecutableClient(command.arguments(in: whole.path)))
    #expect(client.exitCode(until: start.advanced(byMilliseconds: 60_000)) == command.status)
    let duration = Int((MonotonicTime.now.nanoseconds - start.nanoseconds) / 1_000_000)
    let (old, new) = (WrittenFolder.files, try whole.read())
    #expect(old.allSatisfy { $0.value != new[$0.key] })
    for round in 0..<25 {
      let folder = try WrittenFolder()
      let killed = try #require(ExecutableClient(command.arguments(in: folder.path)))
      usleep(UInt32(Int.random(in: 0...(duration + 2) * 1_000, using: &generator)))
      killed.kill()
      _ = killed.exitCode(until: MonotonicTime.now.advanced(byMilliseconds: 20_000))
      let left = try folder.read()
      for (path, text) in left {
        #expect(text == old[path] || text == new[path], "\(command) \(seed) \(round): \(path) is mixed")
      }
      #expect(left.count == old.count)
      // What is left half done by one run, the next one does.
      if round % 5 == 0 { try finish(command, in: folder, new) }
    }
  }

  private func finish(_ command: Command, in folder: WrittenFolder, _ new: [String: String]) throws {
    guard command.canGoOn else { return }
    let client = try #require(ExecutableClient(command.arguments(in: folder.path)))
    #expect(client.exitCode(until: MonotonicTime.now.advanced(byMilliseconds: 60_000)) == command.status)
    #expect(try folder.read() == new)
  }

  struct Command: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: [String]
    let status: Int32
    /// Whether the same command completes what was interrupted.
    let canGoOn: Bool

    func arguments(in folder: String) -> [String] { words + ["--root", folder] }

    static let all = [
      Command(testDescription: "check --fix", words: ["check", "--fix", "--quiet"], status: 0, canGoOn: true),
      Command(testDescription: "rename", words: ["rename", "Mast", "Spar", "--write"], status: 0, canGoOn: false),
    ]
  }
}

/// A workspace on the disk in which every page has something to mend and to rename.
private final class WrittenFolder {
  let path = FileManager.default.temporaryDirectory.path + "/glossa-kill-\(UInt64.random(in: .min ... .max))"

  static let files: [String: String] = {
    var files: [String: String] = [:]
    let filler = String(repeating: "Wind and water make the [mast] bend.\n", count: 40)
    for number in 0..<10 {
      files["glossary\(number).md"] = "# Rigging\n\n## Term \(number)\n\nOn the [Mast}.\n\n\(filler)"
    }
    files["glossary.md"] = "# Rigging\n\n## Mast\n\nOn the [Mast}.\n\n\(filler)"
    return files
  }()

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in Self.files { try Data(text.utf8).write(to: URL(filePath: path + "/" + name)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func read() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in Self.files.keys {
      files[name] = String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
    }
    return files
  }
}
