import ArgumentParser
import Reports
import Rules
import Workspace

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem of the glossary.",
    discussion: """
      Ends with 0 when there is nothing at or above --fail-on, with 1 when there is, and with 2 when the check could \
      not do its work: wrong usage, a faulty configuration, a file that cannot be read or written. With --diff it ends \
      with 1 when there is something to change.
      """
  )

  @OptionGroup var paths: PathArguments
  @OptionGroup(title: "Report") var report: ReportArguments
  @OptionGroup(title: "Rules") var rules: RuleArguments
  @OptionGroup(title: "Mending") var mending: MendingArguments
  @OptionGroup(title: "What is checked") var scope: ScopeArguments
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func validate() throws {
    if mending.fix, scope.stdin {
      throw ValidationError("--fix writes files, and --stdin reads none; --diff shows what it would change.")
    }
    if mending.fix || mending.diff, rules.writeBaseline != nil {
      throw ValidationError("--write-baseline takes the problems as they are; it goes with neither --fix nor --diff.")
    }
  }

  func run() throws {
    throw try ExitCode(CheckRun(self).run())
  }
}

/// How a check's result is shown.
struct ReportArguments: ParsableArguments {
  @Option(help: "text, compact, json, sarif, github, gitlab or junit.") var format = ReportFormat.text
  @Option(help: ArgumentHelp("Leave out what is less: hint, info, warning or error.", valueName: "severity"))
  var minSeverity = LeastSeverity.hint
  @Option(help: ArgumentHelp("The least severity that makes the check fail, or never.", valueName: "severity"))
  var failOn = FailureThreshold.warning
  @Option(
    help: ArgumentHelp("Write the report to a file, whole or not at all.", valueName: "file"),
    completion: .file()
  )
  var output: String?
  @Flag(help: "No summary, no progress, no word about what is not wrong.") var quiet = false
  @Flag(help: "In text, say how each problem can be mended; json and sarif always do.") var fixes = false
  @Flag(help: "Count pages, entries, references and definitions.") var stats = false
  @OptionGroup var colour: ColourArguments
}

/// Which rules are asked, and which of their answers are known already.
struct RuleArguments: ParsableArguments {
  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp("A rule's level for this run, as in dangling-reference=error.", valueName: "id=level")
  )
  var settings: [String] = []
  @Option(help: ArgumentHelp("Leave out the problems that this file lists.", valueName: "file"), completion: .file())
  var baseline: String?
  @Option(
    help: ArgumentHelp("Write the present problems to such a file instead of a report.", valueName: "file"),
    completion: .file()
  )
  var writeBaseline: String?

  func validate() throws {
    if baseline != nil, writeBaseline != nil {
      throw ValidationError("--baseline and --write-baseline exclude each other.")
    }
    _ = try levels()
  }

  /// The levels by rule.
  func levels() throws -> [String: RuleLevel] {
    var levels: [String: RuleLevel] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let level = RuleLevel(rawValue: parts[1]) else {
        let names = RuleLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--rule needs a rule and one of \(names), as in see-also=off; not '\(setting)'.")
      }
      guard RuleCatalog.description(of: parts[0]) != nil else { throw ValidationError(RuleNames.unknown(parts[0])) }
      levels[parts[0]] = level
    }
    return levels
  }
}

/// Whether problems are mended, and how.
struct MendingArguments: ParsableArguments {
  @Flag(help: "Apply the fixes that are safe unasked, then report what is left.") var fix = false
  @Flag(help: "Show what --fix would change, as Git would, and write nothing.") var diff = false

  func validate() throws {
    if fix, diff { throw ValidationError("--fix and --diff exclude each other.") }
  }
}

/// Which pages are checked, beside those that paths name.
struct ScopeArguments: ParsableArguments {
  @Option(
    defaultAsFlag: "HEAD",
    parsing: .next,
    help: ArgumentHelp(
      "Only pages that differ from this Git revision (HEAD if none is given), or from where both branched off.",
      valueName: "rev"
    )
  )
  var changed: String?
  @Flag(help: "Read a page from standard input, in place of the file that --stdin-path names.") var stdin = false
  @Option(help: ArgumentHelp("The path of the page that --stdin reads.", valueName: "path"), completion: .file())
  var stdinPath: String?

  func validate() throws {
    if stdin, stdinPath == nil {
      throw ValidationError("--stdin needs --stdin-path, the page's place in the workspace.")
    }
    if !stdin, stdinPath != nil {
      throw ValidationError("--stdin-path says where the page of --stdin belongs; add --stdin.")
    }
    if stdin, changed != nil { throw ValidationError("--stdin and --changed exclude each other.") }
  }
}

/// The least severity that makes a check fail.
enum FailureThreshold: String, CaseIterable, ExpressibleByArgument {
  case error, warning, info, hint, never

  var severity: Severity? { Severity.allCases.first { $0.name == rawValue } }
}

extension ReportFormat: ExpressibleByArgument {}

/// The least severity that is shown.
enum LeastSeverity: String, CaseIterable, ExpressibleByArgument {
  case hint, info, warning, error

  var severity: Severity {
    switch self {
    case .hint: .hint
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
