import ArgumentParser
import Glossary
import Reports
import Rules
import SiteProfiles
import Workspace

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented .glossa.yml from what is found in the workspace."
  )

  @Argument(help: ArgumentHelp("The workspace's folder, or one in it.", valueName: "folder"), completion: .directory)
  var folder: String?
  @Option(help: ArgumentHelp("The workspace's folder.", valueName: "folder"), completion: .directory) var root: String?
  @Flag(help: "Replace the file when there is one.") var force = false

  func run() throws {
    let place = try WorkspacePlace.find(paths: folder.map { [$0] } ?? [], root: root)
    let name = ConfigurationFile.name
    if !force, case .success = place.files.status(name) {
      throw CommandFailure("\(name) exists already; --force replaces it")
    }
    let loaded = WorkspaceLoader.load(place.files, configuration: Configuration(), threads: 1)
    let snapshot = loaded.index.snapshot
    let findings = WorkspaceFindings.findings(in: snapshot)
    let text = ConfigurationFile.text(findings, rules: RuleCatalog.knownRules)
    if case .failure(let error) = place.files.replace(
      name,
      with: Array(text.utf8),
      expecting: force ? .anything : .absent
    ) {
      throw CommandFailure(error.description)
    }
    try CommandOutput().write(Self.summary(of: snapshot, findings))
  }

  private static func summary(of snapshot: WorkspaceSnapshot, _ findings: ConfigurationFile.Findings) -> [UInt8] {
    var bytes: [UInt8] = []
    let count = snapshot.entryPages.count
    let entries = snapshot.entryPages.compactMap { snapshot[$0]?.entries.entries.count }.reduce(0, +)
    var text = "Wrote \(ConfigurationFile.name): profile \(snapshot.profile.kind.rawValue)"
    if let reason = findings.profile?.reason { text += " (\(reason))" }
    text += ", \(entries) \(entries == 1 ? "entry" : "entries") in \(count) \(count == 1 ? "file" : "files")"
    DisplayText.append(text, to: &bytes)
    return bytes + [UInt8(ascii: "\n")]
  }
}

/// What is found out about a workspace, to be written down.
private enum WorkspaceFindings {
  static func findings(in snapshot: WorkspaceSnapshot) -> ConfigurationFile.Findings {
    var findings = ConfigurationFile.Findings()
    findings.entries = entryFolders(in: snapshot)
    if let profile = Configuration.Profile(rawValue: snapshot.profile.kind.rawValue) {
      findings.profile = (profile, snapshot.siteConfigurationPath ?? "no file of a site's generator")
    }
    return findings
  }

  /// The folders that hold nothing but entry files, and the other entry files; none where every page is one.
  private static func entryFolders(in snapshot: WorkspaceSnapshot) -> [String] {
    let pages = snapshot.sortedPages.filter { $0.role == .page }
    if pages.allSatisfy({ snapshot.entryPages.contains($0.id) }) { return [] }
    var mixed: Set<String> = [""]
    for page in pages where !snapshot.entryPages.contains(page.id) {
      var folder = WorkspacePath.folder(of: page.path)
      while mixed.insert(folder).inserted { folder = WorkspacePath.folder(of: folder) }
    }
    var found: [String] = []
    for page in pages where snapshot.entryPages.contains(page.id) {
      var path = page.path
      while !mixed.contains(WorkspacePath.folder(of: path)) { path = WorkspacePath.folder(of: path) }
      if !found.contains(path) { found.append(path) }
    }
    return found
  }
}
