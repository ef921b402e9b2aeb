import ArgumentParser
import Glibc
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
    let usage = WorkspaceUsage(of: snapshot, names: workspace.names, threads: workspace.threads)
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
    let shown = known?.new ?? problems
    var fixes: [Problem: [Fix]] = [:]
    if showsFixes {
      progress.show("looking for fixes")
      fixes = ProblemFixes.find(for: shown, in: snapshot, usage: usage, threads: workspace.threads)
    }
    var input = ReportInput(
      problems: shown,
      pages: pages.map(\.path),
      rules: RuleCatalog.descriptions,
      toolVersion: ProgramVersion.number,
      failOn: command.report.failOn.severity,
      text: { snapshot.page(at: $0)?.text },
      fixes: { fixes[$0] ?? [] }
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
    // The process's memory goes back at once; to release page after page would take a tenth of the time of a check.
    exit(
      workspace.isIncomplete ? ExitStatus.failure : input.isFailing ? ExitStatus.problems : ExitStatus.success
    )
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

/// Finds the fixes of a check's problems.
private enum ProblemFixes {
  static func find(
    for problems: [Problem],
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage,
    threads: Int
  ) -> [Problem: [Fix]] {
    let groups = problems.chunked { $0.page == $1.page }
    let found = Parallel.map(groups, threads: threads) { problems -> [(Problem, [Fix])] in
      guard let page = problems.first.flatMap({ snapshot.page(at: $0.page) }) else { return [] }
      // What is known of a page is worked out once.
      let context = RuleContext(page, in: snapshot, usage: usage, levels: RuleLevels(snapshot.configuration))
      return problems.compactMap { problem in
        guard let rule = RuleCatalog.rules.first(where: { $0.description.id == problem.rule }),
          rule.description.isFixable
        else { return nil }
        return (problem, rule.fixes(for: problem, in: context))
      }
    }
    return Dictionary(found.joined(), uniquingKeysWith: { first, _ in first })
  }
}

extension Array {
  /// The array in pieces of neighbours that belong together.
  fileprivate func chunked(_ belongTogether: (Element, Element) -> Bool) -> [[Element]] {
    var chunks: [[Element]] = []
    for element in self {
      if let last = chunks.last?.last, belongTogether(last, element) {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
      }
    }
    return chunks
  }
}
