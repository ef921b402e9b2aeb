import Glossary
import MarkdownSyntax
package import Rules
import SiteProfiles
package import SourceText
package import Workspace

/// Changes that an author may ask for without anything being wrong. They edit no page but the one they are asked on.
package enum CodeActions {
  /// The refactorings for a range of a page, in the order in which they are offered.
  package static func refactorings(
    in range: ByteRange,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage
  ) -> [Refactoring] {
    guard snapshot.isPublished(page), page.parsed.refusal == nil else { return [] }
    let rewritings = [
      ReferenceFromLink.refactoring(in: range, on: page, in: snapshot),
      LinkFromReference.refactoring(in: range, on: page, in: snapshot),
    ]
    return rewritings.compactMap { $0 }
      + MentionLinking.refactorings(at: range.lowerBound, on: page, in: snapshot, usage: usage)
  }
}

package struct Refactoring: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Writes the same otherwise.
    case rewrite
    /// Adds links.
    case link
  }

  package var kind: Kind
  /// What the author would choose, such as `Make this a reference: [LLM]`.
  package var title: String
  /// To the page that was asked about; none of them overlap.
  package var edits: [TextEdit]
}

/// `[text](l.md#llm)` becomes `[text][LLM]`, where a label leads to the same entry and shows the same title, if any.
private enum ReferenceFromLink {
  static func refactoring(in range: ByteRange, on page: Page, in snapshot: WorkspaceSnapshot) -> Refactoring? {
    let link = page.parsed.spans.first { $0.kind == .inlineLink && !$0.isImage && $0.range.isAt(range) }
    guard let link, let entry = entry(of: link, on: page, in: snapshot) else { return nil }
    let text = page.text[link.text]
    let isPlain = !text.isEmpty && !text.utf8.contains { "[]\\`\n".utf8.contains($0) }
    let linkTitle = page.text.title(behind: link.label, to: link.range.upperBound - 1)
    func leadsThere(_ label: String, _ use: LabelUse) -> Bool {
      let resolution = snapshot.resolve(label: label, use: use, on: page)
      guard resolution.state == .defined, resolution.entry == entry else { return false }
      return linkTitle == nil || resolution.definition.flatMap { snapshot.title(of: $0) } == linkTitle
    }
    var reference: String?
    if isPlain, leadsThere(text, .shownText) {
      reference = "[\(text)]"
    } else if let name = snapshot.names(of: entry).first(where: { leadsThere($0.name, .secondBracket) })?.name {
      reference = "[\(text)][\(name)]"
    }
    return reference.map {
      Refactoring(kind: .rewrite, title: "Make this a reference: \($0)", edits: [TextEdit(link.range, $0)])
    }
  }

  private static func entry(of link: InlineSpan, on page: Page, in snapshot: WorkspaceSnapshot) -> EntryPlace? {
    let place = PagePlace(path: page.path, url: page.url)
    guard case .page(let id, let heading?) = snapshot.target(ofDestination: page.text[link.label], on: place),
      let target = snapshot[id], let entry = target.entry(titledBy: heading)
    else { return nil }
    return EntryPlace(page: id, entry: entry)
  }
}

/// `[text][LLM]` becomes `[text](l.md#llm)`, as the definition says, with its title.
private enum LinkFromReference {
  static func refactoring(in range: ByteRange, on page: Page, in snapshot: WorkspaceSnapshot) -> Refactoring? {
    guard let term = TermAtOffset.find(at: range.lowerBound, on: page, in: snapshot), term.range.isAt(range),
      case .reference(let index) = term.kind, term.resolution.state == .defined,
      let definition = term.resolution.definition, let source = snapshot[definition.page]
    else { return nil }
    let span = page.parsed.spans[page.references[index].span]
    let destination = source.text[source.parsed.definitions[definition.definition].destination]
    let needsBrackets = destination.utf8.contains { " ()".utf8.contains($0) } && !destination.hasPrefix("{")
    var target = needsBrackets ? "<\(destination)>" : destination
    if let title = snapshot.title(of: definition) {
      guard let quote: Character = ["\"", "'"].first(where: { !title.contains($0) }) else { return nil }
      target += " \(quote)\(title)\(quote)"
    }
    let link = "[\(page.text[span.text])](\(target))"
    return Refactoring(kind: .rewrite, title: "Make this an inline link", edits: [TextEdit(span.range, link)])
  }
}

/// Links the terms that are mentioned without brackets, each once in an entry: in the entry at hand, and on the page.
private enum MentionLinking {
  static func refactorings(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    usage: WorkspaceUsage
  ) -> [Refactoring] {
    let context = RuleContext(page, in: snapshot, usage: usage, levels: RuleLevels(snapshot.configuration))
    var all: [TextEdit] = []
    for problem in UnlinkedMention.check(context) {
      guard let fix = UnlinkedMention.fixes(for: problem, in: context).first,
        fix.edits.allSatisfy({ $0.page == page.path })
      else { continue }
      let new = fix.edits.flatMap(\.edits)
      if !new.contains(where: { edit in all.contains { $0.range.overlaps(edit.range) } }) { all += new }
    }
    var refactorings: [Refactoring] = []
    if let entry = page.entry(at: offset).map({ page.entries.entries[$0] }) {
      let own = all.filter { entry.range.contains($0.range) }
      if !own.isEmpty {
        let title = "Link the terms that “\(entry.title)” mentions"
        refactorings.append(Refactoring(kind: .link, title: title, edits: own))
      }
    }
    if all.count > refactorings.first?.edits.count ?? 0 {
      refactorings.append(Refactoring(kind: .link, title: "Link the terms that this page mentions", edits: all))
    }
    return refactorings
  }
}

extension ByteRange {
  /// Whether what an author selected, or the cursor, is at this range.
  fileprivate func isAt(_ selected: ByteRange) -> Bool {
    selected.isEmpty ? touches(selected.lowerBound) : overlaps(selected)
  }
}

extension WorkspaceSnapshot {
  /// The title that a definition gives its links.
  fileprivate func title(of place: DefinitionPlace) -> String? {
    guard let page = self[place.page] else { return nil }
    let definition = page.parsed.definitions[place.definition]
    return page.text.title(behind: definition.destination, to: definition.range.upperBound)
  }
}

extension SourceText {
  /// What stands behind a link's destination, without the quotation marks or parentheses; nil where nothing does.
  fileprivate func title(behind destination: ByteRange, to end: Int) -> String? {
    let isBlank: (UInt8) -> Bool = { $0 <= UInt8(ascii: " ") }
    var rest = slice(ByteRange(destination.upperBound, end))
    if rest.first == UInt8(ascii: ">") { rest.removeFirst() }
    rest = rest.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest.count > 1 ? self[ByteRange(rest.startIndex + 1, rest.endIndex - 1)] : nil
  }
}
