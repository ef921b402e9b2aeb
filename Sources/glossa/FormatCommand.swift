import ArgumentParser
import Rules
import SourceText
import Threads
import Workspace

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Sort entries and see-also lines, and set the blank lines between entries.",
    discussion: """
      Entries are put in the order that most of their page is in; a page without such an order stays as it is. Nothing \
      else changes. Ends with 0 when there is nothing to change or it was changed, with 1 when --check or --diff find \
      something, and with 2 when the work could not be done.
      """
  )

  @OptionGroup var paths: PathArguments
  @Flag(help: "List the pages that would change, and write nothing.") var check = false
  @Flag(help: "Show the changes as Git would, and write nothing.") var diff = false
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func validate() throws {
    if check, diff { throw ValidationError("--check and --diff exclude each other.") }
  }

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: paths.paths))
    let isIncomplete = workspace.reportNotices()
    let snapshot = workspace.snapshot
    let formatted = Parallel.map(workspace.pages, threads: workspace.threads) { page in
      PageEdit(page: page.path, edits: PageFormat.edits(of: page, in: snapshot))
    }
    guard let rewrites = snapshot.rewrites(applying: formatted) else {
      throw CommandFailure("changed no page: two changes overlap")
    }
    if check {
      try CommandOutput().write(rewrites.flatMap { Array(($0.path + "\n").utf8) })
    } else if diff {
      try RewriteOutput.showDifference(rewrites)
    } else {
      let files = try RewriteOutput.write(rewrites, to: workspace.files)
      if files > 0 { StandardError.note("changed \(files == 1 ? "1 page" : "\(files) pages")") }
    }
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
    if check || diff, !rewrites.isEmpty { throw ExitCode(ExitStatus.problems) }
  }
}
