import FoundationEssentials
import Glibc
import Testing
import Workspace

/// A folder of its own for one test, removed with the value.
final class TemporaryFolder {
  let path: String

  /// - Parameter files: text by path; a path that ends in `/` is a folder, a text that begins with `-> ` a link.
  init(_ files: KeyValuePairs<String, String> = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/glossa-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try add(name, text) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func add(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    let folder = name.hasSuffix("/") ? file : String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if name.hasSuffix("/") { return }
    if text.hasPrefix("-> ") {
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: String(text.dropFirst(3)))
    } else {
      try Data(text.utf8).write(to: URL(filePath: file))
    }
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
  }

  func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int
  }

  /// All names in the folder itself or in one in it, hidden ones too.
  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  /// Writes a file as another program would.
  static func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: file))
  }

  func open(limits: WalkLimits = WalkLimits(), gate: WriteGate? = nil) throws -> DiskFileSystem {
    try DiskFileSystem.open(path, limits: limits, gate: gate).get()
  }
}
