import ArgumentParser
import Features
import Reports
import Rules
import SiteProfiles
import SourceText
import Workspace

struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Bring the definition tables in line with the entries.",
    discussion: """
      Adds the definitions that references need and mends those whose heading was renamed, where it can be known which \
      heading is meant. All other lines stay as they are. Ends with 0 when there is nothing to change, with 1 when \
      --check or --diff find something, and with 2 when the work could not be done.
      """
  )

  enum Action: String, EnumerableFlag {
    case check, write, diff

    static func help(for value: Action) -> ArgumentHelp? {
      switch value {
      case .check: "List what is to be changed; this is what happens if nothing is asked for."
      case .write: "Change the tables, all of them or none."
      case .diff: "Show the changes as `git diff` would."
      }
    }
  }

  @Flag(exclusivity: .exclusive) var action = Action.check
  @Option(
    help: ArgumentHelp(
      "The names of entries to define: used, titles or all.",
      discussion: """
        used: those that references use. titles: and the titles of all entries. all: and their abbreviations and their \
        titles without them.
        """
    )
  )
  var names = TablePlan.Names.used
  @Flag(help: "Make a table where the site has none, and have its pages get it.") var create = false
  @Option(help: "The format of the list: text or json.") var format = Format.text
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  func validate() throws {
    if format == .json, action == .diff { throw ValidationError("--format json is for lists; --diff is none.") }
  }

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: []))
    let isIncomplete = workspace.reportNotices()
    // What could not be read may hold the definitions that seem to be missing.
    if isIncomplete, action == .write {
      throw CommandFailure("changed no table, since not all pages could be read")
    }
    let snapshot = workspace.snapshot
    let creation = create ? try self.creation(in: workspace) : nil
    let plan = creation?.plan ?? TablePlan.plan(for: snapshot, names: names, threads: workspace.threads)
    guard let rewrites = creation?.rewrites ?? snapshot.rewrites(applying: plan.edits) else {
      throw CommandFailure("changed no table: two changes overlap")
    }
    if action == .write { try RewriteOutput.write(rewrites, to: workspace.files) }
    let text = TableText(snapshot, rewrites, isWritten: action == .write)
    switch (action, format) {
    case (.diff, _): try RewriteOutput.showDifference(rewrites)
    case (_, .text): try CommandOutput().write(text.text(plan, creation))
    case (_, .json): try CommandOutput().write(text.json(plan))
    }
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
    if action != .write, !rewrites.isEmpty { throw ExitCode(ExitStatus.problems) }
  }

  /// A table for a site that has none, with the generator's configuration read again to be changed.
  private func creation(in workspace: CommandWorkspace) throws(CommandFailure) -> TableCreation? {
    let snapshot = workspace.snapshot
    var site: (path: String, text: SourceText)?
    if let path = snapshot.siteConfigurationPath {
      switch workspace.files.read(path) {
      case .success(let content): site = (path, SourceText(decoding: content.bytes))
      case .failure(let error): throw CommandFailure(error.description)
      }
    }
    return TableCreation.plan(for: snapshot, site: site, names: names, threads: workspace.threads)
  }
}

extension TablePlan.Names: ExpressibleByArgument {}
