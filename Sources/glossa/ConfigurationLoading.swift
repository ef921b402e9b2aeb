import SiteProfiles
import Workspace

/// Reads the configuration that the user means.
enum ConfigurationLoading {
  /// - Parameter file: the file that the user named; else the workspace's own is read, if there is one.
  static func read(_ file: String?, in files: DiskFileSystem) throws(CommandFailure) -> Configuration {
    let name = file ?? ConfigurationFile.name
    let content: Result<FileContent, FileError>
    if let file {
      content = try read(file)
    } else {
      content = files.read(name, limit: 1 << 20)
    }
    switch content {
    case .success(let content):
      let reading = ConfigurationReader(rules: []).read(content.bytes)
      guard reading.problems.isEmpty else { throw failure(reading.problems, in: name) }
      return reading.configuration
    case .failure(let error) where file == nil && error.reason == .notFound: return Configuration()
    case .failure(let error): throw CommandFailure("cannot read \(name): \(error.reason)")
    }
  }

  private static func read(_ file: String) throws(CommandFailure) -> Result<FileContent, FileError> {
    let folder = WorkspacePath.folder(of: file)
    switch DiskFileSystem.open(folder.isEmpty ? (file.utf8.first == UInt8(ascii: "/") ? "/" : ".") : folder) {
    case .success(let files): return files.read(String(WorkspacePath.name(of: file)), limit: 1 << 20)
    case .failure(let error): return .failure(error)
    }
  }

  private static func failure(_ problems: [ConfigurationProblem], in file: String) -> CommandFailure {
    CommandFailure(problems.map { "\(file):\($0.line):\($0.column): \($0.message)" }.joined(separator: "\nglossa: "))
  }
}
