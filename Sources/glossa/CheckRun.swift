import ArgumentParser
import Glibc
import GlibcExtensions
import Glossary
import LanguageServer
import MarkdownSyntax
import Reports
import Rules
import SourceText
import Workspace

/// One run of `glossa check`.
struct CheckRun {
  private let command: CheckCommand
  private let progress: ProgressLine

  init(_ command: CheckCommand) {
    self.command = command
    let isWanted = !command.report.quiet && Terminal.isTerminal(.error)
    progress = ProgressLine(isWanted: isWanted)
  }

  /// Checks, reports, and returns the exit status.
  func run() throws -> Int32 {
    keepFreedMemory()
    progress.show("reading pages")
    defer { progress.end() }
    var workspace = try load()
    let baseline = try readBaseline()
    if command.mending.diff { return try showDifference(workspace, baseline) }
    if command.mending.fix { try mend(&workspace, baseline) }
    let found = find(in: &workspace, baseline)
    if let file = command.rules.writeBaseline { return try writeBaseline(of: found.problems, to: file, workspace) }
    let (snapshot, pages) = (workspace.snapshot, workspace.pages)
    var input = ReportInput(
      problems: found.problems,
      pages: pages.map(\.path),
      rules: RuleCatalog.descriptions,
      toolVersion: GlossaVersion.number,
      failOn: command.report.failOn.severity,
      text: { snapshot.page(at: $0)?.text },
      fixes: { found.fixes[$0] ?? [] }
    )
    input.notices = notices(workspace, goneCount: found.goneCount)
    input.threads = workspace.threads
    input.baselinedCount = found.baselinedCount
    input.showsSummary = !command.report.quiet
    if command.report.stats { input.statistics = Self.statistics(of: pages, in: snapshot) }
    if command.report.output == nil {
      input.usesColour = command.report.colour.isOn
      if let columns = Terminal.columns(of: .output) { input.sourceWidth = max(40, columns - 10) }
    }
    progress.end()
    try write(input)
    // The process's memory goes back at once; to release page after page would take a tenth of the time of a check.
    exit(
      workspace.isIncomplete ? ExitStatus.failure : input.isFailing ? ExitStatus.problems : ExitStatus.success
    )
  }

  /// What is to be reported.
  private struct Findings {
    var problems: [Problem]
    /// Those of the problems that can be mended, where the report has a place for them.
    var fixes: [Problem: [Fix]] = [:]
    /// How many problems the baseline kept out.
    var baselinedCount = 0
    /// How many problems of the baseline are gone.
    var goneCount = 0
  }

  /// Finds the problems. What was worked out for that goes with the end of this function: a report may need the room.
  private func find(in workspace: inout CommandWorkspace, _ baseline: Baseline?) -> Findings {
    let (snapshot, pages, threads) = (workspace.snapshot, workspace.pages, workspace.threads)
    let usage = WorkspaceUsage(of: snapshot, names: workspace.takeNames(), threads: threads)
    progress.show("checking \(pages.count) pages")
    let levels = RuleLevels(snapshot.configuration)
    let least = command.report.minSeverity.severity
    var problems = RuleCatalog.problems(on: pages, in: snapshot, usage: usage, levels: levels, threads: threads)
    problems.removeAll { $0.severity < least }
    guard command.rules.writeBaseline == nil else { return Findings(problems: problems) }
    var found = Findings(problems: problems)
    if let known = baseline?.filter(problems, checked: Set(pages.map(\.path))) {
      found.problems = known.new
      found.baselinedCount = known.baselined.count
      found.goneCount = known.fixed.reduce(0) { $0 + $1.count }
    }
    if showsFixes {
      progress.show("looking for fixes")
      found.fixes = RuleCatalog.fixes(for: found.problems, in: snapshot, usage: usage, threads: threads)
    }
    return found
  }

  /// Lets what one page's reading needed serve the next page's, instead of giving it back to the system in between.
  private func keepFreedMemory() {
    _ = mallopt(M_TRIM_THRESHOLD, 256 << 20)
    _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
    _ = mallopt(M_TOP_PAD, 1 << 20)
  }

  /// Whether the report has a place for fixes; to find them takes longer than to find the problems.
  private var showsFixes: Bool {
    switch command.report.format {
    case .json, .sarif: true
    case .text: command.report.fixes
    case .compact, .github, .gitlab, .junit: false
    }
  }

  private func load() throws -> CommandWorkspace {
    var request = WorkspaceRequest(command.workspace, paths: command.paths.paths)
    request.levels = try command.rules.levels()
    request.changedSince = command.scope.changed
    if let path = command.scope.stdinPath {
      request.overlay = (path, SourceText(decoding: try StandardInput.read(limit: 8 << 20)))
    }
    return try CommandWorkspace.load(request)
  }

  private func write(_ report: ReportInput) throws(CommandFailure) {
    let format = command.report.format
    if let file = command.report.output, file != "-" {
      try UserFile.write(format.render(report), to: file)
    } else {
      try format.write(report) { piece throws(CommandFailure) in try CommandOutput().write(piece) }
    }
  }

  /// What is to be said beside the problems.
  private func notices(_ workspace: CommandWorkspace, goneCount gone: Int) -> [ReportNotice] {
    var notices = workspace.notices.map(ReportNotice.init)
    if gone > 0, !command.report.quiet, let file = command.rules.baseline {
      let what = gone == 1 ? "1 problem of the baseline is" : "\(gone) problems of the baseline are"
      let message = "\(what) gone; --write-baseline \(file) keeps \(gone == 1 ? "it" : "them") from coming back"
      notices.append(ReportNotice(severity: .info, message: message))
    }
    return notices
  }

  private static func statistics(of pages: [Page], in snapshot: WorkspaceSnapshot) -> ReportStatistics {
    var statistics = ReportStatistics(entries: 0, references: 0, definitions: 0)
    for page in pages {
      if snapshot.entryPages.contains(page.id) { statistics.entries += page.entries.entries.count }
      if snapshot.isPublished(page) { statistics.references += page.references.count }
      statistics.definitions += page.parsed.definitions.count
    }
    return statistics
  }

  // MARK: Mending

  /// Shows what would be mended; returns the exit status.
  private func showDifference(_ workspace: CommandWorkspace, _ baseline: Baseline?) throws -> Int32 {
    let rewrites = fixes(for: workspace, baseline).rewrites
    progress.end()
    let isIncomplete = workspace.reportNotices()
    try RewriteOutput.showDifference(rewrites)
    return isIncomplete ? ExitStatus.failure : rewrites.isEmpty ? ExitStatus.success : ExitStatus.problems
  }

  /// Mends what can be mended, on the disk too.
  private func mend(_ workspace: inout CommandWorkspace, _ baseline: Baseline?) throws {
    let fixes = fixes(for: workspace, baseline)
    let files = try RewriteOutput.write(fixes.rewrites, to: workspace.files)
    workspace.take(fixes.index)
    progress.end()
    guard !command.report.quiet, fixes.count > 0 else { return }
    let problems = fixes.count == 1 ? "1 problem" : "\(fixes.count) problems"
    let rules = fixes.countByRule.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    StandardError.note(
      "mended \(problems) in \(files == 1 ? "1 file" : "\(files) files"): \(rules.joined(separator: ", "))"
    )
  }

  /// The fixes of what the check would report.
  private func fixes(for workspace: CommandWorkspace, _ baseline: Baseline?) -> FixAll {
    progress.show("mending")
    let least = command.report.minSeverity.severity
    let pages = Set(workspace.pages.map(\.path))
    return FixAll(on: pages, of: workspace.index, threads: workspace.threads) { problems in
      let shown = problems.filter { $0.severity >= least }
      return baseline?.filter(shown, checked: pages).new ?? shown
    }
  }

  // MARK: Baselines

  private func readBaseline() throws(CommandFailure) -> Baseline? {
    guard let file = command.rules.baseline else { return nil }
    switch UserFile.read(file, limit: 64 << 20) {
    case .success(let content):
      do throws(BaselineError) {
        return try Baseline(reading: content.bytes, file: file)
      } catch {
        throw CommandFailure(error.description)
      }
    case .failure(let error) where error.reason == .notFound:
      throw CommandFailure("there is no baseline \(file); `glossa check --write-baseline \(file)` writes one")
    case .failure(let error): throw CommandFailure("cannot read \(file): \(error.reason)")
    }
  }

  private func writeBaseline(
    of problems: [Problem],
    to file: String,
    _ workspace: CommandWorkspace
  ) throws(CommandFailure) -> Int32 {
    progress.end()
    // What a page that could not be read holds would be missing from the baseline without a word.
    if workspace.reportNotices() { throw CommandFailure("wrote no baseline, since not all pages could be read") }
    try UserFile.write(Baseline(of: problems).write(), to: file)
    if !command.report.quiet {
      let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
      StandardError.note("wrote \(count) to \(file)")
    }
    return ExitStatus.success
  }
}

extension ReportNotice {
  fileprivate init(_ notice: WorkspaceNotice) {
    self.init(
      severity: notice.isFailure ? .error : .warning,
      page: notice.path,
      line: notice.line,
      message: notice.message
    )
  }
}
