/// A pattern for paths, matched in time proportional to the path's length.
///
/// A pattern matches a whole path, or a folder on its way: `docs/terms` also matches `docs/terms/a.md`. It is anchored:
/// `*.md` matches `a.md`, and only `**/*.md` matches `docs/a.md`. Letters match exactly.
package struct Glob: Sendable, Hashable {
  /// As written.
  package let pattern: String
  private let program: [GlobInstruction]
  /// True when only what is below a matching folder matches: `drafts/` in an ignore file.
  private let needsFolder: Bool
  private let matchesBelowFolders: Bool

  /// Which signs mean something besides themselves.
  package enum Style: Sendable {
    /// `*`, `**`, `?`, `[a-z]`, `{a,b}`, `\`: as in most tools' settings.
    case path
    /// The same without `{a,b}`: as in `.gitignore`.
    case ignoreFile
    /// `*`, `?` and `[a-z]`, of which `*` and `?` match `/` too, and only whole paths match: C's, Python's and Ruby's
    /// `fnmatch` without flags.
    case nameMatch
  }

  package init(_ pattern: String, style: Style = .path) throws(GlobError) {
    try self.init(pattern, written: pattern, style: style, needsFolder: false)
  }

  init(_ pattern: String, written: String, style: Style, needsFolder: Bool) throws(GlobError) {
    var compiler = GlobCompiler(pattern, style: style)
    program = try compiler.compile()
    self.pattern = written
    self.needsFolder = needsFolder
    matchesBelowFolders = style != .nameMatch
  }

  /// - Parameter path: normalised, relative to what the pattern is relative to.
  package func matches(_ path: String) -> Bool {
    var threads = GlobThreads(program)
    threads.add(0)
    for scalar in path.unicodeScalars {
      // A folder on the way matches as a whole.
      if scalar == "/", matchesBelowFolders, threads.hasMatch { return true }
      threads.step(scalar)
      if threads.isEmpty { return false }
    }
    return threads.hasMatch && !needsFolder
  }

  package static func == (left: Glob, right: Glob) -> Bool {
    left.pattern == right.pattern && left.program == right.program
      && left.matchesBelowFolders == right.matchesBelowFolders
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(pattern)
  }
}

/// Why a pattern is none.
package struct GlobError: Error, Sendable, Hashable {
  package let message: String

  init(_ message: String) {
    self.message = message
  }
}

extension Sequence<Glob> {
  package func match(_ path: String) -> Bool {
    contains { $0.matches(path) }
  }
}

/// One step of a compiled pattern. Where it names no other, the next instruction follows.
enum GlobInstruction: Sendable, Hashable {
  case scalar(Unicode.Scalar)
  /// Anything but `/`.
  case anyInName
  case any
  /// Ranges of scalars, or all others; never `/`.
  case set([ClosedRange<UInt32>], isNegated: Bool)
  /// Goes on at both places.
  case fork(Int, Int)
  case jump(Int)
  case match

  fileprivate func accepts(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar(let wanted): return scalar == wanted
    case .anyInName: return scalar != "/"
    case .any: return true
    case .set(let ranges, let isNegated):
      return scalar != "/" && ranges.contains { $0.contains(scalar.value) } != isNegated
    case .fork, .jump, .match: return false
    }
  }
}

/// The places of a program that have been reached at once; each is held once, however many ways lead to it.
private struct GlobThreads {
  private let program: [GlobInstruction]
  private var current: [Int] = []
  private var isReached: [Bool]
  private(set) var hasMatch = false

  init(_ program: [GlobInstruction]) {
    self.program = program
    isReached = Array(repeating: false, count: program.count)
  }

  var isEmpty: Bool { current.isEmpty && !hasMatch }

  mutating func step(_ scalar: Unicode.Scalar) {
    let before = current
    current.removeAll(keepingCapacity: true)
    for place in isReached.indices { isReached[place] = false }
    hasMatch = false
    for place in before where program[place].accepts(scalar) { add(place + 1) }
  }

  mutating func add(_ place: Int) {
    var pending = [place]
    while let place = pending.popLast() {
      if isReached[place] { continue }
      isReached[place] = true
      switch program[place] {
      case .fork(let first, let second): pending += [first, second]
      case .jump(let target): pending.append(target)
      case .match: hasMatch = true
      default: current.append(place)
      }
    }
  }
}
