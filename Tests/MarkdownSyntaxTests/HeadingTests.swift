import SourceText
import Testing

@testable import MarkdownSyntax

struct HeadingTests {
  /// A page in the dialect with attribute lists, mathematics and templates, and its headings: level, title, id.
  @Test(arguments: [
    ("# A\n## B  \n###### C\n####### D", ["1 A", "2 B", "6 C"]),
    ("#A\n#\n##\t\n# \n#\tB", ["1 ", "2 ", "1 ", "1 B"]),
    ("   # A\n    # B\n\n    # C", ["1 A"]),
    ("# A #\n# B ##  \n# C#\n# D \\#\n# #\n# E # F", ["1 A", "1 B", "1 C#", "1 D #", "1 ", "1 E # F"]),
    ("A\n=\nB\nB\n---\nC\n\n---\n", ["1 A", "2 B B"]),
    ("> # A\n> B\n> ===\n- # C\n  D\n  ---\n", ["1 A", "1 B", "1 C", "2 D"]),
    ("text\n# A\ntext", ["1 A"]),
    ("[a]: /u\nA\n===", ["1 A"]),
    // What a reader sees.
    ("# `a_b` *em* __strong__ \\*x\\* &amp; &#65;", ["1 a_b em strong *x* & A"]),
    ("# [A] [b](/u) ![c](/v) <d@e.f> <b>g</b>", ["1 A b c d@e.f g"]),
    ("# a*b*c 2*3 snake_case_name * x", ["1 abc 2*3 snake_case_name * x"]),
    ("# The $O(n)$ of [Foo]", ["1 The $O(n)$ of Foo"]),
    ("# {{ site.title }} of [Foo]", ["1 {{ site.title }} of Foo"]),
    // Ids.
    ("# A {#x}", ["1 A #x"]),
    ("# A {: #x .c } #", ["1 A #x"]),
    ("# A {#x} ##", ["1 A #x"]),
    ("# A { .c id=\"y\" }", ["1 A #y"]),
    ("# A {#x #y}", ["1 A #y"]),
    ("# A {.c}", ["1 A"]),
    ("# A{#x}\n# {#x}\n# A {x}\n# A {}", ["1 A{#x}", "1 {#x}", "1 A {x}", "1 A {}"]),
    ("A {#x}\n===", ["1 A #x"]),
    // None.
    ("", []), ("#", ["1 "]), ("```\n# A\n```", []), ("<!-- # A -->", []), ("---\ntitle: x\n# A\n---\n", []),
    ("===", []),
  ])
  func headingsAre(text: String, expected: [String]) {
    let page = PageReader.read(SourceText(text), dialect: .plain)
    #expect(page.headings.map(Self.description) == expected)
    for heading in page.headings { #expect(page.blocks[heading.block].range == heading.range) }
  }

  private static func description(_ heading: Heading) -> String {
    "\(heading.level) \(heading.title)" + (heading.explicitID.map { " #\($0)" } ?? "")
  }

  @Test(arguments: [
    ("# ⟦Foo bar⟧ #\n", "# Foo bar #"),
    ("  ##\t⟦`Foo`⟧   \r\n", "##\t`Foo`   "),
    ("# ⟦Foo⟧ {#x}\n", "# Foo {#x}"),
    ("⟦Foo⟧\n===\n", "Foo\n==="),
    ("> ⟦Foo\n> bar⟧\n> ---", "Foo\n> bar\n> ---"),
    ("#⟦⟧", "#"),
  ])
  func contentStandsExactly(marked: String, whole: String) {
    let text = MarkedText(marked)
    let page = PageReader.read(SourceText(text.text), dialect: .plain)
    #expect(page.headings.map(\.content) == text.ranges)
    #expect(page.headings.map { page.text[$0.range] } == [whole])
  }

  /// A page that is too much for the parser still has its headings.
  @Test(arguments: [
    ("# A {#x}\ntext\n## B ##\n", ["1 A #x", "2 B"]),
    ("```\n# A\n```\n~~~\n# B\n```\n# C\n~~~\n# D\n", ["1 D"]),
    ("#A\n#\n####### B\n# C", ["1 C"]),
    ("# A\r\n# B\r# C\n", ["1 A", "1 B", "1 C"]),
    ("{% comment %}\n# A\n{% endcomment %}\n# B", ["1 A", "1 B"]),
  ])
  func refusedPageHasHeadings(text: String, expected: [String]) {
    let deep = "\n" + String(repeating: ">", count: 200) + " x\n"
    let page = PageReader.read(SourceText(text + deep), dialect: .plain)
    #expect(page.refusal != nil)
    #expect(page.headings.map(Self.description) == expected)
  }
}
