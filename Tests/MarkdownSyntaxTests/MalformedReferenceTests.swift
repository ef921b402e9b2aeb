import SourceText
import Testing

@testable import MarkdownSyntax

struct MalformedReferenceTests {
  /// Dialect, text, what is wrong with it, the marked place, and the text when all is mended.
  @Test(arguments: [
    ("commonmark", "See [Encoder]⟦]⟧[Variable].", "strayClosingBracket", "See [Encoder][Variable]."),
    ("mkdocs", "See [Encoder]⟦]⟧[Variable].", "strayClosingBracket", "See [Encoder][Variable]."),
    ("jekyll", "[a], [Foo]⟦]⟧, [b]", "strayClosingBracket", "[a], [Foo], [b]"),
    ("commonmark", "⟦[Component (C)[C]⟧.", "missingClosingBracket", "[Component (C)][C]."),
    ("mkdocs", "See ⟦[Component (C)[C]⟧ and [b].", "missingClosingBracket", "See [Component (C)][C] and [b]."),
    ("commonmark", "See also ⟦[S}⟧, ...", "wrongClosingSign", "See also [S], ..."),
    ("mkdocs", "See ⟦[Foo}⟧, [Bar]", "wrongClosingSign", "See [Foo], [Bar]"),
    ("jekyll", "⟦[Foo (F))⟧", "", "[Foo (F))"),
    ("plain", "⟦[Foo)⟧", "wrongClosingSign", "[Foo]"),
    ("mkdocs", "⟦[Tokenizer ]⟧", "blankInLabel", "[Tokenizer]"),
    ("mkdocs", "⟦[ Tokenizer tax ]⟧", "blankInLabel", "[Tokenizer tax]"),
    ("mkdocs", "⟦[text][ Foo]⟧", "blankInLabel", "[text][Foo]"),
    ("jekyll", "> ⟦[Foo\n> ]⟧", "blankInLabel", "> [Foo]"),
    ("mkdocs", "⟦[$n$ words ]⟧", "blankInLabel", "[$n$ words]"),
    ("mkdocs", "⟦[A] [B]⟧", "joinedReferences", "[A], [B]"),
    ("jekyll", "⟦[A]\n[B]⟧", "joinedReferences", "[A], [B]"),
  ])
  func isFoundAndMended(dialect: Substring, marked: String, shape: String, mended: String) throws {
    let expected = MarkedText(marked)
    let page = PageReader.read(SourceText(expected.text), dialect: try #require(.named(dialect)))
    guard !shape.isEmpty else {
      #expect(page.malformedReferences.isEmpty)
      return
    }
    #expect(page.malformedReferences.map { "\($0.shape)" } == [shape])
    #expect(page.malformedReferences.map(\.range) == expected.ranges)
    let changed = page.text.applying(page.malformedReferences.map(\.repair))
    #expect(changed == SourceText(mended))
  }

  /// Ordinary prose, in all dialects.
  @Test(arguments: [
    "", "[", "]", "}", ")", "[]", "[ ]", "]]", "[[", "[[]]", "a[0] and b[i][j]", "an interval [0,1], [0, 1) or (0, 1]",
    "See [Foo].", "(see [Foo])", "{[Foo]}", "{[Foo]: [Bar]}", "[[Foo]]", "[see [Foo]]", "[see [Foo] there]",
    "[text][Foo]",
    "[link](/u)", "![image](/u)", "[![image](/u)](/v)", "[text](/u) [Foo]", "`[Foo}` `a[Foo][Bar]`",
    "\\[Foo} \\[Foo\\]",
    "f(a[1], b[2])", "[Foo] (f)", "[Foo](s)", "[1]: [2] [a", "Array[String] and map[string]int{}", "[^1] x[^2]}",
    "```\n[Foo}\n```", "<a title=\"[Foo}\">", "[a\nb} c", "[a [Foo]", "- [ ] box\n- [x] box",
    "a) one\nb) [Foo]", "[Foo], [Bar].", "[Foo]\n\n[Bar]", "[1 [Foo]", "text [Foo", "[foo: bar](/u)}",
  ])
  func proseIsLeftAlone(text: String) {
    for dialect in [MarkdownDialect.commonMark, .plain, .mkdocs, .jekyll] {
      let page = PageReader.read(SourceText(text), dialect: dialect)
      #expect(page.malformedReferences.isEmpty, "\(dialect.references)")
    }
  }

  @Test func mathematicsIsLeftAlone() {
    for dialect in [MarkdownDialect.plain, .mkdocs] {
      let page = PageReader.read(SourceText("$[a)$ and $$[b)$$ and \\([c)\\)"), dialect: dialect)
      #expect(page.malformedReferences.isEmpty, "\(dialect.references)")
    }
  }
}
