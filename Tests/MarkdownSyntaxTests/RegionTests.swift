import SourceText
import Testing

@testable import MarkdownSyntax

/// What is taken out of a page before Markdown is read.
struct RegionTests {
  /// Dialect, page, and the regions in it.
  @Test(arguments: [
    // Front matter.
    ("plain", "---\ntitle: x\n---\ntext", ["frontMatter ---⏎title: x⏎---"]),
    ("plain", "---\r\ntitle: x\r\n---\r\ntext", ["frontMatter ---⏎title: x⏎---"]),
    ("plain", "---\rtitle: x\r...\rtext", ["frontMatter ---⏎title: x⏎..."]),
    ("plain", "---  \ntitle: x\n---\t\ntext", ["frontMatter ---  ⏎title: x⏎---\t"]),
    ("plain", "---\n---", ["frontMatter ---⏎---"]),
    ("plain", "---\ntitle: x", []),
    ("plain", "\n---\ntitle: x\n---", []),
    ("plain", " ---\ntitle: x\n---", []),
    ("plain", "----\ntitle: x\n----", []),
    ("plain", "---", []),
    ("plain", "...\ntitle: x\n...", []),
    ("commonmark", "---\ntitle: x\n---", []),
    // Liquid.
    ("jekyll", "{% a %}{{ b }}", ["liquidTag {% a %}", "liquidTag {{ b }}"]),
    ("jekyll", "{%- a -%}{%%}{{}}", ["liquidTag {%- a -%}", "liquidTag {%%}", "liquidTag {{}}"]),
    ("jekyll", "{% a\n\nb %}", ["liquidTag {% a⏎⏎b %}"]),
    ("mkdocs", "{% a\n\nb %}", []),
    ("jekyll", "x {% comment %} a {% endcomment %} y", ["liquidBlock {% comment %} a {% endcomment %}"]),
    ("jekyll", "{% comment %} {{ a }}", ["liquidTag {% comment %}", "liquidTag {{ a }}"]),
    ("jekyll", "{% raw %}{{ a }}{% endraw %}", ["liquidTag {% raw %}", "liquidTag {% endraw %}"]),
    ("mkdocs", "{% raw %}{{ a }}{% endraw %}", ["liquidTag {% raw %}", "liquidTag {{ a }}", "liquidTag {% endraw %}"]),
    ("jekyll", "{% a {{ b }} %}", ["liquidTag {% a {{ b }} %}"]),
    ("jekyll", "{% a", []), ("jekyll", "{{ a %}", []), ("jekyll", "{", []), ("jekyll", "{%", []), ("jekyll", "{{", []),
    ("jekyll", "{%-%}", ["liquidTag {%-%}"]),
    // Snippets.
    ("mkdocs", "--8<-- \"a.md\"\n  -8<- 'b.md'", ["snippet --8<-- \"a.md\"", "snippet -8<- 'b.md'"]),
    ("mkdocs", "--8<--\na.md\n; b.md\n\n--8<--", ["snippet --8<--⏎a.md⏎; b.md⏎⏎--8<--"]),
    ("mkdocs", ";--8<-- \"a.md\"\n--8<--\"a.md\"\n--8<-- \"a.md\" x\n--8<-- a.md\n--8<--", []),
    (
      "mkdocs", "--8<-- [start:a]\n--8<-- [END: a ]\n--8<-- [a]",
      ["snippet --8<-- [start:a]", "snippet --8<-- [END: a ]"]
    ),
    ("jekyll", "--8<-- \"a.md\"", []),
    // Markers.
    ("mkdocs", "!!! note \"T\"\n    a", ["blockMarker !!! note \"T\""]),
    (
      "mkdocs", "/// note | T\n    a: b\n    c: d\n\n    e\n///",
      ["blockMarker /// note | T", "blockMarker     a: b", "blockMarker     c: d", "blockMarker ///"]
    ),
    ("mkdocs", "/// x y\n//\n/ // note", []),
    ("plain", "[^1]: a", ["blockMarker [^1]:"]),
    ("plain", "[^]: a\n[^1]\n[^1] : a", []),
    ("jekyll", "a\n{: .c }\n{: .c } a\n{: .c", ["blockMarker {: .c }"]),
    // HTML.
    ("mkdocs", "<div>\n\na</div> b", ["rawHTML <div>⏎⏎a</div>"]),
    ("mkdocs", "<div markdown>\na\n</div>", ["blockMarker <div markdown>", "blockMarker </div>"]),
    ("mkdocs", "<div>\n\na", ["rawHTML <div>⏎⏎a"]),
    ("mkdocs", "<hr> <p>a</p> <b>", ["rawHTML <hr>", "rawHTML <p>a</p>"]),
    ("mkdocs", "<div", []), ("mkdocs", "<", []), ("mkdocs", "</", []), ("mkdocs", "<!--", []), ("mkdocs", "<?", []),
    ("mkdocs", "<div a=\"", []), ("mkdocs", "<div a='>'", []), ("mkdocs", "</div>", ["blockMarker </div>"]),
    ("plain", "<div>\n\na</div>", []),
    // Abbreviations.
    ("mkdocs", "*[HTML]: Hyper  \n*[A]:b", ["abbreviation *[HTML]: Hyper", "abbreviation *[A]:b"]),
    ("mkdocs", "*[]: a\n*[a]\n*[a] b\n*a]: b\n*[a]:", []),
    // Nothing is looked for in code.
    ("mkdocs", "```\n!!! note\n--8<-- \"a\"\n*[a]: bcd\n```\n    x", []),
    ("plain", "<pre>\n!!! note\n\n*[a]: bcd\n</pre>\n<div>\n!!! note\n\n!!! note", ["blockMarker !!! note"]),
    ("commonmark", "!!! note\n{{ a }}\n*[a]: bcd\n/// note\n--8<-- \"a\"", []),
  ])
  func regionsAre(dialect: Substring, text: String, expected: [String]) throws {
    let page = PageReader.read(SourceText(text), dialect: try #require(.named(dialect)))
    let regions = page.regions.map { region in
      let shown = page.text[region.range].replacing("\r\n", with: "⏎").replacing("\n", with: "⏎").replacing(
        "\r",
        with: "⏎"
      )
      return "\(region.kind) \(shown)"
    }
    #expect(regions == expected)
  }

  /// Dialect, page, and its tags: name and argument.
  @Test(arguments: [
    ("jekyll", "{% include links/all.md a=\"b\" %}", ["include links/all.md a=\"b\""]),
    ("jekyll", "{%-include x.md-%}\n{%\n  link\n y.md\n%}", ["include x.md", "link y.md"]),
    ("jekyll", "{{ site.baseurl }}{{- a | b -}}{%%}", ["output site.baseurl", "output a | b", " "]),
    (
      "jekyll", "{% comment %}{% include a %}{% endcomment %}{% raw %}{% include b %}{% endraw %}",
      ["comment ", "raw "]
    ),
    ("mkdocs", "--8<-- \"a.md:1:2\"\n--8<--\nb.md\n; c.md\n\n--8<--", ["snippet a.md:1:2", "snippet b.md"]),
    ("mkdocs", "{% include\n x.md %}", []),
  ])
  func tagsAre(dialect: Substring, text: String, expected: [String]) throws {
    let page = PageReader.read(SourceText(text), dialect: try #require(.named(dialect)))
    #expect(page.tags.map { "\($0.name) \(page.text[$0.argument])" } == expected)
  }

  @Test(arguments: [
    ("---\ntitle: x\na: b\n---\n", "title: x\na: b\n"),
    ("---\n---\n", ""),
    ("---\r\ntitle: x\r\n...\r\n", "title: x\r\n"),
  ])
  func frontMatterIsBetweenTheFences(text: String, yaml: String) throws {
    let page = PageReader.read(SourceText(text), dialect: .plain)
    #expect(page.text[try #require(page.frontMatter)] == yaml)
  }

  @Test func abbreviationsHaveLabelAndExpansion() {
    let page = PageReader.read(SourceText(" *[W3C]:  World Wide Web Consortium \n"), dialect: .mkdocs)
    #expect(page.abbreviations.map { page.text[$0.label] } == ["W3C"])
    #expect(page.abbreviations.map { page.text[$0.expansion] } == ["World Wide Web Consortium"])
  }

  @Test(arguments: [
    ("<!-- a -->", ["a"]), ("x <!--a--> y <!-- b --> z", ["a", "b"]), ("<!--\na\n\nb\n-->", ["a\n\nb"]),
    ("<!---->", [""]),
    ("`<!-- a -->` \\<!-- b -->", []), ("```\n<!-- a -->\n```", []), ("<!-- a", []), ("# T\n<!-- a -->\n# U", ["a"]),
    ("- <!-- a -->\n\n  <!-- b -->", ["a", "b"]), ("<!-- a --> x", ["a"]), ("<div>\n<!-- a -->\n</div>", ["a"]),
  ])
  func commentsAreFound(text: String, expected: [String]) {
    for dialect in [MarkdownDialect.plain, .commonMark] {
      let page = PageReader.read(SourceText(text), dialect: dialect)
      #expect(page.comments.map { page.text[$0.text] } == expected)
    }
  }

  /// Titles of markers are prose, in their place among the blocks.
  @Test func titlesAreBlocks() {
    let text = "# H\n!!! note \"T [a]\"\n    b\n\n- c\n\n    ??? note \"U [b]\"\n        d\n\n/// note | V\ne\n///\n"
    let page = PageReader.read(SourceText(text), dialect: .mkdocs)
    let shown = page.blocks.map { "\($0.depth) \($0.kind) \(page.text[$0.range].prefix { $0 != "\n" })" }
    #expect(
      shown == [
        "0 atxHeading # H", "0 markerTitle T [a]", "0 paragraph b", "0 list - c", "1 listItem - c", "2 paragraph c",
        "2 markerTitle U [b]", "2 paragraph d", "0 markerTitle V", "0 paragraph e",
      ]
    )
    #expect(page.spans.map { page.text[$0.range] } == ["[a]", "[b]"])
  }

  /// Definitions that are all there is above an underline keep a block of their own.
  @Test func underlinedDefinitionsHaveABlock() {
    let page = PageReader.read(SourceText("# H\n\n[a]: /u\n[b]: /v\n===\n\ntext\n"), dialect: .commonMark)
    #expect(page.definitions.map { page.text[$0.label] } == ["a", "b"])
    #expect(
      page.definitions.map { page.text[page.blocks[$0.block].range] } == ["[a]: /u\n[b]: /v", "[a]: /u\n[b]: /v"]
    )
    #expect(page.headings.count == 1)
  }
}
