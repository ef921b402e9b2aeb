import SourceText
import Testing

@testable import MarkdownSyntax

struct ExtendedAutolinkTests {
  @Test(arguments: [
    // Where an address begins (GFM 0.29, section 6.9).
    "⟦https://example.org⟧",
    "see ⟦http://example.org/tools⟧ for more",
    "⟦HTTP://Example.org/Tools⟧",
    "⟦www.example.org⟧ and ⟦WWW.example.org/a⟧",
    "*⟦www.a.example⟧* _⟦www.b.example⟧_ ~~⟦www.c.example⟧~~ (⟦www.d.example⟧)",
    "**⟦https://a.example⟧** _⟦https://b.example⟧_ (⟦https://c.example⟧)",
    "xhttp://example.org awww.example.org -www.example.org \"www.example.org\"",
    "\"⟦https://a.example/b⟧\" '⟦https://c.example⟧' “⟦https://d.example/e⟧” —⟦https://f.example⟧",
    "http:// https:// www. www.. http://. http://-- https://… ftp://example.org",
    // Domains.
    "⟦http://localhost:8080/a⟧ ⟦https://a.b.c.example⟧ ⟦https://müller.example/ü⟧ ⟦www.x⟧",
    "⟦www.a_b.c.example⟧ www.a.b_c.example www.a.b.example_c http://a_b http://a_b.example",
    "⟦https://example.org⟧.. ⟦https://example.org..a⟧",
    // Where it ends.
    "⟦https://example.org/a⟧. ⟦https://example.org/b⟧, ⟦https://example.org/c⟧; ⟦https://example.org/d⟧?!:",
    "**⟦https://example.org/a.html⟧.** _⟦https://example.org/a_b⟧_ ⟦https://example.org/~a⟧~",
    "⟦https://example.org/a⟧<b ⟦https://example.org/c>d⟧",
    "See ⟦https://example.org/a_(b)⟧. (See ⟦https://example.org/a_(b)⟧.) ((⟦https://example.org/a⟧))",
    "⟦https://example.org/(a)(b)⟧) ⟦https://example.org/(a⟧ ⟦https://example.org/a)b⟧ ⟦https://example.org/((a)⟧",
    "⟦https://example.org/?a=b&c=d⟧ ⟦https://example.org/?a=b⟧&copy; ⟦https://example.org/?a⟧&amp;&copy;. ⟦https://example.org/&a;b⟧",
    "⟦https://example.org/a⟧” ⟦https://example.org/a⟧。 ⟦https://example.org/é⟧",
    "⟦https://example.org/a\\_b|c⟧\n⟦https://example.org/b⟧\ttext",
    // Mail.
    "Write to ⟦a.b-c_d+e@mail.example⟧. Not a@b, @b.example, a@.example, a@b.example_ or package@1.2.0.",
    "⟦mailto:a@b.example⟧ (⟦a@b.example⟧) ⟦a@b.example⟧@c.example ⟦https://a@b.example⟧",
    "xmailto:⟦a@b.example⟧",
    // Prose of every kind.
    "# ⟦https://a.example⟧ {#x}\n\n⟦https://b.example⟧\n===\n\n> - ⟦www.c.example⟧\n>   ⟦www.d.example⟧\n",
    "| a | b |\n|---|---|\n|⟦www.c.example⟧|⟦https://d.example⟧|\n",
    "[^1]: ⟦https://a.example⟧\n\n[x]⟦https://b.example⟧ [unclosed ⟦https://c.example⟧\n",
    // No prose.
    "`https://a.example` <https://b.example> <a href=\"https://c.example\">⟦https://d.example⟧</a> <!-- https://e.example -->",
    "    https://a.example\n\n```\nhttps://b.example\n```\n\n~~~ https://c.example\n~~~\n",
    "<div>\nhttps://a.example\n</div>\n\n<!--\nhttps://b.example\n-->\n",
    "---\nlink: https://a.example\n---\n\n⟦https://b.example⟧\n",
    "[a]: https://a.example\n[b]: <https://b.example> \"https://c.example\"\n",
    "[https://a.example](https://b.example \"https://c.example\") ![https://d.example](https://e.example)",
    "![https://a.example][x] ![https://b.example]",
    "$https://a.example$ and ⟦https://b.example⟧",
    // A template makes the rest of the address, and what is not whole is no address.
    "https://a.example/{{ page.id }}/b {% link https://b.example %} ⟦https://c.example⟧ {{ d }}",
    // References stay references; their text may show an address.
    "⟦http://x/⟧[Foo] and ⟦http://x/⟧[Foo]/bar [see ⟦https://a.example⟧] [⟦https://b.example⟧][https://c.example]",
  ])
  func addressesAre(marked: String) {
    let expected = MarkedText(marked)
    let text = SourceText(expected.text)
    let page = PageReader.read(text, dialect: .plain)
    #expect(MarkedText.marking(ExtendedAutolinks.find(on: page).map(\.range), in: text) == marked)
  }

  /// Where the generator reads attribute lists they are no prose.
  @Test func attributeLists() {
    let marked =
      "*x*{: title=\"http://a.example\"} ![i](x.png){ src=http://b.example/c } {{{ ⟦http://c.example⟧ {\n⟦http://d.example⟧"
    let expected = MarkedText(marked)
    let text = SourceText(expected.text)
    var dialect = MarkdownDialect.commonMark
    dialect.hasAttributeLists = true
    let page = PageReader.read(text, dialect: dialect)
    #expect(MarkedText.marking(ExtendedAutolinks.find(on: page).map(\.range), in: text) == marked)
  }

  @Test func kindsAre() {
    let page = PageReader.read(SourceText("www.a.example http://a.example a@b.example"), dialect: .commonMark)
    #expect(ExtendedAutolinks.find(on: page).map(\.kind) == [.www, .url, .email])
  }

  @Test(arguments: ["mkdocs", "jekyll", "plain", "commonmark"] as [Substring])
  func generatorsHaveTheSameProse(dialect: Substring) throws {
    let marked =
      "# A ⟦https://a.example/_b⟧\n\n- ⟦www.c.example⟧ `www.d.example` [e](https://e.example)\n\n⟦f@g.example⟧\n"
    let text = SourceText(MarkedText(marked).text)
    let page = PageReader.read(text, dialect: try #require(.named(dialect)))
    #expect(MarkedText.marking(ExtendedAutolinks.find(on: page).map(\.range), in: text) == marked)
  }
}
