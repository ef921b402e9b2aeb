import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// How a page writes its entries: what a new or moved one has to look like.
struct PageStyle {
  private let page: Page
  private let entries: [Entry]

  init(of page: Page) {
    self.page = page
    entries = page.entries.entries
  }

  /// The number of blank lines before an entry.
  var blankLinesBetween: Int {
    mostFrequent(
      zip(entries, entries.dropFirst()).map { entry, next in
        lines(in: ByteRange(contentEnd(of: entry), next.range.lowerBound)) - 1
      },
      default: 1
    )
  }

  /// The number of blank lines below a heading.
  var blankLinesBelowHeading: Int {
    mostFrequent(
      entries.compactMap { entry in
        guard let heading = entry.headings.last, let block = page.parsed.blockIndices(in: entry.body).first else {
          return nil
        }
        let end = page.parsed.headings[heading].range.upperBound
        return lines(in: ByteRange(end, page.parsed.blocks[block].range.lowerBound)) - 1
      },
      default: 1
    )
  }

  /// A heading as the page writes those of entries.
  func heading(_ title: String) -> String {
    let model = entries.last { $0.kind == .heading }
    let heading = model.map { page.parsed.headings[$0.headings.lowerBound] }
    if let heading, page.parsed.blocks[heading.block].kind == .setextHeading {
      return title + page.text.lineEnding
        + String(repeating: heading.level == 1 ? "=" : "-", count: max(3, title.count))
    }
    let level = page.entries.level > 0 ? page.entries.level : 2
    let isClosed = heading.map { page.text[$0.range].hasSuffix("#") } ?? false
    let marks = String(repeating: "#", count: level)
    return "\(marks) \(title)" + (isClosed ? " " + marks : "")
  }

  /// The see-also line that an entry begins with: the page's letter and dots; nil where the page has no such lines.
  var seeAlsoLine: String? {
    for entry in entries {
      guard let line = entry.seeAlso, let first = line.references.lazy.map({ page.parsed.spans[$0] }).first,
        EntryLevel.isLetterHeading(page.text[first.label])
      else { continue }
      let start = page.text.lines.start(of: page.text.lines.line(at: line.range.lowerBound))
      let indentation = page.text[ByteRange(start, line.range.lowerBound)]
      let words = page.text[ByteRange(line.range.lowerBound, first.range.lowerBound)]
      let letter = PageLetter(of: page).map { "[\($0.name)]" } ?? page.text[first.range]
      return (TextLines.isBlank(indentation) ? indentation : "") + words + letter + ", ..."
    }
    return nil
  }

  /// The end of an entry's own text: what stands behind it at the page's end, such as includes, is the page's.
  func contentEnd(of entry: Entry) -> Int {
    var end = entry.headings.last.map { page.parsed.headings[$0].range.upperBound } ?? entry.range.lowerBound
    var limit = entry.range.upperBound
    if entries.last?.range == entry.range {
      for inclusion in page.inclusions where entry.body.contains(inclusion.tag.range) {
        limit = min(limit, inclusion.tag.range.lowerBound)
      }
      for definition in page.parsed.definitions where entry.body.contains(definition.range) {
        limit = min(limit, definition.range.lowerBound)
      }
    }
    let bytes = page.text.bytes
    while limit > end, bytes[limit - 1] <= 0x20 { limit -= 1 }
    end = max(end, limit)
    return end
  }

  /// Whether the titles of several words have capital letters throughout.
  var usesTitleCase: Bool {
    var (capital, small) = (0, 0)
    for entry in entries {
      for word in entry.title.split(separator: " ").dropFirst() {
        guard let first = word.first, first.isLetter, word.count > 3 else { continue }
        if first.isUppercase { capital += 1 } else { small += 1 }
      }
    }
    return capital >= small
  }

  private func lines(in range: ByteRange) -> Int {
    page.text.lines.line(at: range.upperBound) - page.text.lines.line(at: range.lowerBound)
  }

  private func mostFrequent(_ numbers: [Int], default fallback: Int) -> Int {
    var counts: [Int: Int] = [:]
    for number in numbers where number >= 0 { counts[number, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? fallback
  }
}
