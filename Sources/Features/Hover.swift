import Glossary
import MarkdownSyntax
package import SourceText
package import Workspace

/// What a reader wants to know of a term at a glance.
package struct Hover: Sendable, Hashable {
  package enum Format: Sendable, Hashable { case markdown, plainText }

  package struct Options: Sendable {
    package var format = Format.markdown
    package var links = HoverLinks.none
    /// That of the snapshot; without it a hover does not say how often a term is used.
    package var references: ReferenceIndex?
    /// The bytes of the definition after which no further paragraph is begun.
    package var enough = 1100
    /// The most bytes of one paragraph.
    package var longestParagraph = 500

    package init() {}
  }

  /// The reference, title or definition that is spoken of.
  package var range: ByteRange
  package var text: String

  /// What is to be said of the term at an offset; nil where there is no term, or nothing is known of it.
  package static func hover(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot,
    options: Options = Options()
  ) -> Hover? {
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return nil }
    var text = HoverText(snapshot, options)
    switch term.resolution.state {
    case .dangling: return nil
    case .ambiguous: text.appendChoice(term.entries, label: page.text[term.label])
    case .undefinedLabel:
      guard let entry = term.resolution.entry else { return nil }
      text.appendEntry(entry)
      text.appendNote(
        "[\(page.text[term.label])] has no definition on this page, so that the site shows it in brackets"
      )
    case .defined:
      if let entry = term.resolution.entry {
        text.appendEntry(entry)
      } else if let definition = term.resolution.definition {
        text.appendTarget(of: definition, on: page)
      }
    }
    return text.isEmpty ? nil : Hover(range: term.range, text: text.text)
  }

  /// What is to be said of an entry, as beside an item of completion.
  package static func text(of entry: EntryPlace, in snapshot: WorkspaceSnapshot, options: Options = Options()) -> String
  {
    var text = HoverText(snapshot, options)
    text.appendEntry(entry)
    return text.text
  }
}
