import ArgumentParser
import Glossary
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
    progress.show("reading pages")
    defer { progress.end() }
    let workspace = try load()
    let snapshot = workspace.snapshot
    let pages = workspace.pages
    let usage = WorkspaceUsage(of: snapshot)
    progress.show("checking \(pages.count) pages")
    let least = command.report.minSeverity
    let problems = RuleCatalog.problems(
      on: pages,
      in: snapshot,
      usage: usage,
      levels: RuleLevels(snapshot.configuration),
      threads: workspace.threads
    ).filter { $0.severity >= least }
    if let file = command.rules.writeBaseline { return try writeBaseline(of: problems, to: file, workspace) }

    let known = try readBaseline()?.filter(problems, checked: Set(pages.map(\.path)))
    var fixes = PageFixes(snapshot, usage)
    var input = ReportInput(
      problems: known?.new ?? problems,
      pages: pages.map(\.path),
      rules: RuleCatalog.descriptions,
      toolVersion: ProgramVersion.number,
      failOn: command.report.failOn.severity,
      text: { snapshot.page(at: $0)?.text },
      fixes: { fixes.fixes(for: $0) }
    )
    input.notices = notices(workspace, known)
    input.baselinedCount = known?.baselined.count ?? 0
    input.showsSummary = !command.report.quiet
    if command.report.stats { input.statistics = Self.statistics(of: pages, in: snapshot) }
    if command.report.output == nil {
      input.usesColour = command.report.colour.isOn
      if let columns = Terminal.columns(of: .output) { input.sourceWidth = max(40, columns - 10) }
    }
    let bytes = command.report.format.render(input)
    progress.end()
    try write(bytes)
    if workspace.isIncomplete { return ExitStatus.failure }
    return input.isFailing ? ExitStatus.problems : ExitStatus.success
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

  private func write(_ bytes: [UInt8]) throws(CommandFailure) {
    if let file = command.report.output, file != "-" {
      try UserFile.write(bytes, to: file)
    } else {
      try CommandOutput().write(bytes)
    }
  }

  /// What is to be said beside the problems.
  private func notices(_ workspace: CommandWorkspace, _ known: Baseline.Comparison?) -> [ReportNotice] {
    var notices = workspace.notices.map(ReportNotice.init)
    let fixed = known?.fixed.reduce(0) { $0 + $1.count } ?? 0
    if fixed > 0, !command.report.quiet, let file = command.rules.baseline {
      let what = fixed == 1 ? "1 problem of the baseline is" : "\(fixed) problems of the baseline are"
      let message = "\(what) gone; --write-baseline \(file) keeps \(fixed == 1 ? "it" : "them") from coming back"
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
    self.init(severity: notice.isFailure ? .error : .warning, page: notice.path, message: notice.message)
  }
}

/// Finds the fixes of problems that come page by page: what is known of a page is worked out once.
private struct PageFixes {
  private let snapshot: WorkspaceSnapshot
  private let usage: WorkspaceUsage
  private var context: RuleContext?

  init(_ snapshot: WorkspaceSnapshot, _ usage: WorkspaceUsage) {
    self.snapshot = snapshot
    self.usage = usage
  }

  mutating func fixes(for problem: Problem) -> [Fix] {
    guard let rule = RuleCatalog.rules.first(where: { $0.description.id == problem.rule }),
      rule.description.isFixable, let context = context(of: problem.page)
    else { return [] }
    return rule.fixes(for: problem, in: context)
  }

  private mutating func context(of path: String) -> RuleContext? {
    if let context, context.page.path == path { return context }
    guard let page = snapshot.page(at: path) else { return nil }
    let context = RuleContext(page, in: snapshot, usage: usage, levels: RuleLevels(snapshot.configuration))
    self.context = context
    return context
  }
}
