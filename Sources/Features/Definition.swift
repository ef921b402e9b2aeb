import Glossary
import MarkdownSyntax
package import SourceText
package import Workspace

/// Finds what a term is defined by.
package enum Definition {
  /// The entries that the term at an offset means; behind an entry that only sends its reader on, those that it leads
  /// to. Where a label leads to no entry, the link definition that says so.
  package static func definition(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> DefinitionAnswer? {
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return nil }
    var entries: [EntryPlace] = []
    for entry in term.entries {
      for place in [entry] + snapshot.redirects(from: entry) where !entries.contains(place) { entries.append(place) }
    }
    var targets = entries.compactMap { target($0, in: snapshot) }
    if targets.isEmpty, let definition = term.resolution.definition {
      targets = target(definition, in: snapshot).map { [$0] } ?? []
    }
    return targets.isEmpty ? nil : DefinitionAnswer(origin: term.range, targets: targets)
  }

  /// The link definitions of the label at an offset; of a title all that lead to its entry.
  package static func declaration(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> DefinitionAnswer? {
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return nil }
    var definitions = term.resolution.definition.map { [$0] } ?? []
    if case .title = term.kind { definitions = term.entries.flatMap { snapshot.definitions(leadingTo: $0) } }
    let targets = definitions.compactMap { target($0, in: snapshot) }
    return targets.isEmpty ? nil : DefinitionAnswer(origin: term.range, targets: targets)
  }

  private static func target(_ entry: EntryPlace, in snapshot: WorkspaceSnapshot) -> DefinitionTarget? {
    guard let page = snapshot[entry.page], let selection = snapshot.nameRange(of: entry) else { return nil }
    guard let found = snapshot.entry(entry) else {
      // A page's name means all of the page.
      return DefinitionTarget(page: page.id, range: ByteRange(0, page.text.count), selection: selection)
    }
    return DefinitionTarget(page: page.id, range: found.range.covering(selection), selection: selection)
  }

  private static func target(_ definition: DefinitionPlace, in snapshot: WorkspaceSnapshot) -> DefinitionTarget? {
    guard let page = snapshot[definition.page] else { return nil }
    let found = page.parsed.definitions[definition.definition]
    return DefinitionTarget(page: page.id, range: found.range, selection: found.label)
  }
}

/// Where a term leads.
package struct DefinitionAnswer: Sendable, Hashable {
  /// The reference, title or definition that was asked about.
  package var origin: ByteRange
  /// Never empty; those that the author meant first.
  package var targets: [DefinitionTarget]
}

package struct DefinitionTarget: Sendable, Hashable {
  package var page: PageID
  /// The whole entry, or the whole link definition.
  package var range: ByteRange
  /// The title, or the label; within `range`.
  package var selection: ByteRange
}

extension ByteRange {
  /// The smallest range that holds both.
  func covering(_ other: ByteRange) -> ByteRange {
    ByteRange(min(lowerBound, other.lowerBound), max(upperBound, other.upperBound))
  }
}
