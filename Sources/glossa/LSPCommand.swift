import ArgumentParser
import Glibc
import LanguageServer

struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Run the language server on standard input and output.",
    aliases: ["serve"]
  )

  @Flag(help: "Accepted for clients that pass it; there is no other transport.")
  var stdio = false

  @Option(name: .customLong("clientProcessId"), help: "End when this process is gone.")
  var clientProcessID: Int?

  @Option(help: ArgumentHelp("Refuse messages of more mebibytes, from 1 to 2000.", valueName: "MiB"))
  var messageLimit = 64

  func validate() throws {
    guard (1...2000).contains(messageLimit) else {
      throw ValidationError("The value of '--message-limit' must be from 1 to 2000.")
    }
  }

  func run() {
    let host = StandardStreams.take().host
    CrashNote.install()
    let server = LanguageServer(host: host, clientProcessID: clientProcessID, messageLimit: messageLimit << 20)
    Glibc.exit(server.run())
  }
}
