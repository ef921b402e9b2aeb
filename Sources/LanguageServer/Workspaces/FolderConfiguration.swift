import Rules
import SiteProfiles
import SourceText
import Workspace

/// What is configured for a folder, from the editor's settings and the folder's own file, and what is wrong with them.
struct FolderConfiguration: Sendable {
  /// What is to be in force: without the file's keys where the file has a problem.
  var configuration: Configuration
  /// Faults of `.glossa.yml`.
  var fileProblems: [ConfigurationProblem] = []
  /// What the file said, which the next one on the disk need not say.
  var file = SettingsFile(SourceText(""))
  /// Faults of the settings, as sentences.
  var settingProblems: [String] = []

  /// - Parameter lastGood: what is in force when the file has a problem; nil where nothing has been so far.
  static func read(
    settings: ConfigurationValue,
    files: any FileSystem,
    lastGood: Configuration?
  ) -> FolderConfiguration {
    let reader = ConfigurationReader(rules: RuleCatalog.knownRules)
    let fromSettings = reader.read(settings)
    var result = FolderConfiguration(configuration: fromSettings.configuration(orLastGood: Configuration()))
    result.settingProblems = fromSettings.problems.map { "glossa: \($0.message)" }
    switch files.read(ConfigurationFile.name, limit: ConfigurationFile.sizeLimit) {
    case .success(let content):
      let fromFile = reader.read(content.bytes, onto: result.configuration)
      result.configuration = fromFile.configuration(orLastGood: lastGood ?? result.configuration)
      result.fileProblems = fromFile.problems
      result.file = SettingsFile(SourceText(decoding: content.bytes))
    case .failure(let error) where error.reason == .notFound: break
    case .failure(let error):
      result.configuration = lastGood ?? result.configuration
      result.settingProblems.append("\(error)")
    }
    return result
  }
}
