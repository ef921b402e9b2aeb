import Glossary
import MarkdownSyntax
import SiteProfiles
package import SourceText
package import Workspace

/// A definition that a file is to get.
package struct NewDefinition: Hashable, Sendable {
  /// As it is to stand between the brackets.
  package var label: String
  package var destination: String
  package var entry: EntryPlace

  /// What a file's line says, or nil where the label cannot be defined, or nothing tells how the target is written.
  ///
  /// - Parameter destination: where it is known; else as the file writes those of the entry's page.
  package init?(
    _ label: String,
    of entry: EntryPlace,
    in table: Page,
    of snapshot: WorkspaceSnapshot,
    destination: String? = nil
  ) {
    let label = label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !label.isEmpty, !label.contains(where: { "[]\\`".contains($0) }),
      let destination = destination ?? DefinitionTarget(entry: entry, table: table, snapshot: snapshot).text
    else { return nil }
    self.label = label
    self.destination = destination
    self.entry = entry
  }

  package var line: String { "[\(label)]: \(destination)" }
}

/// Adds definitions to a file of definitions, each in its place and in the file's own style.
package enum DefinitionInsertion {
  /// The edit that makes a label lead to an entry; nil where the label cannot be defined, or nothing tells how.
  static func edit(
    defining label: String,
    as entry: EntryPlace,
    in table: Page,
    of snapshot: WorkspaceSnapshot,
    destination: String? = nil
  ) -> PageEdit? {
    guard let new = NewDefinition(label, of: entry, in: table, of: snapshot, destination: destination) else {
      return nil
    }
    return PageEdit(page: table.path, edits: edits(adding: [new], to: table, of: snapshot))
  }

  /// The edits that add definitions to a file; those of one entry keep their order.
  package static func edits(
    adding new: [NewDefinition],
    to table: Page,
    of snapshot: WorkspaceSnapshot
  ) -> [TextEdit] {
    DefinitionPlacement(in: table, of: snapshot).edits(adding: new)
  }
}

/// Where definitions belong in a file: those of one entry stand together; else the order of the labels tells the place.
private struct DefinitionPlacement {
  private let table: Page
  private let snapshot: WorkspaceSnapshot
  /// The indices of the definitions that are lines of their own.
  private let definitions: [Int]
  /// Those of them that are no letter's.
  private let terms: [Int]
  private let order: AlphabeticalOrder

  private enum Place {
    case before(Int)
    case behind(Int)
    case end
  }

  init(in table: Page, of snapshot: WorkspaceSnapshot) {
    self.table = table
    self.snapshot = snapshot
    let text = table.text
    let definitions = table.parsed.definitions
    self.definitions = definitions.indices.filter { !ListDefinitions.contains($0, on: table) }
    terms = self.definitions.filter { !EntryLevel.isLetterHeading(text[definitions[$0].label]) }
    order = AlphabeticalOrder(of: terms.map { text[definitions[$0].label] })
  }

  func edits(adding new: [NewDefinition]) -> [TextEdit] {
    var byPage: [PageID: [Int?: [DefinitionPlace]]] = [:]
    // A single line is put where its label belongs, and a group where its entry does.
    var groups = Dictionary(grouping: new, by: \.entry).map { entry, new in
      (entry: entry, title: new.count == 1 ? new[0].label : snapshot.title(of: entry), lines: new.map(\.line))
    }
    groups.sort { left, right in
      let (leftKey, rightKey) = (order.order.key(of: left.title), order.order.key(of: right.title))
      if leftKey != rightKey { return leftKey.lexicographicallyPrecedes(rightKey) }
      return left.entry < right.entry
    }
    var edits: [TextEdit] = []
    var rest: [String] = []
    for group in groups {
      let inbound = byPage[group.entry.page] ?? snapshot[group.entry.page].map(snapshot.definitionsByEntry) ?? [:]
      byPage[group.entry.page] = inbound
      let own = (inbound[group.entry.entry] ?? []).filter { $0.page == table.id }.map(\.definition)
      switch place(of: group.title, own: own.filter(definitions.contains)) {
      case .before(let index): edits.append(before(index, group.lines))
      case .behind(let index): edits.append(behind(index, group.lines))
      case .end: rest += group.lines
      }
    }
    if !rest.isEmpty { edits.append(atEnd(rest)) }
    return edits
  }

  private func place(of title: String, own: [Int]) -> Place {
    if let last = own.max() { return .behind(last) }
    if order.misplaced.count * 3 <= terms.count, let successor = order.successor(of: title) {
      return .before(terms[successor])
    }
    return (terms.last ?? definitions.last).map { .behind($0) } ?? .end
  }

  // MARK: Lines

  private func before(_ index: Int, _ lines: [String]) -> TextEdit {
    let text = table.text
    let range = table.parsed.definitions[index].range
    let start = text.lines.start(of: text.lines.line(at: range.lowerBound))
    let indentation = text[ByteRange(start, range.lowerBound)]
    return TextEdit(.empty(at: start), lines.map { indentation + $0 + text.lineEnding }.joined())
  }

  private func behind(_ index: Int, _ lines: [String]) -> TextEdit {
    let text = table.text
    let range = table.parsed.definitions[index].range
    let first = text.lines.line(at: range.lowerBound)
    let last = text.lines.line(at: max(range.lowerBound, range.upperBound - 1))
    let leading = text[ByteRange(text.lines.start(of: first), range.lowerBound)]
    let indentation = TextLines.isBlank(leading) ? leading : ""
    let end = text.lineContent(last).upperBound
    return TextEdit(.empty(at: end), lines.map { text.lineEnding + indentation + $0 }.joined())
  }

  private func atEnd(_ lines: [String]) -> TextEdit {
    let text = table.text
    let ending = text.lineEnding
    var end = text.count
    while end > 0, text.bytes[end - 1] <= 0x20 { end -= 1 }
    let before = end == 0 ? "" : ending + ending
    return TextEdit(ByteRange(end, text.count), before + lines.map { $0 + ending }.joined())
  }
}
