import FoundationEssentials
import Glibc
import TestSupport

/// One file of `Commands/`: files of a workspace, shell commands, and what each of these is to print.
///
/// The file is a list of entries, each of which begins with a line that starts with `+++ ` or `$ `. What stands before the
/// first says what the file is about.
///
/// - `+++ PATH`: the workspace has this file; its lines follow. `+++ PATH -> TARGET` is a symbolic link.
/// - `$ COMMAND`: run by `sh` in the workspace; what it is to print on both outputs follows, and last, where the exit status
///   is not zero, a line `[exit 1]`. In the output `$PWD` stands for the workspace's absolute path.
///
/// `UPDATE_EXPECTED=1` writes the files anew, for their author to read the difference.
struct CommandScript: Sendable, CustomStringConvertible {
  struct Entry: Sendable {
    var head: String
    var lines: [Substring]
  }

  let name: String
  private(set) var about: [Substring] = []
  private(set) var entries: [Entry] = []

  var description: String { name }

  static var folder: String { SharedData.repository + "/Tests/EndToEndTests/Commands" }

  /// All scripts, by name.
  static var all: [CommandScript] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
      let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
      return CommandScript(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  init(name: String, text: String) {
    self.name = name
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      if line.hasPrefix("+++ ") || line.hasPrefix("$ ") {
        entries.append(Entry(head: String(line), lines: []))
      } else if entries.isEmpty {
        about.append(line)
      } else {
        entries[entries.count - 1].lines.append(line)
      }
    }
  }

  /// The file's text.
  var text: String {
    let lines = about + entries.flatMap { [$0.head[...]] + $0.lines }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The script with what its commands really print.
  func played() throws -> CommandScript {
    var played = self
    let workspace = try ScriptFolder()
    for index in entries.indices {
      let entry = entries[index]
      if entry.head.hasPrefix("$ ") {
        played.entries[index].lines = try workspace.run(String(entry.head.dropFirst(2)))
      } else {
        try workspace.add(String(entry.head.dropFirst(4)), entry.lines)
      }
    }
    return played
  }
}

/// The folder that a script is played in, removed with the value.
private final class ScriptFolder {
  private let base: String
  private var path: String { base + "/workspace" }

  init() throws {
    let temporary = FileManager.default.temporaryDirectory.path
    base = temporary + "/glossa-script-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: base + "/workspace", withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: base)
  }

  func add(_ name: String, _ lines: [Substring]) throws {
    let parts = name.split(separator: " -> ")
    let file = path + "/" + String(parts.first ?? "")
    let folder = file[..<(file.lastIndex(of: "/") ?? file.endIndex)]
    try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
    if parts.count == 2 {
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: String(parts[1]))
    } else {
      // The blank line that parts two entries belongs to neither.
      let content = lines.last == "" ? lines.dropLast() : lines[...]
      let text = content.map { $0 + "\n" }.joined()
      try Data(text.utf8).write(to: URL(filePath: file))
    }
  }

  /// What a command prints, and its exit status.
  func run(_ command: String) throws -> [Substring] {
    let output = base + "/output"
    let status = try spawn(command, output: output)
    let bytes = FileManager.default.contents(atPath: output) ?? Data()
    let printed = String(decoding: bytes, as: UTF8.self).replacing(path, with: "$PWD")
    var lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    if status != 0 { lines.append("[exit \(status)]") }
    return lines + [""]
  }

  private func spawn(_ command: String, output: String) throws -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    // The threads of a test process block most signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let executable = ExecutableClient.executable
    let folder = executable[..<(executable.lastIndex(of: "/") ?? executable.endIndex)]
    let environment =
      [
        "PATH=\(folder):/usr/local/bin:/usr/bin:/bin", "HOME=\(base)",
        "SAMPLES=\(SharedData.repository)/protocol-fixtures/samples",
        "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES=\(base)", "GIT_AUTHOR_NAME=A",
        "GIT_AUTHOR_EMAIL=a@example.org",
        "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org", "SWIFT_BACKTRACE=enable=no",
      ] + ExecutableClient.sanitizerOptions
    let words = ["/bin/sh", "-c", "cd \"$0\" || exit 99; \(command)", path]
    var child: pid_t = 0
    let code = unsafe withCStrings(words) { words in
      unsafe withCStrings(environment) { environment in
        unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environment)
      }
    }
    guard code == 0 else { throw SpawnFailure(code: code) }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  struct SpawnFailure: Error {
    let code: Int32
  }
}

private func withCStrings<Result>(
  _ strings: [String],
  _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
  for (index, string) in strings.enumerated() { unsafe list[index] = unsafe strdup(string) }
  unsafe list[strings.count] = nil
  defer {
    for index in strings.indices { unsafe free(list[index]) }
    unsafe list.deallocate()
  }
  return unsafe body(list)
}
