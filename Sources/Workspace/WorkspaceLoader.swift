package import SiteProfiles
package import SourceText
import Threads

/// Reads a workspace from a file system into an index: the edge at which files become values.
package struct WorkspaceLoader {
  private let files: any FileSystem
  private let configuration: Configuration
  private let threads: Int
  private let overlay: [String: SourceText]
  private let watch: (any ReadingWatch)?
  private var result: LoadedWorkspace

  /// Reads a workspace.
  ///
  /// - Parameters:
  ///   - overlay: texts that win over the disk, by path.
  ///   - threads: how many pages are parsed at a time; the result is the same for any number.
  package static func load(
    _ files: any FileSystem,
    configuration: Configuration,
    overlay: [String: SourceText] = [:],
    watch: (any ReadingWatch)? = nil,
    threads: Int
  ) -> LoadedWorkspace {
    let listing = files.walk("")
    let site = SiteReader.read(files, listing: listing, configuration: configuration)
    var loader = WorkspaceLoader(
      files: files,
      configuration: configuration,
      threads: threads,
      overlay: overlay,
      watch: watch,
      result: LoadedWorkspace(
        index: WorkspaceIndex(configuration: configuration, profile: site.profile),
        problems: listing.problems,
        siteProblems: site.problems,
        links: listing.links
      )
    )
    loader.run(listing)
    return loader.result
  }

  private mutating func run(_ listing: FileListing) {
    let profile = result.index.snapshot.profile
    var pages: [String] = []
    var others: Set<String> = []
    for file in listing.files {
      if file.linkTarget == nil, isRead(file.path, profile) {
        pages.append(file.path)
      } else {
        others.insert(file.path)
      }
    }
    for path in overlay.keys where !pages.contains(path) && isRead(path, profile) { pages.append(path) }
    pages.sort { WorkspacePath.isOrdered($0, before: $1) }
    var read = self.read(pages)
    // Files that pages include are read as they are met.
    var known = Set(pages)
    var wanted = profile.appendedFiles.map(\.candidates)
    var next = read[...]
    repeat {
      wanted += next.flatMap { $0.inclusions.map(\.candidates) }
      let found = wanted.compactMap { candidates in
        candidates.first { known.contains($0) || others.contains($0) || overlay[$0] != nil }
      }
      let new = Set(found.filter { !known.contains($0) }).sorted { WorkspacePath.isOrdered($0, before: $1) }
      wanted = []
      known.formUnion(new)
      others.subtract(new)
      let included = self.read(new)
      read += included
      next = included[...]
    } while !next.isEmpty
    result.names = result.index.load(read, otherFiles: others, threads: threads)
  }

  /// Whether a file is a page, or a table by the configuration, without being included anywhere.
  private func isRead(_ path: String, _ profile: any SiteProfile) -> Bool {
    if configuration.tables?.match(path) ?? false { return true }
    if configuration.exclude.match(path) { return false }
    let role = profile.role(of: path)
    return role == .page || role == .post
  }

  /// Reads and parses files; those that cannot be read become problems.
  private mutating func read(_ paths: [String]) -> [Page] {
    let reading = PageReading(profile: result.index.snapshot.profile, configuration: configuration, watch: watch)
    let jobs = paths.map { (id: result.index.id(for: $0), path: $0) }
    let files = self.files
    let overlay = self.overlay
    let profile = reading.profile
    let pages = Parallel.map(jobs, threads: threads) { job -> Result<Page, FileError> in
      let text: SourceText
      if let open = overlay[job.path] {
        text = open
      } else {
        switch files.read(job.path) {
        case .success(let content): text = SourceText(decoding: content.bytes)
        case .failure(let error): return .failure(error)
        }
      }
      let role = profile.role(of: job.path)
      let included = role == .outside ? PageRole.include : role
      return .success(Page(id: job.id, path: job.path, role: included, text: text, reading: reading))
    }
    var read: [Page] = []
    for page in pages {
      switch page {
      case .success(let page): read.append(page)
      case .failure(let error): result.problems.append(error)
      }
    }
    return read
  }
}

/// A workspace as read from a file system.
package struct LoadedWorkspace: Sendable {
  package var index: WorkspaceIndex
  /// The names of all entries, as the index was made of them.
  package var names: [PlacedNames] = []
  /// Files and folders that could not be read.
  package var problems: [FileError]
  /// What is wrong with the site generator's configuration.
  package var siteProblems: [SiteProblem]
  /// Other names of its files.
  package var links: WorkspaceLinks
}

/// A fault in the file that configures the site generator.
package struct SiteProblem: Sendable {
  package var path: String
  /// What the file said; empty where it could not be read.
  package var text: SourceText
  package var problem: ConfigurationProblem
  /// Whether the file could not be read, so that nobody can tell what defines a label.
  package var isFatal: Bool

  package init(path: String, text: SourceText, problem: ConfigurationProblem, isFatal: Bool) {
    self.path = path
    self.text = text
    self.problem = problem
    self.isFatal = isFatal
  }
}
