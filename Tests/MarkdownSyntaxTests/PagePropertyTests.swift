import SourceText
import TestSupport
import Testing

@testable import MarkdownSyntax

/// What holds for every page, however it is made.
struct PagePropertyTests {
  private static let pieces = [
    "[", "]", "[a]", "[b][a]", "[a] [b]", "[a][]", "![a]", "[c](/u)", "[Foo]][Bar]", "[Foo (F)[F]", "[S}", "[T ]",
    "[^1]",
    "\n[^1]: x", "[@key]", "[ ] ", "\n", "\n\n", "\n    ", "\n        ", "\n\t", "\r\n", "\r", "\n!!! note \"T [a]\"\n",
    "\n??? x\n", "\n=== \"Tab\"\n", "\n/// note | T [a]\n    a: b\n", "\n///\n", "\n--8<--\n", "\n--8<-- \"f\"\n",
    "{% raw %}", "{% endraw %}", "{% comment %}", "{% endcomment %}", "{% include x %}", "{{ a }}", "{{", "}}", "{%",
    "%}",
    "---\n", "\n...\n", "\n```\n", "\n~~~~\n", "`", "``", "\n> ", "\n- ", "\n1. ", "\n# ", "\n## A {#x}\n", " ##\n",
    "\nFoo\n---\n", "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\", "<", ">", "\n<div>", "</div>",
    "\n<div markdown=\"1\">", "\n<p",
    "<!--", "-->", "<b>", "<http://x>", "<?", "?>", "\n<![CDATA[", "]]>", "\n| a | b |\n|---|---|\n| [a] | `c\\|d` |\n",
    "|",
    "\n*[HTML]: Hyper\n", "\n[a]: /u\n", "\n[a]:\n/u 't'\n", "===\n", "\nTerm\n: def\n", "\0", "é", "😀", "\u{FEFF}",
    "&amp;",
    "{: .c}", "{#x}", "}", "word", " ", "    ", "\t", "*", "__", "~~",
  ]

  static let dialects = [MarkdownDialect.commonMark, .plain, .mkdocs, .jekyll, .all(.commonMark), .all(.kramdown)]

  @Test(arguments: 0..<12)
  func rangesAreSound(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let dialect = Self.dialects[seed % Self.dialects.count]
    for _ in 0..<500 {
      var document = ""
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        document += Self.pieces.randomElement(using: &random) ?? ""
      }
      let page = PageReader.read(SourceText(document), dialect: dialect)
      guard let fault = Self.fault(of: page) else { continue }
      Issue.record("\(fault): \(document.debugDescription)")
      return
    }
  }

  /// Texts that once made a reader trap, or answer with what is not there.
  @Test(arguments: [
    "<div>\n", "<div>\n\n>\n\n", "{% comment %}é\né{% endcomment %}x\n<!-- ##\n", "[a]: /u\n===\n[b]: /v\n---\n",
    "{% comment %}\n\u{FEFF}\u{FEFF}{% endcomment %}<!-- a\n", "\n<![CDATA[\n!!! note\n# L\n%}# T\n",
    "ß<p</b>---\n@==a===== \"Tab](ß<p</b>---\n[Tab](ß(é= \"Tab\u{FEFF}\u{2028}",
  ])
  func hostileTextIsRead(text: String) {
    for dialect in Self.dialects {
      for deep in ["", "\n" + String(repeating: ">", count: 200)] {
        let page = PageReader.read(SourceText(text + deep), dialect: dialect)
        #expect(Self.fault(of: page) == nil)
      }
    }
  }

  /// What is wrong with the ranges of a page.
  private static func fault(of page: ParsedPage) -> String? {
    func isSound(_ range: ByteRange) -> Bool {
      range.upperBound <= page.text.count && page.text.scalarBoundary(atOrBefore: range.lowerBound) == range.lowerBound
        && page.text.scalarBoundary(atOrBefore: range.upperBound) == range.upperBound
    }
    func isAscending(_ ranges: [ByteRange]) -> Bool {
      zip(ranges, ranges.dropFirst()).allSatisfy { $0.lowerBound <= $1.lowerBound }
    }
    var ranges: [ByteRange] = page.blocks.map(\.range) + page.regions.map(\.range)
    for span in page.spans {
      ranges += [span.range, span.text, span.label]
      if !span.range.contains(span.text) || !span.range.contains(span.label) { return "\(span) leaves itself" }
      if span.isReference, !page.text[span.range].hasPrefix("[") || !page.text[span.range].hasSuffix("]") {
        return "\(span) is not in brackets"
      }
    }
    for heading in page.headings {
      ranges += [heading.range, heading.content]
      if !heading.range.contains(heading.content) { return "\(heading) leaves itself" }
      if page.refusal == nil, page.blocks[heading.block].range != heading.range { return "\(heading) has no block" }
    }
    for definition in page.definitions {
      ranges += [definition.range, definition.label, definition.destination]
      if !page.blocks[definition.block].range.contains(definition.label) { return "\(definition) has no block" }
    }
    for malformed in page.malformedReferences {
      ranges += [malformed.range]
      if page.text.applying([malformed.repair]) == nil { return "\(malformed) cannot be mended" }
    }
    for tag in page.tags { ranges += [tag.range, tag.argument] }
    for abbreviation in page.abbreviations { ranges += [abbreviation.label, abbreviation.expansion] }
    for comment in page.comments { ranges += [comment.range, comment.text] }
    if let broken = ranges.first(where: { !isSound($0) }) { return "\(broken) is no range of the page" }
    if !isAscending(page.spans.map(\.range)) { return "spans are out of order" }
    if !isAscending(page.blocks.map(\.range)) { return "blocks are out of order" }
    if !isAscending(page.headings.map(\.range)) { return "headings are out of order" }
    if !isAscending(page.regions.map(\.range)) { return "regions are out of order" }
    return nil
  }
}

/// Each switch of a dialect takes away, or gives, the references within its own construct and no others.
struct DialectSwitchTests {
  /// A construct with references that are there when it is unknown (`h`), when it is known (`k`), and always (`v`).
  struct Construct: Sendable {
    var text: String
    var turnOn: @Sendable (inout MarkdownDialect) -> Void
  }

  static let constructs: [Construct] = [
    Construct(text: "{% x \"[h]\" %} and [v]") { $0.liquid = .withinLine },
    Construct(text: "{{ x | \"[h]\" }} and [v]") { $0.liquid = .withinLine },
    Construct(text: "--8<-- \"[h]\"") { $0.hasSnippets = true },
    Construct(text: "--8<--\n[h]\n--8<--") { $0.hasSnippets = true },
    Construct(text: "/// note | About [v]\n    a: [h]\n\n[v]\n\n///") { $0.hasBlockMarkers = true },
    Construct(text: "!!! note \"About [v]\"\n\n    [k]\n\n    > [k]\n\n[v]") { $0.hasIndentedContainers = true },
    Construct(text: "- [v]\n\n    ??? note\n\n        [k]\n\n            [code]") { $0.hasIndentedContainers = true },
    Construct(text: "=== \"About [v]\"\n\n    [k]") { $0.hasIndentedContainers = true },
    Construct(text: "costs $5 [v] $[h]$ and [v]") { $0.hasInlineMath = true },
    Construct(text: "\\\\([v]\\\\) \\([h]\\) [v]") { $0.hasInlineMath = true },
    Construct(text: "a $$x\n[h]$$ [v]") { $0.hasBlockMath = true },
    Construct(text: "a[^h]\n\n[^h]: a [v]\n\n    [k]") { $0.hasFootnotes = true },
    Construct(text: "*[h]: [h] words\n\n[v]") { $0.hasAbbreviations = true },
    Construct(text: "Term [v]\n: [v]\n\n    [k]") { $0.hasDefinitionLists = true },
    Construct(text: "- [x] [v]\n- [ ] [v]") { $0.hasTaskBoxes = true },
    Construct(text: "says [@h] of [v]") { $0.hasCitations = true },
    Construct(text: "<div>\n\n[h]\n\n</div>\n\n[v]") { $0.htmlBlocks = .untilClosingTag },
    Construct(text: "<br>\n[k]") { $0.htmlBlocks = .untilClosingTag },
    Construct(text: "[v] `[c]`\n\n```\n[c]\n```\n\n<!-- [c] -->\n\n\\[c]") { _ in },
  ]

  @Test(arguments: 0..<20)
  func switchesChangeTheirOwn(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      var dialect = MarkdownDialect.commonMark
      // No other switch, so that the readers of lines run.
      dialect.hasAttributeLists = true
      var isOn: [Bool] = []
      let switches = Self.constructs.map { construct in Self.changed(.commonMark, by: construct) }
      for construct in Self.constructs {
        isOn.append(Bool.random(using: &random))
        if isOn.last == true { construct.turnOn(&dialect) }
      }
      let chosen = (0..<4).compactMap { _ in Self.constructs.indices.randomElement(using: &random) }
      let document = chosen.map { Self.constructs[$0].text }.joined(separator: "\n\n")
      let expected = chosen.flatMap { index -> [String] in
        let isKnown = Self.changed(dialect, by: Self.constructs[index]) == dialect && switches[index] != .commonMark
        return Self.labels(in: Self.constructs[index].text, isKnown: isKnown)
      }
      let page = PageReader.read(SourceText(document), dialect: dialect)
      let found = page.spans.indices.filter { page.spans[$0].isReference }.map { page.label(ofSpan: $0) }
      #expect(found == expected, "\(document.debugDescription)")
      if found != expected { return }
    }
  }

  private static func changed(_ dialect: MarkdownDialect, by construct: Construct) -> MarkdownDialect {
    var changed = dialect
    construct.turnOn(&changed)
    return changed
  }

  private static func labels(in text: String, isKnown: Bool) -> [String] {
    text.matches(of: /\[([\^@]?[hkvx ])\]/).map { String($0.1) }.filter { label in
      switch label.last {
      case "v": true
      case "k": isKnown
      default: !isKnown && label != " "
      }
    }
  }
}
