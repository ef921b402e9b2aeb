import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Where an entry belongs on a page, and how it is put there.
struct EntryPlacement {
  let page: Page
  private let style: PageStyle

  init(on page: Page) {
    self.page = page
    style = PageStyle(of: page)
  }

  /// The edit that puts an entry's text, from its heading to its last line, in its place.
  func insertion(of text: String, title: String) -> TextEdit {
    let ending = page.text.lineEnding
    let gap = String(repeating: ending, count: style.blankLinesBetween + 1)
    if let successor = successor(of: title) {
      let start = page.text.lines.start(of: page.text.lines.line(at: successor.range.lowerBound))
      return TextEdit(.empty(at: start), text + gap)
    }
    if let last = page.entries.entries.last {
      return TextEdit(.empty(at: style.contentEnd(of: last)), gap + text)
    }
    if let heading = page.entries.pageHeading {
      let end = page.parsed.headings[heading].range.upperBound
      return TextEdit(.empty(at: end), ending + ending + text + (end == page.text.count ? ending : ""))
    }
    return TextEdit(.empty(at: page.text.count), (page.text.count == 0 ? "" : ending + ending) + text + ending)
  }

  /// The entry before which one with this title belongs, on a page that is sorted.
  private func successor(of title: String) -> Entry? {
    let order = AlphabeticalOrder(of: page.entries.entries.map(\.title))
    guard order.misplaced.count * 3 <= page.entries.entries.count else { return nil }
    return order.successor(of: title).map { page.entries.entries[$0] }
  }

  /// The text of an entry that is still to be written.
  func newEntry(_ title: String) -> String {
    let ending = page.text.lineEnding
    let heading = style.heading(title)
    // Between headings there has to be something, or they would be two names of one entry.
    guard let line = style.seeAlsoLine ?? (successor(of: title) == nil ? nil : "<!-- to be written -->") else {
      return heading
    }
    return heading + String(repeating: ending, count: style.blankLinesBelowHeading + 1) + line
  }

  /// A label as a title.
  func title(for label: String) -> String {
    let words = label.split(whereSeparator: \.isWhitespace)
    guard !label.contains(where: \.isUppercase) else { return words.joined(separator: " ") }
    let usesTitleCase = style.usesTitleCase
    return words.enumerated().map { index, word in
      index == 0 || usesTitleCase ? word.prefix(1).uppercased() + word.dropFirst() : String(word)
    }.joined(separator: " ")
  }
}
