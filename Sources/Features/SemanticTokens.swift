import Glossary
import MarkdownSyntax
import Rules
package import SourceText
package import Workspace

/// Tells the terms of a page apart by what they are.
package enum SemanticTokens {
  /// The tokens that begin in a range, or on the whole page, in order; none spans lines, none overlap.
  package static func tokens(
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    range: ByteRange? = nil
  ) -> [SemanticToken] {
    let wanted = range ?? ByteRange(0, page.text.count)
    var tokens: [SemanticToken] = []
    func add(_ range: ByteRange, _ kind: SemanticToken.Kind) {
      guard wanted.contains(range.lowerBound) else { return }
      for part in page.text.lineParts(of: range) { tokens.append(SemanticToken(range: part, kind: kind)) }
    }
    if snapshot.entryPages.contains(page.id) {
      for entry in page.entries.entries.indices {
        for title in page.titles(of: entry) { add(title, .entry) }
      }
    }
    if snapshot.isPublished(page) {
      let resolutions = page.references.map { snapshot.resolve($0, on: page) }
      let read = ReadReferences.indices(on: page, resolutions)
      for index in page.withoutDoubles(read, isDefined: { resolutions[$0].state == .defined }) {
        let reference = page.references[index]
        guard let kind = kind(of: reference, resolutions[index], on: page, in: snapshot) else { continue }
        add(page.parsed.spans[reference.span].label, kind)
      }
    }
    for definition in page.parsed.definitions { add(definition.label, .definition) }
    var end = 0
    return tokens.sorted { $0.range < $1.range }.filter { token in
      defer { end = max(end, token.range.upperBound) }
      return token.range.lowerBound >= end
    }
  }

  private static func kind(
    of reference: PageReference,
    _ resolution: Resolution,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> SemanticToken.Kind? {
    switch resolution.state {
    case .defined:
      guard let entry = resolution.entry else { return .reference }
      let isTitle = Label.normalized(page.label(of: reference)) == Label.normalized(snapshot.title(of: entry))
      return isTitle ? .reference : .alias
    case .undefinedLabel: return .undefined
    case .ambiguous: return .ambiguous
    case .dangling:
      // Numbers and single signs in brackets are no terms.
      let letters = page.label(of: reference).unicodeScalars.lazy.filter { $0.properties.isAlphabetic }
      return letters.prefix(2).count > 1 ? .dangling : nil
    }
  }
}

/// A part of one line, and what it is.
package struct SemanticToken: Sendable, Hashable {
  package enum Kind: Int, Sendable, Hashable, CaseIterable {
    /// The title of an entry.
    case entry
    /// A reference that links, by the entry's title.
    case reference
    /// A reference that links, by another name.
    case alias
    /// A reference that an entry answers, and that nothing defines on this page.
    case undefined
    /// A reference that several entries answer.
    case ambiguous
    /// A reference that nothing answers.
    case dangling
    /// The label of a link definition.
    case definition
  }

  package var range: ByteRange
  package var kind: Kind
}

extension SourceText {
  /// The parts of a range on each of its lines, without blanks at a line's start and without line endings.
  func lineParts(of range: ByteRange) -> [ByteRange] {
    let first = lines.line(at: range.lowerBound)
    let last = lines.line(at: range.upperBound)
    guard first < last else { return range.isEmpty ? [] : [range] }
    return (first...last).compactMap { line in
      let content = lineContent(line)
      var start = max(content.lowerBound, range.lowerBound)
      let end = min(content.upperBound, range.upperBound)
      while line > first, start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
      return start < end ? ByteRange(start, end) : nil
    }
  }
}
