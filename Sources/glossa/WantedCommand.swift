import ArgumentParser
import Features
import Reports
import SourceText
import Workspace

struct WantedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wanted",
    abstract: "List the labels that nothing defines, most used first: the entries to write next."
  )

  @OptionGroup var paths: PathArguments
  @Option(help: "text, json or csv.") var format = ListingFormat.text
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: paths.paths))
    let isIncomplete = workspace.reportNotices()
    let snapshot = workspace.snapshot
    let wanted = WantedEntries.wanted(on: workspace.pages, in: snapshot, threads: workspace.threads)
    try CommandOutput().write(WantedText(snapshot).render(wanted, as: format))
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
  }
}

/// What `glossa wanted` writes.
private struct WantedText {
  private var places: ReportPlaces

  init(_ snapshot: WorkspaceSnapshot) {
    places = ReportPlaces { snapshot.page(at: $0)?.text }
  }

  consuming func render(_ wanted: [WantedEntry], as format: ListingFormat) -> [UInt8] {
    switch format {
    case .text: text(wanted)
    case .json: json(wanted)
    case .csv: csv(wanted)
    }
  }

  /// A line for each label, with the first places.
  private mutating func text(_ wanted: [WantedEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    let width = String(wanted.first?.uses.count ?? 0).utf8.count
    for entry in wanted {
      let count = String(entry.uses.count)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width - count.utf8.count))
      bytes.append(contentsOf: (count + "  ").utf8)
      DisplayText.append(entry.label, to: &bytes)
      let others = entry.spellings.dropFirst()
      if !others.isEmpty { DisplayText.append(" (also " + others.joined(separator: ", ") + ")", to: &bytes) }
      bytes.append(contentsOf: ": ".utf8)
      let shown = entry.uses.count <= 4 ? entry.uses.count : 3
      for (index, use) in entry.uses.prefix(shown).enumerated() {
        if index > 0 { bytes.append(contentsOf: ", ".utf8) }
        let place = places.place(of: use.range, on: use.page)
        DisplayText.append(use.page, to: &bytes)
        bytes.append(contentsOf: ":\(place.startLine):\(place.startColumn)".utf8)
      }
      if shown < entry.uses.count { bytes.append(contentsOf: " and \(entry.uses.count - shown) more".utf8) }
      if let nearest = entry.nearest { DisplayText.append("; did you mean \(nearest)?", to: &bytes) }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private mutating func json(_ wanted: [WantedEntry]) -> [UInt8] {
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", 1)
      json.member("columnUnit", "utf-16")
      json.array("wanted", .lines) { json in
        for entry in wanted {
          json.object { json in
            json.member("label", entry.label)
            json.member("uses", entry.uses.count)
            json.array("spellings") { json in
              for spelling in entry.spellings { json.element(spelling) }
            }
            json.member("nearest", entry.nearest)
            json.array("places") { json in
              for use in entry.uses {
                json.object { json in
                  json.member("page", use.page)
                  json.member("range", places.place(of: use.range, on: use.page))
                  json.member("label", use.label)
                }
              }
            }
          }
        }
      }
    }
    return json.finished()
  }

  /// A row for each use.
  private mutating func csv(_ wanted: [WantedEntry]) -> [UInt8] {
    var csv = CSVText(["label", "uses", "spelling", "page", "line", "column"])
    for entry in wanted {
      for use in entry.uses {
        let place = places.place(of: use.range, on: use.page)
        csv.append([
          entry.label, String(entry.uses.count), use.label, use.page, String(place.startLine),
          String(place.startColumn),
        ])
      }
    }
    return csv.bytes
  }
}
