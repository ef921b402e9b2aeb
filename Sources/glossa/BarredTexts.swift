import Glibc
import Workspace

/// The one file that the server keeps outside the workspace: a line for each text that it could not read to its end, in
/// `$XDG_STATE_HOME/glossa` or `~/.local/state/glossa`.
enum BarredTexts {
  /// More lines than these are not looked at; nobody has as many pages that nobody can read.
  private static let limit = 64 * 1024

  static func read() -> [String] {
    guard let path = folders?.last.map({ $0 + "/barred-texts" }),
      case .success(let content) = UserFile.read(path, limit: limit)
    else { return [] }
    return String(decoding: content.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  static func add(_ line: String) {
    guard let folders, let folder = folders.last else { return }
    for folder in folders { _ = unsafe mkdir(folder, 0o700) }
    let file = unsafe open(folder + "/barred-texts", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = Array((line + "\n").utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
  }

  /// The folder and those that it lies in, as far as they may have to be made; nil where there is no place for them.
  private static var folders: [String]? {
    if let state = variable("XDG_STATE_HOME") { return [state, state + "/glossa"] }
    return variable("HOME").map { home in
      [home + "/.local", home + "/.local/state", home + "/.local/state/glossa"]
    }
  }

  /// An absolute path of the environment.
  private static func variable(_ name: String) -> String? {
    let value = unsafe getenv(name).map { unsafe String(cString: $0) }
    return value.flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
  }
}
