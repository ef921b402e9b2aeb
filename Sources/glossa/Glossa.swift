import ArgumentParser
import Glibc
import ProgramArguments

@main
struct Glossa: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A language server and checker for Markdown glossaries.",
    version: ProgramVersion.text,
    subcommands: [
      CheckCommand.self, TableCommand.self, RenameCommand.self, FormatCommand.self, WantedCommand.self,
      ListCommand.self, ShowCommand.self, ReferencesCommand.self, GraphCommand.self, ExplainCommand.self,
      InitCommand.self, SchemaCommand.self, LSPCommand.self,
    ]
  )

  static let _errorPrefix = "glossa: "

  static func main() {
    // A reader that is gone shows as a failed write.
    signal(SIGPIPE, SIG_IGN)
    StandardDescriptors.occupy()
    let arguments = (0..<glossa_argument_count()).map { unsafe String(cString: glossa_argument($0)) }.dropFirst()
    do {
      try checkCommandName(arguments.first)
      var command = try command(Array(arguments))
      try command.run()
    } catch let code as ArgumentParser.ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      end(with: error)
    }
  }

  /// The command that the arguments ask for.
  ///
  /// It reads its own arguments: by way of the root, the parser works out twice which options it has, and that takes longer
  /// than to read a page. What it cannot take goes to the root, whose faults and help show the command's whole name.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    if let type = configuration.subcommands.first(where: { $0.configuration.commandName == arguments.first }),
      let command = try? type.parseAsRoot(Array(arguments.dropFirst())), Swift.type(of: command) == type
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// The parser would call a misspelt command an unexpected argument.
  private static func checkCommandName(_ name: String?) throws(CommandFailure) {
    guard let name, !name.isEmpty, name.utf8.first != UInt8(ascii: "-") else { return }
    let names = configuration.subcommands.flatMap {
      [$0.configuration.commandName ?? ""] + $0.configuration.aliases
    }
    guard !names.contains(name), name != "help" else { return }
    let nearest = NameSuggestion.nearest(to: name, among: names)
    throw CommandFailure(
      "there is no command '\(name)'; \(nearest.map { "did you mean '\($0)'?" } ?? "`glossa help` lists them")"
    )
  }

  /// Says what is wrong, or gives the help that was asked for, and ends the process.
  private static func end(with error: any Error) -> Never {
    if let failure = error as? CommandFailure {
      StandardError.write(_errorPrefix + failure.message + "\n")
      Glibc.exit(ExitStatus.failure)
    }
    let message = fullMessage(for: error)
    guard exitCode(for: error) == .success else {
      StandardError.write(message + "\n")
      Glibc.exit(ExitStatus.failure)
    }
    do throws(CommandFailure) {
      try CommandOutput().write(Array(message.utf8) + [UInt8(ascii: "\n")])
    } catch {
      StandardError.write(_errorPrefix + error.message + "\n")
      Glibc.exit(ExitStatus.failure)
    }
    Glibc.exit(ExitStatus.success)
  }
}
