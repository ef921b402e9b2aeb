import Glibc
import Workspace

/// The file that the server keeps of its own: a line for each text that it could not read to its end.
enum BarredTexts {
  /// More lines than these are not looked at; nobody has as many pages that nobody can read.
  private static let limit = 64 * 1024

  static func read() -> [String] {
    guard let path = OwnFolder.state.path.map({ $0 + "/barred-texts" }),
      case .success(let content) = UserFile.read(path, limit: limit)
    else { return [] }
    return String(decoding: content.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  static func add(_ line: String) {
    guard let folder = OwnFolder.state.made() else { return }
    let file = unsafe open(folder + "/barred-texts", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = Array((line + "\n").utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
  }
}
