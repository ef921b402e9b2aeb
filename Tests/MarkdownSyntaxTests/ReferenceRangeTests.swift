import SourceText
import Testing

@testable import MarkdownSyntax

/// Where references stand, to the byte, in whatever they stand in: `⟦⟧` stands around each.
struct ReferenceRangeTests {
  @Test(arguments: [
    "See ⟦[Foo]⟧, ⟦[text][Foo]⟧ and ⟦[Foo][]⟧.",
    " ⟦[é]⟧ 😀 ⟦[日本 語]⟧\u{A0}⟦[x]⟧",
    // Lists, quotations, and lines that go on without their signs.
    "- ⟦[a]⟧\n  ⟦[b]⟧\n⟦[c]⟧ lazy\n-   ⟦[d]⟧\n\n    ⟦[e]⟧",
    "> ⟦[a]⟧\n>⟦[b]⟧\n⟦[c]⟧ lazy\n>   ⟦[d]⟧\n> > ⟦[e]⟧\n⟦[f]⟧",
    "1. > - ⟦[a]⟧\n   >   ⟦[b]⟧\n   ⟦[c]⟧",
    "- a\n\n\t⟦[b]⟧\n\n  -\t⟦[c]⟧\n\n\t⟦[d]⟧\n\n\t\t[code]",
    ">\t⟦[a]⟧\n>\t  ⟦[b]⟧",
    "10)  ⟦[a]⟧\n     ⟦[b]⟧",
    // Blanks before a line, tabs within.
    "   ⟦[a]⟧\n      ⟦[b]⟧\n\t⟦[c]⟧\t⟦[d]⟧  \n ⟦[e]⟧",
    // Labels and links over lines.
    "⟦[two\nlines]⟧ ⟦[shown\ntext][two\nlines]⟧",
    "> ⟦[two\n>   lines]⟧ ⟦[a]⟧",
    "- ⟦[two\n  lines]⟧ ⟦[a]⟧",
    "[link](/u\n  \"t\") ⟦[a]⟧ [b](/u\n\"t\nt\") ⟦[c]⟧",
    // Tables.
    "| ⟦[a]⟧ | b |\n|---|:-:|\n| ⟦[c]⟧ | x \\| ⟦[d]⟧ |\n| ⟦[e \\| f]⟧ | ⟦[g]⟧ |",
    "> | ⟦[a]⟧ |\n> |---|\n> | ⟦[b]⟧ |",
    "text ⟦[a]⟧\n⟦[b]⟧ | c\n---|---\n⟦[d]⟧ | ⟦[e]⟧ | [f]",
    // Headings.
    "# ⟦[a]⟧ #\n⟦[b]⟧\n⟦[c]⟧\n---\n##\t⟦[d]⟧ ## \n",
    "- # ⟦[a]⟧\n- ⟦[b]⟧\n  ===",
    // Behind what ends in the middle of a line.
    "a\\\n⟦[b]⟧ <b\nc=\"[d]\"> ⟦[e]⟧ `[f]\n[g]` ⟦[h]⟧ &amp; ⟦[i]⟧",
    "[d]: /u\n[e]: /v\n⟦[d]⟧ ⟦[e]⟧",
    "[d]: /u 't\nt'\n\n⟦[a]⟧\n⟦[b]⟧: /w",
    "[d]: /u\n===\n⟦[a]⟧",
    // Odd bytes.
    "\0⟦[a\0b]⟧\0 ⟦[c]⟧",
    "\u{FEFF}⟦[a]⟧ ⟦[b]⟧",
    "\u{2028}⟦[a]⟧\u{85}⟦[b]⟧\u{B}⟦[c]⟧\u{C}⟦[d]⟧",
    // None at all.
    "", "\n", "[", "]", "[]", "![", "\\", "`", "<", "&", "[a", "⟦[a]⟧(", "⟦[a]⟧[", "![a]", "\\[a]", "[a\\]", "    [a]",
    "`[a]`", "```\n[a]", "<a title=\"[a]\">", "<!-- [a] -->", "<http://x/[a]>", "![[a](/u)]", "[^a",
  ])
  func referencesStandExactly(marked: String) {
    for ending in ["\n", "\r\n", "\r"] {
      let expected = marked.replacing("\n", with: ending)
      let page = PageReader.read(SourceText(MarkedText(expected).text), dialect: .commonMark)
      let ranges = page.spans.filter { $0.isReference }.map(\.range)
      #expect(MarkedText.marking(ranges, in: page.text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }
  }

  /// The label as its generator gets to see it, over lines and escapes.
  @Test(arguments: [
    ("> [two\n>   lines]", "two\nlines"),
    ("- [two\n  lines]", "two\nlines"),
    ("[two\r\nlines]", "two\nlines"),
    ("| [a \\| b] |\n|-|", "a | b"),
    ("[x][y\nz]", "y\nz"),
    ("[a\\_b]", "a\\_b"),
  ])
  func labelIsPutTogether(text: String, label: String) {
    let page = PageReader.read(SourceText(text), dialect: .commonMark)
    #expect(page.spans.indices.map { page.label(ofSpan: $0) } == [label])
    #expect(page.isLabelVerbatim(ofSpan: 0) == (page.text[page.spans[0].label] == label))
  }

  /// What a template tag or mathematics hides from the scanner is shown all the same.
  @Test func hiddenWordsAreShown() {
    let text = "> [the {{ x }} of\n> $[n]$]"
    let page = PageReader.read(SourceText(text), dialect: .plain)
    #expect(page.spans.indices.map { page.label(ofSpan: $0) } == ["the {{ x }} of\n$[n]$"])
  }
}
