import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Puts together what a hover says, as Markdown or as plain text.
struct HoverText {
  private let snapshot: WorkspaceSnapshot
  private let options: Hover.Options
  private var parts: [String] = []
  private var definitions: [String] = []

  init(_ snapshot: WorkspaceSnapshot, _ options: Hover.Options) {
    self.snapshot = snapshot
    self.options = options
  }

  var isEmpty: Bool { parts.isEmpty }

  var text: String {
    var text = parts.joined(separator: "\n\n")
    if !definitions.isEmpty { text += "\n\n" + definitions.joined(separator: "\n") }
    return text
  }

  private var isMarkdown: Bool { options.format == .markdown }

  // MARK: Parts

  /// An entry: title, page, definition, other names, number of uses. One that only sends the reader on shows where.
  mutating func appendEntry(_ entry: EntryPlace) {
    let redirects = snapshot.redirects(from: entry)
    let last = redirects.last ?? entry
    let titles = ([entry] + redirects).map { strong(snapshot.title(of: $0)) }
    parts.append(titles.joined(separator: " — see ") + " — " + pageLink(last))
    appendBody(of: last, enough: options.enough)
    appendFacts(entry)
  }

  /// The entries between which only the author can choose.
  mutating func appendChoice(_ entries: [EntryPlace], label: String) {
    parts.append("\(code("[" + label + "]")) names \(entries.count) entries:")
    for entry in entries.prefix(5) {
      parts.append(strong(snapshot.title(of: entry)) + " — " + pageLink(entry))
      appendBody(of: entry, enough: 1)
    }
  }

  /// Where a label leads that names no entry.
  mutating func appendTarget(of definition: DefinitionPlace, on page: Page) {
    guard let source = snapshot[definition.page] else { return }
    let destination = source.text[source.parsed.definitions[definition.definition].destination]
    switch snapshot.target(of: definition, on: page) {
    case .missingAnchor, .missingFile: parts.append("\(code(destination)) does not exist")
    default:
      let address = options.links.destination(destination, on: page, in: snapshot)
      parts.append(isMarkdown ? address.map { "[\(escaped(destination))](\($0))" } ?? code(destination) : destination)
    }
  }

  mutating func appendNote(_ note: String) { parts.append(isMarkdown ? "*\(escaped(note))*" : note) }

  // MARK: The definition

  private mutating func appendBody(of place: EntryPlace, enough: Int) {
    guard let page = snapshot[place.page] else { return }
    let entry = snapshot.entry(place)
    var body = entry?.body ?? page.introduction
    if let entry, entry.kind == .page { body = ByteRange(body.lowerBound, page.text.count) }
    guard isMarkdown else {
      appendPlain(place, on: page, enough: enough)
      return
    }
    var excerpt = MarkdownExcerpt(on: page, in: snapshot, links: options.links)
    let blocks = ExcerptBlocks(
      of: body,
      seeAlso: entry?.seeAlso,
      on: page,
      enough: enough,
      longest: options.longestParagraph
    )
    for (index, range) in blocks.blocks {
      excerpt.append(range, of: page.parsed.blocks[index].kind, limit: options.longestParagraph)
    }
    // The bodies of definition lists and abbreviations are no blocks of their own.
    if blocks.blocks.isEmpty, entry?.level == 0, entry?.kind != .page {
      excerpt.append(body, of: .paragraph, limit: options.longestParagraph)
    }
    if !excerpt.markdown.isEmpty { parts.append(excerpt.markdown) }
    definitions += excerpt.definitions.filter { !definitions.contains($0) }
  }

  private mutating func appendPlain(_ place: EntryPlace, on page: Page, enough: Int) {
    guard let entry = place.entry else { return }
    let seeAlso = page.entries.entries[entry].seeAlso.map { page.parsed.plainText(of: $0.range) }
    var count = 0
    for paragraph in DefinitionText(of: entry, on: page).paragraphs where count < enough {
      if paragraph.text == seeAlso { continue }
      let text = paragraph.marker + paragraph.text
      parts.append(text)
      count += text.utf8.count
    }
  }

  // MARK: Facts

  private mutating func appendFacts(_ entry: EntryPlace) {
    var facts: [String] = []
    let names = otherNames(of: entry)
    if !names.isEmpty {
      let shown = names.prefix(8).map { escaped($0) }.joined(separator: ", ")
      facts.append("Also: " + shown + (names.count > 8 ? ", …" : ""))
    }
    if entry.entry == nil, let page = snapshot[entry.page], !page.entries.entries.isEmpty {
      let count = page.entries.entries.count
      facts.append(count == 1 ? "1 entry" : "\(count) entries")
    }
    switch options.references?.count(of: entry) {
    case nil: break
    case 0: facts.append("Not used yet")
    case 1: facts.append("Used once")
    case let count?: facts.append("Used \(count) times")
    }
    guard !facts.isEmpty else { return }
    parts.append(facts.joined(separator: isMarkdown ? "  \n" : "\n"))
  }

  /// The names by which an entry is or may be called, without its title and what differs from it by case alone.
  private func otherNames(of entry: EntryPlace) -> [String] {
    var known: Set<String> = [Label.normalized(snapshot.title(of: entry))]
    return snapshot.names(of: entry).filter { $0.tier <= 3 }.map(\.name).filter {
      known.insert(Label.normalized($0)).inserted
    }
  }

  // MARK: Words

  private func pageLink(_ entry: EntryPlace) -> String {
    let path = snapshot[entry.page]?.path ?? ""
    guard isMarkdown, let address = options.links.address(of: entry, in: snapshot) else { return escaped(path) }
    return "[\(escaped(path))](\(address))"
  }

  private func strong(_ text: String) -> String { isMarkdown ? "**\(escaped(text))**" : text }

  private func code(_ text: String) -> String {
    isMarkdown && !text.utf8.contains(UInt8(ascii: "`")) ? "`\(text)`" : escaped(text)
  }

  /// Text of which Markdown makes nothing else.
  private func escaped(_ text: String) -> String {
    guard isMarkdown else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case "&": escaped += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "#": escaped += "\\" + String(scalar)
      case "\n", "\r": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Page {
  /// What stands above the first entry.
  fileprivate var introduction: ByteRange {
    let start = entries.pageHeading.map { parsed.headings[$0].range.upperBound } ?? 0
    return ByteRange(start, max(start, entries.entries.first?.range.lowerBound ?? text.count))
  }
}
