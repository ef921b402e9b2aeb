import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// How links of a hover are written: only the caller knows the addresses of files.
package struct HoverLinks: Sendable {
  /// The URI of a file of the workspace, of a zero-based line in it where one is given; nil where the client can
  /// follow none.
  package var uri: @Sendable (_ path: String, _ line: Int?) -> String?

  package init(uri: @escaping @Sendable (_ path: String, _ line: Int?) -> String?) { self.uri = uri }

  /// No links at all.
  package static let none = HoverLinks { _, _ in nil }

  /// The address of an entry's title.
  func address(of entry: EntryPlace, in snapshot: WorkspaceSnapshot) -> String? {
    guard let page = snapshot[entry.page], let range = snapshot.nameRange(of: entry) else { return nil }
    return uri(page.path, page.text.lines.line(at: range.lowerBound)).map(Self.escaped)
  }

  /// Where a reference that links leads.
  func target(of resolution: Resolution, on page: Page, in snapshot: WorkspaceSnapshot) -> String? {
    if let entry = resolution.entry { return address(of: entry, in: snapshot) }
    guard let definition = resolution.definition, let source = snapshot[definition.page] else { return nil }
    let range = source.parsed.definitions[definition.definition].destination
    return destination(source.text[range], on: page, in: snapshot)
  }

  /// A destination that works outside its page; nil where it leads nowhere, or where nobody should be led.
  func destination(_ destination: String, on page: Page, in snapshot: WorkspaceSnapshot) -> String? {
    let place = PagePlace(path: page.path, url: page.url)
    switch snapshot.target(ofDestination: destination, on: place) {
    case .external:
      let isSafe = ["https://", "http://", "mailto:"].contains { destination.lowercased().hasPrefix($0) }
      return isSafe ? Self.escaped(destination) : nil
    case .page(let id, let heading):
      guard let target = snapshot[id] else { return nil }
      let line = heading.map { target.text.lines.line(at: target.parsed.headings[$0].range.lowerBound) }
      return uri(target.path, line).map(Self.escaped)
    case .place(let id, _), .missingAnchor(let id, _):
      return snapshot[id].flatMap { uri($0.path, nil) }.map(Self.escaped)
    case .file(let path): return uri(path, nil).map(Self.escaped)
    case .missingFile, .unknown: return nil
    }
  }

  /// Without what would end a Markdown destination.
  private static func escaped(_ address: String) -> String {
    guard address.utf8.contains(where: { " ()<>\n\"".utf8.contains($0) }) else { return address }
    var escaped = ""
    for scalar in address.unicodeScalars {
      switch scalar {
      case " ": escaped += "%20"
      case "(": escaped += "%28"
      case ")": escaped += "%29"
      case "<": escaped += "%3C"
      case ">": escaped += "%3E"
      case "\"": escaped += "%22"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
