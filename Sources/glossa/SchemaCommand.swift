import ArgumentParser
import LanguageServer
import Reports
import Rules
import Workspace

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of the configuration, the editor's settings or the JSON report."
  )

  @Argument(help: "What the schema is of.")
  var subject = Subject.configuration

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case configuration, settings, report
  }

  func run() throws {
    let text =
      switch subject {
      case .configuration: ConfigurationSchema.text(rules: RuleCatalog.knownRules)
      case .settings: Settings.schema
      case .report: JSONReport.schema
      }
    try CommandOutput().write(Array(text.utf8))
  }
}
