import MarkdownSyntax
import Rules
import SiteProfiles
package import SourceText
package import Workspace

/// What on a page can be opened: files, images, what templates embed, addresses. References are for
/// ``Definition``, unless they lead off the glossary.
package enum DocumentLinks {
  /// The links of a page that lead somewhere, in order; none of them overlap.
  package static func links(on page: Page, in snapshot: WorkspaceSnapshot) -> [DocumentLink] {
    var links: [DocumentLink] = []
    let isTable = snapshot.tablePages.contains(page.id)
    let place =
      isTable ? snapshot.representativePlace(forDefinitionsOf: page) : PagePlace(path: page.path, url: page.url)
    func add(_ range: ByteRange, _ destination: String) {
      guard !range.isEmpty, let target = target(of: destination, on: place, in: snapshot) else { return }
      links.append(DocumentLink(range: range, target: target))
    }
    for span in page.parsed.spans {
      switch span.kind {
      case .inlineLink: add(span.label, page.text[span.label])
      case .autolink: add(span.text, address(page.text[span.text]))
      default: continue
      }
    }
    for definition in page.parsed.definitions { add(definition.destination, page.text[definition.destination]) }
    for range in AssetLinks.find(on: page) { add(range, page.text[range]) }
    for inclusion in page.inclusions {
      guard let path = inclusion.candidates.first(where: { snapshot.hasFile($0) }) else { continue }
      links.append(DocumentLink(range: inclusion.tag.argument, target: .file(path, line: nil)))
    }
    for tag in page.parsed.tags {
      switch tag.name {
      case "link", "post_url": add(tag.argument, page.text[tag.range])
      default: if let range = quoted(tag.argument, page.text) { add(range, page.text[range]) }
      }
    }
    links += references(on: page, in: snapshot)
    links += addresses(on: page, in: snapshot)
    var end = 0
    return links.sorted { $0.range < $1.range }.filter { link in
      defer { end = max(end, link.range.upperBound) }
      return link.range.lowerBound >= end
    }
  }

  /// The references whose definitions lead to no page.
  private static func references(on page: Page, in snapshot: WorkspaceSnapshot) -> [DocumentLink] {
    page.references.compactMap { reference in
      let span = page.parsed.spans[reference.span]
      let resolution = snapshot.resolve(reference, on: page)
      guard !span.isRetry, !span.isInReferenceText, resolution.entry == nil, let definition = resolution.definition,
        let source = snapshot[definition.page]
      else { return nil }
      let destination = source.text[source.parsed.definitions[definition.definition].destination]
      let target = target(of: destination, on: PagePlace(path: page.path, url: page.url), in: snapshot)
      return target.map { DocumentLink(range: span.range, target: $0) }
    }
  }

  /// The addresses in prose. What the text of a reference shows is no second link where the reference leads somewhere.
  private static func addresses(on page: Page, in snapshot: WorkspaceSnapshot) -> [DocumentLink] {
    let found = ExtendedAutolinks.find(on: page.parsed)
    if found.isEmpty { return [] }
    var references = page.references[...]
    var end = 0
    return found.compactMap { link in
      while let reference = references.first {
        let span = page.parsed.spans[reference.span]
        guard span.range.lowerBound < link.range.lowerBound else { break }
        references.removeFirst()
        if span.range.upperBound > max(end, link.range.lowerBound),
          snapshot.resolve(reference, on: page).state == .defined
        {
          end = span.range.upperBound
        }
      }
      guard link.range.lowerBound >= end else { return nil }
      let address = address(page.text[link.range])
      return DocumentLink(range: link.range, target: .address(link.kind == .www ? "http://" + address : address))
    }
  }

  private static func target(
    of destination: String,
    on place: PagePlace,
    in snapshot: WorkspaceSnapshot
  ) -> DocumentLink.Target? {
    switch snapshot.target(ofDestination: destination, on: place) {
    case .external:
      let lowered = destination.lowercased()
      return ["https://", "http://", "mailto:"].contains { lowered.hasPrefix($0) } ? .address(destination) : nil
    case .page(let id, let heading):
      return snapshot[id].map { page in
        let line = heading.map { page.text.lines.line(at: page.parsed.headings[$0].range.lowerBound) }
        return .file(page.path, line: line)
      }
    case .place(let id, _), .missingAnchor(let id, _): return snapshot[id].map { .file($0.path, line: nil) }
    case .file(let path): return .file(path, line: nil)
    case .missingFile, .unknown: return nil
    }
  }

  /// What a template's tag has in quotation marks at the start of its argument.
  private static func quoted(_ argument: ByteRange, _ text: SourceText) -> ByteRange? {
    guard let quote = text.slice(argument).first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = text.slice(argument).dropFirst().firstIndex(of: quote)
    else { return nil }
    let content = ByteRange(argument.lowerBound + 1, end)
    // What is no address or file is some other setting.
    return text.slice(content).contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") } ? content : nil
  }

  private static func address(_ text: String) -> String {
    let isMail = text.utf8.contains(UInt8(ascii: "@")) && !text.utf8.contains(UInt8(ascii: ":"))
    return isMail ? "mailto:" + text : text
  }
}

package struct DocumentLink: Sendable, Hashable {
  package enum Target: Sendable, Hashable {
    /// A file of the workspace, relative to it, and a zero-based line in it.
    case file(String, line: Int?)
    /// An address off the workspace, as written.
    case address(String)
  }

  package var range: ByteRange
  package var target: Target
}
