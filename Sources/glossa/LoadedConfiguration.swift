import Rules
import SiteProfiles
import SourceText
import Workspace

/// The configuration that the user means.
struct LoadedConfiguration {
  var configuration = Configuration()
  /// The file that it was read from; nil where there is none.
  var file: (name: String, settings: SettingsFile)?

  /// - Parameter file: the file that the user named; else the workspace's own is read, if there is one.
  static func read(_ file: String?, in files: DiskFileSystem) throws(CommandFailure) -> LoadedConfiguration {
    let name = file ?? ConfigurationFile.name
    let limit = ConfigurationFile.sizeLimit
    switch file.map({ UserFile.read($0, limit: limit) }) ?? files.read(name, limit: limit) {
    case .success(let content):
      let reading = ConfigurationReader(rules: RuleCatalog.knownRules).read(content.bytes)
      guard reading.problems.isEmpty else { throw failure(reading.problems, in: name) }
      return LoadedConfiguration(
        configuration: reading.configuration,
        file: (name, SettingsFile(SourceText(decoding: content.bytes)))
      )
    case .failure(let error) where file == nil && error.reason == .notFound: return LoadedConfiguration()
    case .failure(let error): throw CommandFailure("cannot read \(name): \(error.reason)")
    }
  }

  private static func failure(_ problems: [ConfigurationProblem], in file: String) -> CommandFailure {
    CommandFailure(problems.map { "\(file):\($0.line):\($0.column): \($0.message)" }.joined(separator: "\nglossa: "))
  }
}
