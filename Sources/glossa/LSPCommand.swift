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

  func run() {
    let host = StandardStreams.take().host
    CrashNote.install()
    Glibc.exit(LanguageServer(host: host, clientProcessID: clientProcessID).run())
  }
}
