import ArgumentParser
import Features
import Glossary
import Reports
import Threads
import Workspace

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the entries with page, line, anchor and all their names."
  )

  @OptionGroup var paths: PathArguments
  @Option(help: "text, json or csv.") var format = ListingFormat.text
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: paths.paths))
    let isIncomplete = workspace.reportNotices()
    let snapshot = workspace.snapshot
    let pages = workspace.pages
    let lists = Parallel.map(pages, threads: workspace.threads) { EntryListing.entries(on: $0, in: snapshot) }
    let bytes = Self.render(Array(zip(pages, lists)), as: format)
    try CommandOutput().write(bytes)
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
  }

  private static func render(_ lists: [(page: Page, entries: [ListedEntry])], as format: ListingFormat) -> [UInt8] {
    switch format {
    case .text: text(lists)
    case .json: json(lists)
    case .csv: csv(lists)
    }
  }

  /// A line for each entry, its other given names in parentheses.
  private static func text(_ lists: [(page: Page, entries: [ListedEntry])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (page, entries) in lists {
      for entry in entries {
        DisplayText.append(page.path, to: &bytes)
        bytes.append(contentsOf: ":\(entry.line): ".utf8)
        DisplayText.append(entry.title, to: &bytes)
        let others = entry.names.filter { $0.name != entry.title }.map(\.name)
        if let redirect = entry.redirect {
          bytes.append(contentsOf: " -> ".utf8)
          DisplayText.append(redirect, to: &bytes)
        }
        if !others.isEmpty { DisplayText.append(" (" + others.joined(separator: ", ") + ")", to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }

  private static func json(_ lists: [(page: Page, entries: [ListedEntry])]) -> [UInt8] {
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", 1)
      json.array("entries", .lines) { json in
        for (page, entries) in lists {
          for entry in entries { write(entry, of: page, to: &json) }
        }
      }
    }
    return json.finished()
  }

  private static func write(_ entry: ListedEntry, of page: Page, to json: inout ReportJSON) {
    json.object { json in
      json.member("page", page.path)
      json.member("line", entry.line)
      json.member("level", entry.level)
      json.member("title", entry.title)
      json.member("anchor", entry.anchor)
      json.array("names") { json in
        for name in entry.names {
          json.object { json in
            json.member("name", name.name)
            json.member("tier", name.tier)
          }
        }
      }
      json.member("redirect", entry.redirect)
    }
  }

  /// A row for each name, so that each field holds one value.
  private static func csv(_ lists: [(page: Page, entries: [ListedEntry])]) -> [UInt8] {
    var csv = CSVText(["page", "line", "level", "title", "anchor", "name", "tier", "redirect"])
    for (page, entries) in lists {
      for entry in entries {
        for name in entry.names {
          csv.append([
            page.path, String(entry.line), String(entry.level), entry.title, entry.anchor ?? "", name.name,
            String(name.tier), entry.redirect ?? "",
          ])
        }
      }
    }
    return csv.bytes
  }
}
