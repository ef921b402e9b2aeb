import ArgumentParser
import Features
import Reports
import Rules
import SourceText
import Threads
import Workspace

struct ReferencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "references",
    abstract: "List every reference: where it stands, what it is, where it leads."
  )

  @OptionGroup var paths: PathArguments
  @Option(help: "text, json or csv.") var format = ListingFormat.text
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func run() throws {
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: paths.paths))
    let isIncomplete = workspace.reportNotices()
    let snapshot = workspace.snapshot
    let pages = workspace.pages.filter { snapshot.isPublished($0) }
    let lists = Parallel.map(pages, threads: workspace.threads) { page in
      ReferenceListing.references(on: page, in: snapshot)
    }
    try CommandOutput().write(ReferencesText(snapshot).render(Array(zip(pages, lists)), as: format))
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
  }
}

/// What `glossa references` writes.
private struct ReferencesText {
  private var places: ReportPlaces

  init(_ snapshot: WorkspaceSnapshot) {
    places = ReportPlaces { snapshot.page(at: $0)?.text }
  }

  consuming func render(_ lists: [(page: Page, references: [ListedReference])], as format: ListingFormat) -> [UInt8] {
    switch format {
    case .text: text(lists)
    case .json: json(lists)
    case .csv: csv(lists)
    }
  }

  private mutating func text(_ lists: [(page: Page, references: [ListedReference])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (page, references) in lists {
      for reference in references {
        let place = places.place(of: reference.range, on: page.path)
        DisplayText.append(page.path, to: &bytes)
        bytes.append(contentsOf: ":\(place.startLine):\(place.startColumn): \(reference.state.rawValue) [".utf8)
        DisplayText.append(reference.label, to: &bytes)
        bytes.append(UInt8(ascii: "]"))
        if let leads = reference.target ?? reference.entry {
          bytes.append(contentsOf: " -> ".utf8)
          DisplayText.append(leads, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }

  private mutating func json(_ lists: [(page: Page, references: [ListedReference])]) -> [UInt8] {
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", 1)
      json.member("columnUnit", "utf-16")
      json.array("references", .lines) { json in
        for (page, references) in lists {
          for reference in references {
            let place = places.place(of: reference.range, on: page.path)
            json.object { json in
              json.member("page", page.path)
              json.member("range", place)
              json.member("form", reference.form.rawValue)
              json.member("label", reference.label)
              json.member("state", reference.state.rawValue)
              json.member("target", reference.target)
              json.member("entry", reference.entry)
            }
          }
        }
      }
    }
    return json.finished()
  }

  private mutating func csv(_ lists: [(page: Page, references: [ListedReference])]) -> [UInt8] {
    var csv = CSVText([
      "page", "line", "column", "end_line", "end_column", "form", "label", "state", "target", "entry",
    ])
    for (page, references) in lists {
      for reference in references {
        let place = places.place(of: reference.range, on: page.path)
        csv.append([
          page.path, String(place.startLine), String(place.startColumn), String(place.endLine),
          String(place.endColumn), reference.form.rawValue, reference.label, reference.state.rawValue,
          reference.target ?? "", reference.entry ?? "",
        ])
      }
    }
    return csv.bytes
  }
}
