import FoundationEssentials
import Glibc
import JSONRPC
import TestSupport
import Testing
import Threads

/// Commands that write are ended at any moment: each file holds what it held before or what it was to hold.
@Suite struct KillTests {
  private static let rounds = 17

  @Test(arguments: Command.all) func filesAreOldOrNew(_ command: Command) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    // What is written when nothing interferes, and how long that takes.
    let whole = try WrittenFolder(command.files)
    let start = MonotonicTime.now
    try run(command, in: whole)
    let duration = Int((MonotonicTime.now.nanoseconds - start.nanoseconds) / 1_000_000)
    let (old, new) = (command.files, try whole.read())
    #expect(old.count { $0.value != new[$0.key] } > 10)
    for round in 0..<Self.rounds {
      let folder = try WrittenFolder(old)
      let killed = try #require(ExecutableClient(command.arguments(in: folder.path)))
      usleep(UInt32(Int.random(in: 0...(duration + 2) * 1_000, using: &generator)))
      killed.kill()
      _ = killed.exitCode(until: .overdue)
      let left = try folder.read()
      for (path, text) in left {
        #expect(text == old[path] || text == new[path], "\(command) \(seed) \(round): \(path) is mixed")
      }
      #expect(left.count == old.count)
      // What is left half done by one run, the next one does.
      if command.canGoOn, round % 5 == 0 {
        try run(command, in: folder)
        #expect(try folder.read() == new)
      }
    }
  }

  private func run(_ command: Command, in folder: WrittenFolder) throws {
    let client = try #require(ExecutableClient(command.arguments(in: folder.path)))
    #expect(client.exitCode(until: .overdue) == 0)
  }

  struct Command: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: [String]
    /// Whether the same command completes what was interrupted.
    let canGoOn: Bool
    /// A workspace in which the command changes more than ten files and then finds nothing wrong.
    let files: [String: String]

    func arguments(in folder: String) -> [String] { words + ["--root", folder] }

    static let all = [
      Command(
        testDescription: "check --fix",
        words: ["check", "--fix", "--quiet"],
        canGoOn: true,
        files: glossary
      ),
      Command(
        testDescription: "rename",
        words: ["rename", "Mast", "Spar", "--write"],
        canGoOn: false,
        files: glossary
      ),
      Command(testDescription: "table --write", words: ["table", "--write"], canGoOn: true, files: site),
    ]

    private static let filler = String(repeating: "Wind and water make the [mast] bend.\n", count: 40)

    /// Every page has something to mend and something to rename.
    private static let glossary: [String: String] = {
      var files = ["glossary.md": "# Rigging\n\n## Mast\n\nOn the [Mast}.\n\n\(filler)"]
      for number in 0..<11 {
        files["glossary\(number).md"] = "# Rigging\n\n## Term \(number)\n\nOn the [Mast}.\n\n\(filler)"
      }
      return files
    }()

    /// Every table lacks a definition.
    private static let site: [String: String] = {
      let letters = "abcdefghijkl".map(String.init)
      var files = [
        "mkdocs.yml": """
        site_name: Sails
        markdown_extensions:
          - pymdownx.snippets:
              base_path: includes
              auto_append: [\(letters.map { $0 + ".md" }.joined(separator: ", "))]

        """
      ]
      for letter in letters {
        let uses = letters.map { "[\($0)name]" }.joined(separator: " and ")
        files["docs/glossary/\(letter).md"] = "# \(letter.uppercased())\n\n## \(letter)name\n\nGoes with \(uses).\n"
        files["includes/\(letter).md"] = "[\(letter)]: /glossary/\(letter).md\n"
      }
      return files
    }()
  }
}

/// A workspace on the disk.
private final class WrittenFolder {
  let path = FileManager.default.temporaryDirectory.path + "/glossa-kill-\(UInt64.random(in: .min ... .max))"
  private let names: [String]

  init(_ files: [String: String]) throws {
    names = Array(files.keys)
    for (name, text) in files {
      let place = path + "/" + name
      let folder = place.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: place))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func read() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in names {
      files[name] = String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
    }
    return files
  }
}
