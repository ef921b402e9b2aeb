import SourceText
import TestSupport
import Testing

@testable import MarkdownSyntax

/// Reading a page after an edit gives what reading it whole gives.
@Suite struct PageSpliceTests {
  @Test(arguments: 0..<16)
  func editsAreReadAsTheWhole(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 77)
    let dialect = Self.dialects[seed % Self.dialects.count]
    var page = PageReader.read(SourceText(Self.document(using: &random)), dialect: dialect)
    var spliced = 0
    for _ in 0..<150 {
      let text = Self.edited(page.text, using: &random)
      if PageSplice(text, after: page).contents() != nil { spliced += 1 }
      let after = PageReader.read(text, after: page)
      let whole = PageReader.read(text, dialect: dialect)
      let difference = Self.difference(after, whole)
      #expect(
        difference == nil,
        "\(difference ?? "") after an edit to \(text[ByteRange(0, text.count)].debugDescription)"
      )
      if difference != nil { return }
      page = after.hasOpenEnd ? PageReader.read(SourceText(Self.document(using: &random)), dialect: dialect) : after
    }
    // The test would be of nothing if all pages were read whole.
    #expect(spliced > 20, "only \(spliced) edits were spliced")
  }

  private static func difference(_ left: ParsedPage, _ right: ParsedPage) -> String? {
    if left.blocks != right.blocks {
      let pair = zip(left.blocks, right.blocks).first { $0 != $1 }
      return "blocks \(pair.map { "\($0) instead of \($1)" } ?? "\(left.blocks.count) \(right.blocks.count)")"
    }
    if left.spans != right.spans { return "spans" }
    if left.headings != right.headings { return "headings" }
    if left.definitions != right.definitions { return "definitions" }
    if left.malformedReferences != right.malformedReferences { return "malformed references" }
    if left.regions != right.regions { return "regions" }
    if left.tags != right.tags { return "tags" }
    if left.abbreviations != right.abbreviations { return "abbreviations" }
    if left.comments != right.comments { return "comments" }
    if left.frontMatter != right.frontMatter { return "front matter" }
    if left.brokenLabels != right.brokenLabels { return "broken labels" }
    if left.hasOpenEnd != right.hasOpenEnd { return "open end" }
    return nil
  }

  // MARK: Pages and edits

  private static let dialects: [MarkdownDialect] = {
    var python = MarkdownDialect(references: .pythonMarkdown)
    python.htmlBlocks = .untilClosingTag
    python.liquid = .withinLine
    python.treatsUnclosedFenceAsText = true
    python.hasMarkdownInHTML = true
    var kramdown = python
    kramdown.references = .kramdown
    kramdown.liquid = .full
    var plain = MarkdownDialect(references: .commonMark)
    for path in [
      \MarkdownDialect.hasFrontMatter, \.hasSnippets, \.hasAttributeLists, \.hasBlockMarkers, \.hasIndentedContainers,
      \.hasInlineMath, \.hasBlockMath, \.hasFootnotes, \.hasAbbreviations, \.hasDefinitionLists, \.hasCitations,
      \.hasTaskBoxes,
    ] {
      plain[keyPath: path] = true
      python[keyPath: path] = true
      kramdown[keyPath: path] = true
    }
    return [python, kramdown, plain, .commonMark]
  }()

  private static let paragraphs = [
    "Text with a [Term] and [shown][Term].", " See also [A], [B], ...", "* item [A]\n  [B]\n* [x] done",
    "> quote [A\n> B]",
    "| a | b |\n|---|---|\n| [A] | c\\|d [B] |", "```\n[code]\n```", "/// note | About [A]\nBody [B].\n///",
    "!!! note \"Title [A]\"\n    Body [B].\n\n    More.", "<div>\n\n[raw]\n\n</div>",
    "<div markdown=\"1\">\n[in]\n</div>",
    "{% youtube \"x\" %} [A]", "{% comment %}\n[hidden]\n{% endcomment %}", "[A]: /a\n[B]: /b \"t\"",
    "*[HTML]: Hypertext",
    "$x[0]$ and $$y$$", "--8<-- \"f.md\"", "text\n===", "text\n---", "<!-- aliases: C -->",
    "A[^1] note\n\n[^1]: See [A].\n\n    More.",
    "Stray [A]][B] and [C (D)[D].",
  ]

  private static let pieces = [
    "x", " ", "\n", "\n\n", "[", "]", "[A]", "#", "\n# New\n", "\n## New\n\n", "```", "\n```\n", "~~~\n", "<div>",
    "</div>", "<!--",
    "-->", "{% raw %}", "{% endraw %}", "{{", "}}", "{% comment %}", "\n---\n", "\n===\n", "> ", "* ", "    ", "\t",
    "$$",
    "--8<--\n", "///\n", "!!! note\n", "\r\n", "é", "\n[A]: /u\n", "|", "`",
  ]

  private static func document(using random: inout SeededGenerator) -> String {
    var text = "---\ntitle: T\n---\n\n# L\n\n"
    for number in 0..<24 {
      text += "## Term \(number)\n\n"
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        text += (paragraphs.randomElement(using: &random) ?? "") + "\n\n"
      }
    }
    return text
  }

  private static func edited(_ text: SourceText, using random: inout SeededGenerator) -> SourceText {
    let start = text.scalarBoundary(atOrBefore: Int.random(in: 0...text.count, using: &random))
    if Int.random(in: 0..<3, using: &random) == 0 {
      return text.replacing(ByteRange(start, start + Int.random(in: 0...12, using: &random)), with: [])
    }
    return text.replacing(.empty(at: start), with: Array((pieces.randomElement(using: &random) ?? "").utf8))
  }
}
