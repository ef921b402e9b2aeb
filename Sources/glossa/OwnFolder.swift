import Glibc

/// Where Glossa keeps files of its own, beside workspaces, by the XDG Base Directory Specification.
enum OwnFolder {
  /// `$XDG_STATE_HOME/glossa` or `~/.local/state/glossa`.
  case state
  /// `$XDG_CACHE_HOME/glossa` or `~/.cache/glossa`.
  case cache

  /// Its absolute path; nil where there is no place for it.
  var path: String? { folders?.last }

  /// The same, after making what is missing of it; nil too where that is not allowed.
  func made() -> String? {
    guard let folders else { return nil }
    for folder in folders { _ = unsafe mkdir(folder, 0o700) }
    return folders.last.flatMap { unsafe access($0, W_OK | X_OK) == 0 ? $0 : nil }
  }

  /// The folder and those that it lies in, as far as they may have to be made.
  private var folders: [String]? {
    if let base = Self.variable(self == .state ? "XDG_STATE_HOME" : "XDG_CACHE_HOME") {
      return [base, base + "/glossa"]
    }
    guard let home = Self.variable("HOME") else { return nil }
    switch self {
    case .state: return [home + "/.local", home + "/.local/state", home + "/.local/state/glossa"]
    case .cache: return [home + "/.cache", home + "/.cache/glossa"]
    }
  }

  /// An absolute path of the environment.
  private static func variable(_ name: String) -> String? {
    let value = unsafe getenv(name).map { unsafe String(cString: $0) }
    return value.flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
  }
}
