import SourceText
import Testing

@testable import MarkdownSyntax

/// What stays a reference beside the constructs that generators add to Markdown, or read otherwise than CommonMark.
///
/// `mkdocs` is what Python-Markdown 3.11.3 with pymdown-extensions 13.1 makes of a page, `jekyll` what kramdown 2.4.0
/// makes of it (behind Liquid 5.4.0), `plain` what cmark-gfm does; they said so of each text where only their own syntax
/// is in it. `⟦⟧` stands around what is a link when all is defined, `⏎` is a line break and `→` a tab.
struct SiteReferenceTests {
  @Test(arguments: SiteReferenceTable.cases)
  func referencesAre(example: SiteReferenceTable.Example) {
    #expect(SiteReferenceTable.reading(of: example.text.text, by: example.dialect) == example.marked)
  }

  /// Line ends make no difference.
  @Test(arguments: ["\r\n", "\r"])
  func referencesAreTheSame(ending: String) {
    for example in SiteReferenceTable.cases {
      let text = example.text.text.replacing("\n", with: ending)
      let expected = example.marked.replacing("\n", with: ending)
      #expect(SiteReferenceTable.reading(of: text, by: example.dialect) == expected, "\(example.testDescription)")
    }
  }
}

enum SiteReferenceTable {
  struct Example: Sendable, CustomTestStringConvertible {
    var name: Substring
    var marked: String
    var dialect: MarkdownDialect
    var text: MarkedText { MarkedText(marked) }
    var testDescription: String { "\(name): \(marked.replacing("\n", with: "⏎"))" }
  }

  static let cases: [Example] = table.split(separator: "\n").compactMap { line in
    guard let colon = line.firstRange(of: ": "), let dialect = MarkdownDialect.named(line[..<colon.lowerBound]) else {
      return nil
    }
    let marked = String(line[colon.upperBound...].replacing("⏎", with: "\n").replacing("→", with: "\t"))
    return Example(name: line[..<colon.lowerBound], marked: marked, dialect: dialect)
  }

  /// The text with marks around the references that are links when every label of a letter and a digit is defined.
  static func reading(of text: String, by dialect: MarkdownDialect) -> String {
    let page = PageReader.read(SourceText(text), dialect: dialect)
    let defined = page.spans.indices.filter { page.label(ofSpan: $0).wholeMatch(of: /r\d/) != nil }
    let labels = Set(defined.map { page.spans[$0] })
    var ranges: [ByteRange] = []
    InlineReading.forEach(of: page.spans, isDefined: labels.contains) { span, isResolved in
      if isResolved, span.isReference { ranges.append(span.range) }
    }
    return MarkedText.marking(ranges, in: page.text)
  }

  private static let table = #"""
    # Admonitions, details and tabs
    mkdocs: !!! note⏎    a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧⏎⏎c ⟦[r3]⟧
    mkdocs: !!! note "T ⟦[r1]⟧"⏎    b ⟦[r2]⟧
    mkdocs: !!! note inline end "T ⟦[r1]⟧"⏎    b ⟦[r2]⟧⏎⏎    c ⟦[r3]⟧
    mkdocs: !!! note⏎a ⟦[r1]⟧, not indented
    mkdocs: !!! note⏎    a ⟦[r1]⟧⏎lazy ⟦[r2]⟧⏎⏎    code `[r3]`
    mkdocs: text ⟦[r1]⟧⏎!!! note⏎    a ⟦[r2]⟧
    mkdocs: - a ⟦[r1]⟧⏎⏎    !!! note⏎        b ⟦[r2]⟧⏎⏎        c ⟦[r3]⟧⏎⏎    d ⟦[r4]⟧⏎- e ⟦[r5]⟧
    mkdocs: !!! note⏎    !!! tip⏎        a ⟦[r1]⟧⏎⏎        b ⟦[r2]⟧⏎⏎    c ⟦[r3]⟧⏎⏎d ⟦[r4]⟧
    mkdocs: !!! note⏎    - a ⟦[r1]⟧⏎    - b ⟦[r2]⟧⏎⏎        c ⟦[r3]⟧⏎⏎    d ⟦[r4]⟧
    mkdocs: !!! note⏎⏎⏎    a ⟦[r1]⟧⏎
    mkdocs: !!! note⏎→a ⟦[r1]⟧⏎⏎→b ⟦[r2]⟧⏎⏎ →c ⟦[r3]⟧
    mkdocs: !!! note⏎     a ⟦[r1]⟧⏎⏎     b ⟦[r2]⟧
    mkdocs: !!! note⏎        code [r1]⏎    a ⟦[r2]⟧
    mkdocs: !!! note⏎    ```⏎    code [r1]⏎⏎    code [r2]⏎    ```⏎    a ⟦[r3]⟧
    mkdocs:  !!! note⏎    a ⟦[r1]⟧⏎⏎    code [r2]
    mkdocs: ??? note⏎    a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧
    mkdocs: ???+ note "T ⟦[r1]⟧"⏎    a ⟦[r2]⟧⏎⏎    b ⟦[r3]⟧
    mkdocs: ??? "T ⟦[r1]⟧"⏎    a ⟦[r2]⟧⏎⏎    b ⟦[r3]⟧
    mkdocs: !!! "T ⟦[r1]⟧"⏎    a ⟦[r2]⟧⏎⏎    code [r3]
    mkdocs: !!! note.x⏎    a ⟦[r1]⟧⏎⏎    code [r2]
    mkdocs: !!! note T ⟦[r1]⟧⏎    a ⟦[r2]⟧⏎⏎    code [r3]
    mkdocs: === "Tab ⟦[r1]⟧"⏎    a ⟦[r2]⟧⏎⏎    b ⟦[r3]⟧⏎⏎=== "Two"⏎    c ⟦[r4]⟧⏎⏎d ⟦[r5]⟧
    mkdocs: ===+ "Tab"⏎    a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧
    mkdocs: === Tab⏎    a ⟦[r1]⟧⏎⏎    code [r2]
    mkdocs: ==="Tab"⏎    a ⟦[r1]⟧⏎⏎    code [r2]
    mkdocs: 1. a ⟦[r1]⟧⏎⏎    === "Tab"⏎⏎        b ⟦[r2]⟧⏎⏎        c ⟦[r3]⟧⏎⏎2. d ⟦[r4]⟧
    mkdocs: Head ⟦[r1]⟧⏎===
    # Blocks
    mkdocs: /// note | T ⟦[r1]⟧⏎a ⟦[r2]⟧⏎///⏎b ⟦[r3]⟧
    mkdocs: ///note | T ⟦[r1]⟧⏎a ⟦[r2]⟧⏎///
    mkdocs: /// note⏎    type: x⏎⏎a ⟦[r1]⟧⏎///
    mkdocs: /// note⏎⏎    code [r1]⏎⏎a ⟦[r2]⟧⏎///
    mkdocs: //// note⏎/// tip⏎a ⟦[r1]⟧⏎///⏎b ⟦[r2]⟧⏎////⏎c ⟦[r3]⟧
    mkdocs: /// tab | One ⟦[r1]⟧⏎    new: true⏎a ⟦[r2]⟧⏎///
    mkdocs: ///⏎a ⟦[r1]⟧
    mkdocs: /// note⏎a ⟦[r1]⟧ never closed
    mkdocs: - a⏎⏎    /// note⏎    b ⟦[r1]⟧⏎    ///⏎⏎    c ⟦[r2]⟧
    mkdocs: // note | a ⟦[r1]⟧
    # Footnotes
    mkdocs: x[^1]⏎⏎[^1]: a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧⏎⏎c ⟦[r3]⟧
    mkdocs: x[^1]⏎⏎[^1]: a ⟦[r1]⟧⏎lazy ⟦[r2]⟧⏎⏎    b ⟦[r3]⟧⏎⏎c ⟦[r4]⟧
    jekyll: x[^1]⏎⏎[^1]: a ⟦[r1]⟧⏎lazy ⟦[r2]⟧⏎⏎    code [r3]⏎⏎c ⟦[r4]⟧
    mkdocs: x[^1]⏎⏎[^1]:⏎    a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧⏎⏎c ⟦[r3]⟧
    mkdocs: x[^1]⏎⏎  [^1]: a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧
    jekyll: x[^1]⏎⏎  [^1]: a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧
    mkdocs: x[^1]⏎⏎[^1]: a ⟦[r1]⟧⏎⏎  b ⟦[r2]⟧
    mkdocs: x[^1][^2]⏎⏎[^1]: a ⟦[r1]⟧⏎[^2]: b ⟦[r2]⟧⏎⏎    c ⟦[r3]⟧
    jekyll: x[^1][^2]⏎⏎[^1]: a ⟦[r1]⟧⏎[^2]: b ⟦[r2]⟧⏎⏎    c ⟦[r3]⟧
    mkdocs: x[^1]⏎⏎[^1]: a⏎⏎    ```⏎    code [r1]⏎    ```⏎⏎    b ⟦[r2]⟧
    # Definition lists
    mkdocs: Term ⟦[r0]⟧⏎: a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧⏎⏎c ⟦[r3]⟧
    jekyll: Term ⟦[r0]⟧⏎: a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧⏎⏎c ⟦[r3]⟧
    jekyll: Term⏎⏎: a ⟦[r1]⟧⏎⏎    b ⟦[r2]⟧⏎⏎c ⟦[r3]⟧
    mkdocs: Term⏎:   a ⟦[r1]⟧⏎    lazy ⟦[r2]⟧⏎:   b ⟦[r3]⟧
    # Abbreviations
    mkdocs: *[HTML]: Hyper [r1]⏎⏎HTML ⟦[r2]⟧
    jekyll: *[HTML]: Hyper [r1]⏎⏎HTML ⟦[r2]⟧
    mkdocs: *[]: Hyper ⟦[r1]⟧
    # Fences
    mkdocs: ```⏎[r1]⏎```⏎⟦[r2]⟧
    mkdocs: ```⏎⟦[r1]⟧⏎⏎⟦[r2]⟧
    jekyll: ```⏎⟦[r1]⟧⏎⏎⟦[r2]⟧
    plain: ```⏎[r1]⏎⏎[r2]
    mkdocs: ~~~⏎[r1]⏎```⏎[r2]⏎~~~⏎⟦[r3]⟧
    mkdocs: ````⏎[r1]⏎```⏎[r2]⏎````⏎⟦[r3]⟧
    jekyll: ```⏎[r1]⏎````⏎⟦[r2]⟧
    mkdocs: ``` py⏎[r1]⏎```⏎⟦[r2]⟧
    mkdocs: ```⏎[r1]⏎``` x⏎⟦[r2]⟧
    jekyll: ``` a`b⏎[r1]⏎```⏎⟦[r2]⟧
    mkdocs: - a⏎⏎    ```⏎    [r1]⏎    ```⏎⏎    ⟦[r2]⟧
    mkdocs: > ```⏎> [r1]⏎> ```⏎> ⟦[r2]⟧
    mkdocs: text⏎```⏎[r1]⏎```⏎⟦[r2]⟧
    mkdocs:  ```⏎ [r1]⏎ ```⏎⟦[r2]⟧
    mkdocs: ```⏎!!! note⏎    [r1]⏎```⏎⟦[r2]⟧
    mkdocs: ```⏎<div>⏎```⏎⟦[r1]⟧
    # HTML
    mkdocs: <div>⏎⏎[r1]⏎⏎</div>⏎⏎⟦[r2]⟧
    plain: <div>⏎⏎⟦[r1]⟧⏎⏎</div>⏎⏎⟦[r2]⟧
    jekyll: <div>⏎⏎[r1]⏎⏎</div>⏎⏎⟦[r2]⟧
    mkdocs: <div markdown="1">⏎⏎⟦[r1]⟧⏎⏎</div>⏎⏎⟦[r2]⟧
    mkdocs: <div markdown="1">⟦[r1]⟧</div>⏎⟦[r2]⟧
    mkdocs: <div markdown>⏎⟦[r1]⟧⏎</div>⏎⟦[r2]⟧
    jekyll: <div markdown>⏎[r1]⏎</div>⏎⟦[r2]⟧
    jekyll: <div>⏎<div markdown="1">⏎⏎⟦[r1]⟧⏎⏎</div>⏎⏎[r2]⏎⏎</div>⏎⟦[r3]⟧
    jekyll: <div>⏎<p>[r1]</p>⏎<div markdown="1">⟦[r2]⟧</div><div markdown="1">⏎- ⟦[r3]⟧⏎</div></div>⏎⏎⟦[r4]⟧
    mkdocs: <div>⏎<div markdown="1">⏎⏎[r1]⏎⏎</div>⏎⏎[r2]⏎⏎</div>⏎⟦[r3]⟧
    jekyll: <div MARKDOWN='1'>⏎⟦[r1]⟧⏎</div>⏎⟦[r2]⟧
    mkdocs: <div markdown="0">⏎[r1]⏎</div>⏎⟦[r2]⟧
    mkdocs: <div markdown="yes">⏎[r1]⏎</div>⏎⟦[r2]⟧
    mkdocs: <div data-markdown="1">⏎[r1]⏎</div>⏎⟦[r2]⟧
    mkdocs: <div>⏎[r1]⏎⏎[r2]
    jekyll: <p>[r1]⏎⏎[r2]
    mkdocs: <div⏎⟦[r1]⟧⏎⏎⟦[r2]⟧
    mkdocs: <div class="a"⏎ id="b">⏎[r1]⏎⏎</div>⏎⏎⟦[r2]⟧
    mkdocs: <div title="a>b">⏎[r1]⏎⏎</div>⏎⟦[r2]⟧
    mkdocs: <div>⏎<div>⏎[r1]⏎</div>⏎⏎[r2]⏎</div>⏎⏎⟦[r3]⟧
    mkdocs: <div>a <div> b</div>⏎⏎[r1]
    mkdocs: <div>⏎<!-- </div> -->⏎⏎[r1]⏎⏎</div>⏎⟦[r2]⟧
    mkdocs: <DIV>⏎⏎[r1]⏎⏎</div >⏎⏎⟦[r2]⟧
    mkdocs: <div/>⏎⟦[r1]⟧
    mkdocs: <div>[r1]</div> ⟦[r2]⟧⏎⏎⟦[r3]⟧
    mkdocs: <p>a</p><p>[r1]</p>⏎⟦[r2]⟧
    mkdocs: </div>⏎⟦[r1]⟧
    mkdocs: </div><div>⏎⟦[r1]⟧⏎</div>⏎⟦[r2]⟧
    mkdocs: <hr>⏎⟦[r1]⟧
    mkdocs: <br>⏎⟦[r1]⟧
    jekyll: <img src="x">⏎⟦[r1]⟧
    plain: <img src="x">⏎[r1]
    mkdocs: <span>⏎⟦[r1]⟧⏎</span>⏎⏎⟦[r2]⟧
    mkdocs: <my-tag>⏎⏎⟦[r1]⟧⏎⏎</my-tag>⏎⏎⟦[r2]⟧
    jekyll: <my-tag>⏎⏎[r1]⏎⏎</my-tag>⏎⏎⟦[r2]⟧
    mkdocs: <a name="x"></a>⏎⟦[r1]⟧
    mkdocs: <script>⏎a[r1] < b⏎⏎c[r2]⏎</script>⏎⏎⟦[r3]⟧
    mkdocs: <!-- [r1]⏎⏎[r2] -->⏎⏎⟦[r3]⟧
    mkdocs: <!-- ⟦[r1]⟧⏎⏎⟦[r2]⟧
    mkdocs: <!-- x --> ⟦[r1]⟧
    jekyll: <!-- x -->⏎⟦[r1]⟧
    mkdocs: <!-- <div> -->⏎⏎⟦[r1]⟧⏎⏎<!-- </div> -->
    mkdocs: <details markdown="1">⏎<summary>S [r1]</summary>⏎⏎a ⟦[r2]⟧⏎</details>⏎⏎⟦[r3]⟧
    mkdocs: - a⏎⏎    <div>⏎⏎    ⟦[r1]⟧⏎⏎    </div>⏎⏎    ⟦[r2]⟧⏎- ⟦[r3]⟧
    jekyll: - a⏎⏎    <div>⏎⏎    [r1]⏎⏎    </div>⏎⏎    ⟦[r2]⟧⏎- ⟦[r3]⟧
    mkdocs: <div class="grid cards" markdown>⏎⏎-   A ⟦[r1]⟧⏎⏎    ---⏎⏎    See ⟦[r2]⟧.⏎⏎</div>
    # Mathematics
    mkdocs: $a [r1] b$ and ⟦[r2]⟧
    jekyll: $a ⟦[r1]⟧ b$ and ⟦[r2]⟧
    mkdocs: $$a [r1]⏎b$$ and ⟦[r2]⟧
    jekyll: $$a [r1]⏎b$$ and ⟦[r2]⟧
    mkdocs: \([r1]\) ⟦[r2]⟧
    mkdocs: \[⟦[r1]⟧\] ⟦[r2]⟧
    mkdocs: text⏎⏎\[⏎[r1]⏎\]⏎⏎⟦[r2]⟧
    mkdocs: It costs $5, not $6 ⟦[r1]⟧.
    mkdocs: It costs $5 [r1] and 6$ ⟦[r2]⟧.
    mkdocs: \$ ⟦[r1]⟧ $ ⟦[r2]⟧
    mkdocs: `$` ⟦[r1]⟧ `$`
    # Attribute lists
    jekyll: text ⟦[r1]⟧⏎{: .c title="[r2]"}
    # Tables
    mkdocs: a ⟦[r1]⟧ | b⏎---|---⏎⟦[r2]⟧ | `x|y` ⟦[r3]⟧
    jekyll: a ⟦[r1]⟧ | b⏎---|---⏎⟦[r2]⟧ | `x|y` ⟦[r3]⟧
    plain: a ⟦[r1]⟧ | b⏎---|---⏎⟦[r2]⟧ | `x|y` [r3]
    mkdocs: | a | b |⏎|---|---|⏎| ⟦[r1]⟧ | c\|d ⟦[r2]⟧ |
    # Snippets
    mkdocs: --8<-- "x.md"⏎⟦[r1]⟧
    mkdocs: --8<--⏎[r1].md⏎--8<--⏎⟦[r2]⟧
    mkdocs: -8<- 'x.md'⏎⟦[r1]⟧
    mkdocs: ;--8<-- "⟦[r1]⟧"
    mkdocs: --8<-- ⟦[r1]⟧
    mkdocs: --8<-- [start: r1]⏎⟦[r2]⟧⏎--8<-- [end: r1]
    # Task boxes
    mkdocs: - [ ] a ⟦[r1]⟧⏎- [x] b ⟦[r2]⟧
    # Liquid
    jekyll: {% comment %}[r1]⏎⏎[r2]{% endcomment %} ⟦[r3]⟧
    jekyll: {% comment %}{% comment %}[r1]{% endcomment %}[r2]{% endcomment %}⟦[r3]⟧
    jekyll: {% comment %}{% raw %}{% endcomment %}{% endraw %}[r1]{% endcomment %}⟦[r2]⟧
    jekyll: {% comment %}⟦[r1]⟧
    jekyll: {%- comment -%}[r1]{%- endcomment -%}⟦[r2]⟧
    jekyll: {% raw %}{{ ⟦[r1]⟧ }}{% x {% endraw %}⟦[r2]⟧
    jekyll: {% highlight x %}⏎[r1]⏎{% endhighlight %}⏎⟦[r2]⟧
    jekyll: {% include x.md⏎a="[r1]" %} ⟦[r2]⟧
    jekyll: {% include x.md ⟦[r1]⟧
    jekyll: a {{ "[r1]" | x }} ⟦[r2]⟧
    jekyll: - a⏎  {% comment %}[r1]{% endcomment %}⏎  b ⟦[r2]⟧
    mkdocs: {% x "[r1]" %} ⟦[r2]⟧⏎{% y ⟦[r3]⟧⏎%}
    mkdocs: {{ ⟦[r1] [r2]⟧⏎}}
    plain: {{ "[r1]" }}⟦[r2]⟧
    """#
}
