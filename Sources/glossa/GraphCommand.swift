import ArgumentParser
import Features
import Reports
import SiteProfiles
import Workspace

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Write the graph of the glossary: its terms and what they say of each other.",
    discussion: """
      An entry is linked to those that its text, its see-also line or its redirect refers to. With paths, the links from
      their entries are written.

      glossa graph --format html > graph.html
      glossa graph --around "Anchor" --format mermaid
      """
  )

  @OptionGroup var paths: PathArguments
  @Option(help: "dot, mermaid, json or html.") var format = GraphFormat.dot
  @Option(help: ArgumentHelp("Only what is near an entry, by any of its names.", valueName: "term"))
  var around: String?
  @Option(help: ArgumentHelp("How many links away from that entry at most.", valueName: "number"))
  var steps = 1
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func validate() throws {
    guard steps >= 0 else { throw ValidationError("The value of '--steps' must not be negative.") }
  }

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: paths.paths))
    let isIncomplete = workspace.reportNotices()
    var graph = TermGraph(of: workspace.snapshot)
    if !paths.paths.isEmpty { graph = graph.part(from: Set(workspace.pages.map(\.path))) }
    if let around {
      let entries = workspace.snapshot.entries(named: around)
      if entries.isEmpty { throw CommandFailure(workspace.snapshot.sentence(onUnknownName: around)) }
      graph = graph.part(around: entries, steps: steps)
      if graph.terms.isEmpty { throw CommandFailure("nothing on these pages leads to \"\(around)\"") }
    }
    let title = String(WorkspacePath.name(of: workspace.files.root))
    try CommandOutput().write(format.text(of: graph, title: title))
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
  }
}

extension GraphFormat: ExpressibleByArgument {}
