import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Adds a definition to a file of definitions, in its place and in the file's own style.
enum DefinitionInsertion {
  /// The edit that makes a label lead to an entry; nil where the label cannot be defined, or nothing tells how.
  ///
  /// - Parameter destination: where it is known; else as the file writes those of the entry's page.
  static func edit(
    defining label: String,
    as entry: EntryPlace,
    in table: Page,
    of snapshot: WorkspaceSnapshot,
    destination: String? = nil
  ) -> PageEdit? {
    let label = label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !label.isEmpty, !label.contains(where: { "[]\\`".contains($0) }),
      let destination = destination ?? DefinitionTarget(entry: entry, table: table, snapshot: snapshot).text
    else { return nil }
    let line = "[\(label)]: \(destination)"
    return PageEdit(page: table.path, edits: [insertion(of: line, label, entry, table, snapshot)])
  }

  /// Definitions of one entry stand together; else the order of the labels tells the place.
  private static func insertion(
    of line: String,
    _ label: String,
    _ entry: EntryPlace,
    _ table: Page,
    _ snapshot: WorkspaceSnapshot
  ) -> TextEdit {
    let text = table.text
    let definitions = table.parsed.definitions.indices.filter { !ListDefinitions.contains($0, on: table) }
    let same = snapshot.definitions(leadingTo: entry).filter { $0.page == table.id }.map(\.definition).max()
    if let same { return behind(table.parsed.definitions[same].range, line, text) }
    let terms = definitions.filter { index in
      !EntryLevel.isLetterHeading(text[table.parsed.definitions[index].label])
    }
    let order = AlphabeticalOrder(of: terms.map { text[table.parsed.definitions[$0].label] })
    if order.misplaced.count * 3 <= terms.count, let successor = order.successor(of: label) {
      let range = table.parsed.definitions[terms[successor]].range
      let start = text.lines.start(of: text.lines.line(at: range.lowerBound))
      let indentation = text[ByteRange(start, range.lowerBound)]
      return TextEdit(.empty(at: start), indentation + line + text.lineEnding)
    }
    if let last = terms.last ?? definitions.last { return behind(table.parsed.definitions[last].range, line, text) }
    return atEnd(line, text)
  }

  private static func behind(_ range: ByteRange, _ line: String, _ text: SourceText) -> TextEdit {
    let first = text.lines.line(at: range.lowerBound)
    let last = text.lines.line(at: max(range.lowerBound, range.upperBound - 1))
    let indentation = text[ByteRange(text.lines.start(of: first), range.lowerBound)]
    let end = text.lineContent(last).upperBound
    return TextEdit(.empty(at: end), text.lineEnding + (TextLines.isBlank(indentation) ? indentation : "") + line)
  }

  private static func atEnd(_ line: String, _ text: SourceText) -> TextEdit {
    let ending = text.lineEnding
    var end = text.count
    while end > 0, text.bytes[end - 1] <= 0x20 { end -= 1 }
    let before = end == 0 ? "" : ending + ending
    return TextEdit(ByteRange(end, text.count), before + line + ending)
  }
}
