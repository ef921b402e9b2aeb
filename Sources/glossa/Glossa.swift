import ArgumentParser

@main
struct Glossa: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A language server and checker for Markdown glossaries.",
    subcommands: [LSPCommand.self]
  )
}
