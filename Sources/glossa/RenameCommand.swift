import ArgumentParser
import Features
import Rules
import SourceText
import Workspace

struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give an entry another title, and all that refers to it its new names.",
    discussion: """
      Changes the title, the definitions that lead to it and their anchors, and the references under all names that \
      come from the title. Shows the changes as Git would; --write makes them.
      """
  )

  @Argument(help: ArgumentHelp("Any name of the entry.", valueName: "old")) var old: String
  @Argument(help: ArgumentHelp("The new title.", valueName: "new")) var new: String
  @Flag(help: "Show the changes and write nothing, as without any option.") var diff = false
  @Flag(help: "Write the changes: all files, or none.") var write = false
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func validate() throws {
    if diff, write { throw ValidationError("--diff and --write exclude each other.") }
  }

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: []))
    // What a page that could not be read refers to would lead nowhere.
    if workspace.reportNotices() { throw CommandFailure("renamed nothing, since not all pages could be read") }
    let snapshot = workspace.snapshot
    let result = Rename.target(named: old, in: snapshot).flatMap { target in
      Rename.edits(renaming: target, to: new, in: snapshot)
    }
    let edits: [PageEdit]
    switch result {
    case .success(let found): edits = found
    case .failure(let refusal): throw CommandFailure("cannot rename “\(old)”: \(refusal.message)")
    }
    guard let rewrites = snapshot.rewrites(applying: edits) else {
      throw CommandFailure("cannot rename “\(old)”: its changes overlap")
    }
    guard write else { return try RewriteOutput.showDifference(rewrites) }
    let files = try RewriteOutput.write(rewrites, to: workspace.files)
    let places = edits.reduce(0) { $0 + $1.edits.count }
    StandardError.note(
      "changed \(places == 1 ? "1 place" : "\(places) places") in \(files == 1 ? "1 file" : "\(files) files")"
    )
  }
}
