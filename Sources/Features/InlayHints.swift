import Glossary
import MarkdownSyntax
import Rules
package import SourceText
package import Workspace

/// Says behind references by another name which entry is meant.
package enum InlayHints {
  /// The hints for the references that begin in a range, in order.
  package static func hints(in range: ByteRange, on page: Page, in snapshot: WorkspaceSnapshot) -> [InlayHint] {
    guard snapshot.isPublished(page) else { return [] }
    return page.references(in: range).compactMap { reference in
      let span = page.parsed.spans[reference.span]
      guard !span.isRetry, !span.isInReferenceText, !span.isUndefinable else { return nil }
      let resolution = snapshot.resolve(reference, on: page)
      guard resolution.state == .defined, let entry = resolution.entry, entry.entry != nil else { return nil }
      let title = snapshot.title(of: entry)
      guard tells(title, more: page.label(of: reference)) else { return nil }
      return InlayHint(offset: span.range.upperBound, title: title, entry: entry)
    }
  }

  /// Whether a title says more than a label does: it is not the same but for its end, as plurals are.
  private static func tells(_ title: String, more label: String) -> Bool {
    let title = FoldedText(title).bytes
    let label = FoldedText(label).bytes
    let shared = zip(title, label).prefix { $0 == $1 }.count
    return label.count - shared > 3 || shared + 2 < min(title.count, label.count)
      || title.count - shared > 3 && !title[shared...].starts(with: " ".utf8)
  }
}

package struct InlayHint: Sendable, Hashable {
  /// Directly behind the reference.
  package var offset: Int
  /// The title of the entry that is meant.
  package var title: String
  package var entry: EntryPlace
}
