import FoundationEssentials

/// Real data that may lie beside the repository; checks that use it are skipped where it does not.
package enum SharedData {
  /// The repository's root.
  package static var repository: String {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }

  /// The absolute path of a shared file or folder, nil where it is not there.
  package static func path(_ relative: String) -> String? {
    let path = repository + "/../shared/" + relative
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The text of a shared file, nil where it is not there.
  package static func text(_ relative: String) -> String? {
    path(relative).flatMap { FileManager.default.contents(atPath: $0) }.map { String(decoding: $0, as: UTF8.self) }
  }
}
