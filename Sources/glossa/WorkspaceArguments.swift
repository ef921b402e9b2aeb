import ArgumentParser
import Glibc
import Workspace

/// Which workspace a command reads, and how: the same for all commands that read one.
struct WorkspaceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The workspace's folder.",
      discussion: """
        Without it: the nearest folder at or above the first PATH, or above the current folder, that holds \
        .glossa.yml, mkdocs.yml, _config.yml or .git; else that PATH's own folder.
        """,
      valueName: "folder"
    ),
    completion: .directory
  )
  var root: String?

  @Option(
    help: ArgumentHelp("The configuration file, in place of the workspace's .glossa.yml.", valueName: "file"),
    completion: .file()
  )
  var config: String?

  @Option(help: "The site's generator, whatever the configuration says.")
  var profile: Configuration.Profile?

  @Option(help: "What makes a reference resolve, whatever the configuration says.")
  var resolution: Configuration.Resolution?

  @Option(help: "How many pages are read at a time; as many as there are processors, if not given.")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads needs a number from 1 on, not \(threads).") }
  }

  var threadCount: Int { min(threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 256) }
}

extension Configuration.Profile: ExpressibleByArgument {}
extension Configuration.Resolution: ExpressibleByArgument {}

/// The pages that a command speaks about.
struct PathArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Files or folders of the workspace to speak about; all, if none is given.", valueName: "path"),
    completion: .file()
  )
  var paths: [String] = []
}
