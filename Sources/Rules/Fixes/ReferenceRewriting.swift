import MarkdownSyntax
import SourceText
import Workspace

/// Other ways to write a reference.
struct ReferenceRewriting {
  let span: InlineSpan
  let page: Page

  /// With another label, which is also the shown text where there is only one.
  func relabelled(_ label: String) -> PageEdit {
    let range = span.kind == .fullReference ? span.label : span.text
    return edit(range, Self.adapted(label, to: page.text[range]))
  }

  /// With the words that it shows, and another label behind them.
  func pointed(to label: String) -> PageEdit {
    let words = page.text[span.text]
    return edit(span.range, "[\(words)][\(label)]")
  }

  /// Without brackets.
  var plain: PageEdit { edit(span.range, page.text[span.text]) }

  /// With brackets that are shown.
  var escaped: PageEdit { edit(.empty(at: span.range.lowerBound), "\\") }

  private func edit(_ range: ByteRange, _ replacement: String) -> PageEdit {
    PageEdit(page: page.path, edits: [TextEdit(range, replacement)])
  }

  /// A name in lower case where the words that it replaces are, abbreviations left alone.
  static func adapted(_ name: String, to words: String) -> String {
    guard !words.contains(where: \.isUppercase) else { return name }
    let parts = name.split(separator: " ", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in part.dropFirst().allSatisfy { !$0.isUppercase && !$0.isNumber } }
    return isPlain ? name.lowercased() : name
  }
}
