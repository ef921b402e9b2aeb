import ArgumentParser
import Features
import Glossary
import Reports
import Rules
import SourceText
import Workspace

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a term's definition.",
    discussion: "The term may be any name of the entry: its title, an alias, an abbreviation, a plural."
  )

  @Argument(help: ArgumentHelp("The term; several words need no quotation marks.", valueName: "term"))
  var words: [String]
  @OptionGroup var colour: ColourArguments
  @OptionGroup(title: "Workspace") var workspace: WorkspaceArguments

  func run() throws {
    let term = words.joined(separator: " ")
    let workspace = try CommandWorkspace.load(WorkspaceRequest(workspace, paths: []))
    let isIncomplete = workspace.reportNotices()
    let snapshot = workspace.snapshot
    let entries = snapshot.entries(named: term)
    guard !entries.isEmpty else {
      StandardError.note(snapshot.sentence(onUnknownName: term))
      throw ExitCode(isIncomplete ? ExitStatus.failure : ExitStatus.problems)
    }
    var pages = DefinitionPages(snapshot, usesColour: colour.isOn, width: Terminal.width(of: .output))
    for place in entries { pages.show(place) }
    try CommandOutput().write(pages.bytes)
    if isIncomplete { throw ExitCode(ExitStatus.failure) }
  }
}

/// The definitions to show, as far as they are written.
private struct DefinitionPages {
  private let snapshot: WorkspaceSnapshot
  private let usesColour: Bool
  private let width: Int
  private let usage: WorkspaceUsage
  private var shown: Set<EntryPlace> = []
  private(set) var bytes: [UInt8] = []

  init(_ snapshot: WorkspaceSnapshot, usesColour: Bool, width: Int) {
    self.snapshot = snapshot
    self.usesColour = usesColour
    self.width = width
    usage = WorkspaceUsage(of: snapshot)
  }

  /// Writes an entry, and behind one that only says `See [Other]` the other one.
  mutating func show(_ place: EntryPlace) {
    guard shown.insert(place).inserted, let page = snapshot[place.page] else { return }
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    writeHead(of: place, on: page)
    guard let entry = place.entry else {
      let titles = page.entries.entries.map(\.title).joined(separator: ", ")
      if !titles.isEmpty { write(DefinitionText.Paragraph(text: titles)) }
      return
    }
    for paragraph in DefinitionText(of: entry, on: page).paragraphs { write(paragraph) }
    guard let redirect = page.entries.entries[entry].redirect,
      let reference = page.references.first(where: { $0.span == redirect }),
      let target = snapshot.resolve(reference, on: page).entry
    else { return }
    show(target)
  }

  private mutating func writeHead(of place: EntryPlace, on page: Page) {
    if usesColour { bytes.append(contentsOf: "\u{1B}[1m".utf8) }
    DisplayText.append(snapshot.title(of: place), to: &bytes)
    if usesColour { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
    bytes.append(UInt8(ascii: "\n"))
    let line = page.text.lines.line(at: snapshot.nameRange(of: place)?.lowerBound ?? 0) + 1
    let count = usage.references(to: place)
    let uses = count == 1 ? "1 reference" : "\(count) references"
    DisplayText.append("\(page.path):\(line)", to: &bytes)
    if let anchor = place.entry.flatMap(page.anchor(ofEntry:)) { DisplayText.append(" #" + anchor, to: &bytes) }
    bytes.append(contentsOf: " (\(uses))\n".utf8)
    var names: [String] = []
    for name in snapshot.names(of: place) where name.name != snapshot.title(of: place) && !names.contains(name.name) {
      names.append(name.name)
    }
    if !names.isEmpty {
      write(DefinitionText.Paragraph(marker: "Also: ", text: names.joined(separator: ", "), isApart: false))
    }
  }

  private mutating func write(_ paragraph: DefinitionText.Paragraph) {
    if paragraph.isApart { bytes.append(UInt8(ascii: "\n")) }
    let indent = [UInt8](repeating: UInt8(ascii: " "), count: paragraph.indent)
    if paragraph.isPreformatted {
      for line in paragraph.text.split(separator: "\n", omittingEmptySubsequences: false) {
        bytes += indent
        DisplayText.append(String(line), to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
      return
    }
    bytes += indent
    bytes.append(contentsOf: paragraph.marker.utf8)
    let hanging = paragraph.indent + paragraph.marker.utf8.count
    var column = hanging
    for (index, word) in paragraph.text.split(whereSeparator: \.isWhitespace).enumerated() {
      // Wide signs may make a line a little longer; nothing depends on it.
      if index > 0, column + 1 + word.count > width {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: hanging))
        column = hanging
      } else if index > 0 {
        bytes.append(UInt8(ascii: " "))
        column += 1
      }
      DisplayText.append(String(word), to: &bytes)
      column += word.count
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
