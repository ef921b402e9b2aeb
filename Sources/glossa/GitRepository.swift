import Glibc

/// What Git says of a folder. Only the `git` of the user's `PATH` is run, and nothing that a repository names.
struct GitRepository {
  private let git: String
  private let folder: String

  /// - Parameter folder: absolute.
  init(at folder: String) throws(CommandFailure) {
    guard let git = ProgramSearch.find("git") else {
      throw CommandFailure("--changed needs git, which is not in PATH")
    }
    self.git = git
    self.folder = folder
    let answer = try run(["rev-parse", "--is-inside-work-tree"])
    guard answer.status == 0, answer.output.starts(with: "true".utf8) else {
      throw CommandFailure("--changed needs a Git repository, and \(folder) is in none")
    }
  }

  /// Whether a revision exists.
  func has(_ revision: String) throws(CommandFailure) -> Bool {
    try run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]).status == 0
  }

  /// The files that differ from where a revision and the present one branched off, and those that Git does not know
  /// yet; relative to the folder.
  func files(changedSince revision: String) throws(CommandFailure) -> [String] {
    let untracked = ["ls-files", "-z", "--others", "--exclude-standard"]
    guard try has(revision) else {
      // Before the first commit everything is new.
      guard revision == "HEAD" else {
        throw CommandFailure("Git knows no revision \(revision); --changed takes a commit, a branch or a tag")
      }
      return try paths(untracked + ["--cached"])
    }
    // In a shallow clone the place where both branched off may be missing.
    let base = try run(["merge-base", "--end-of-options", revision, "HEAD"])
    let name = String(decoding: base.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let start = base.status == 0 && !name.isEmpty ? name : revision
    let difference = [
      "diff", "--name-only", "-z", "--relative", "--no-ext-diff", "--diff-filter=d", "--end-of-options", start, "--",
    ]
    return try paths(difference) + paths(untracked)
  }

  private func paths(_ arguments: [String]) throws(CommandFailure) -> [String] {
    let answer = try run(arguments)
    guard answer.status == 0 else {
      let line = answer.errors.split(separator: UInt8(ascii: "\n")).first ?? []
      throw CommandFailure("git \(arguments[0]) failed: \(String(decoding: line, as: UTF8.self))")
    }
    return answer.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private func run(_ arguments: [String]) throws(CommandFailure) -> ChildProcess.Answer {
    // A monitor is a program that a repository's configuration may name.
    let options = ["-C", folder, "-c", "core.fsmonitor=false", "--no-optional-locks", "--no-pager"]
    return try ChildProcess.run(git, options + arguments)
  }
}
