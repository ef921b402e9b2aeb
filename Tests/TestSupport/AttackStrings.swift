/// A page written to make a Markdown parser slow, deep or large, as a recipe that grows to any size.
///
/// The recipes come from the advisories against cmark and cmark-gfm (the CVE numbers below), from the shapes that are
/// known to be quadratic in other CommonMark parsers, and from this parser's own steps.
package struct AttackString: Sendable, CustomStringConvertible {
  /// One stretch of the page.
  package enum Part: Sendable {
    /// The text, once.
    case once(String)
    /// The text as often as the page has room for; every repeated part appears equally often.
    case repeated(String)
    /// The text, then a stroke, then the text and two strokes, then three: each run differs in length from all others.
    case growing(String, stroke: String)
    /// Lines that each add one more unit of indentation in front of the text.
    case indented(by: String, String)
    /// Lines that each carry a number: the texts before and behind it.
    case numbered(String, String)
  }

  /// A name of words and hyphens, also fit for a file.
  package let name: String
  package let parts: [Part]

  package init(_ name: String, _ parts: Part...) {
    self.name = name
    self.parts = parts
  }

  package var description: String { name }

  /// The page at about `size` bytes; every part that grows gets an equal share.
  package func page(ofBytes size: Int) -> String {
    var fixed = 0
    var unit = 0
    var shares = 0
    for part in parts {
      switch part {
      case .once(let text): fixed += text.utf8.count
      case .repeated(let text): unit += text.utf8.count
      case .growing, .indented, .numbered: shares += 1
      }
    }
    let room = max(0, size - fixed)
    let share = shares == 0 ? 0 : room / (shares + (unit == 0 ? 0 : 1))
    let times = unit == 0 ? 0 : (room - share * shares) / unit
    var page = ""
    page.reserveCapacity(size + 1024)
    for part in parts {
      switch part {
      case .once(let text): page += text
      case .repeated(let text): for _ in 0..<times { page += text }
      case .growing, .indented, .numbered: Self.append(part, upTo: share, to: &page)
      }
    }
    return page
  }

  private static func append(_ part: Part, upTo share: Int, to page: inout String) {
    let end = page.utf8.count + share
    var step = 1
    while page.utf8.count < end {
      switch part {
      case .growing(let text, let stroke): page += text + String(repeating: stroke, count: step)
      case .indented(let unit, let text): page += String(repeating: unit, count: step - 1) + text + "\n"
      case .numbered(let before, let behind): page += before + String(step) + behind + "\n"
      case .once, .repeated: return
      }
      step += 1
    }
  }
}

extension AttackString {
  /// Every recipe.
  package static let all: [AttackString] = markdown + regions

  /// Those made of Markdown itself.
  package static let markdown: [AttackString] =
    emphasis + links + rawInlines + containers + tables + definitions
    + blocks

  /// Runs of `*`, `_` and `~`.
  package static let emphasis: [AttackString] = [
    .init("strong-in-emphasis", .repeated("*a **a "), .once("b"), .repeated(" a** a*")),
    .init("emphasis-closers", .repeated("a_ ")),
    .init("emphasis-openers", .repeated("_a ")),
    .init("emphasis-mismatched", .repeated("*a_ ")),
    .init("emphasis-multiples-of-three", .once("a**b"), .repeated("c* ")),
    // CVE-2023-22483 and its companions.
    .init("emphasis-openers-then-mixed", .repeated("*t "), .repeated("_t*_ ")),
    // CVE-2023-26485.
    .init("emphasis-underscore-runs", .repeated("____.")),
    .init("emphasis-one-long-run", .repeated("*"), .once("a"), .repeated("*")),
    .init("strikethrough-closers", .repeated(",z~~")),
    .init("strikethrough-openers", .repeated("~~a ")),
    .init("strikethrough-mixed", .repeated("~a ~~b *c ")),
    // No attack at all: prose with links and emphasis in one paragraph is quadratic in cmark.
    .init("prose-in-one-paragraph", .repeated("some words [x](y) and *z*\n")),
  ]

  /// Brackets.
  package static let links: [AttackString] = [
    .init("brackets-nested", .repeated("["), .once("a"), .repeated("]")),
    .init("bracket-closers", .repeated("a]")),
    .init("bracket-openers", .repeated("[a")),
    .init("bracket-openers-emphasis-closers", .repeated("[ a_")),
    .init("bracket-parenthesis", .repeated("[ (](")),
    // CVE-2023-22486.
    .init("image-bracket", .repeated("![[]()")),
    .init("links-nested", .repeated("[a]("), .once("b"), .repeated(")")),
    .init("link-hard-case", .repeated("**x [a*b**c*](d)")),
    .init("link-destination-open", .repeated("[a](b")),
    .init("link-angle-destination-open", .repeated("[a](<b")),
    .init("link-title-open", .repeated("[a](b \"c ")),
    .init("link-parentheses-open", .once("[a]("), .repeated("(")),
    .init("link-backslashes", .repeated("[\\[\\]")),
    .init("links-many", .repeated("[t](/u) ")),
    .init("labels-long", .repeated("[" + String(repeating: "\u{1E9E}", count: 330) + "]")),
    .init("full-references-open", .repeated("[a][b")),
    .init("footnote-brackets", .repeated("[^1]: ")),
  ]

  /// Code spans, HTML, autolinks, entities, escapes.
  package static let rawInlines: [AttackString] = [
    .init("backtick-runs", .growing("e", stroke: "`")),
    .init("backtick-pairs", .repeated("`a``b")),
    // CVE-2023-22484.
    .init("comment-openers", .once("</"), .repeated("<!--")),
    // CVE-2023-22483.
    .init("instruction-openers", .repeated("<?x")),
    .init("declaration-openers", .repeated("x<!A ")),
    .init("cdata-openers", .repeated("x<![CDATA[")),
    .init("tag-openers", .repeated("x<a b=\"c\" ")),
    .init("attribute-quotes", .repeated("x<a b='")),
    .init("angle-autolink-openers", .repeated("<http://s")),
    .init("angle-mail-openers", .repeated("<a@b")),
    .init("entities", .repeated("&a&#x1")),
    .init("backslashes", .repeated("\\")),
    // The autolink extension of cmark-gfm; it must not be attached below 0.29.0.gfm.7 (CVE-2023-22485).
    .init("autolink-out-of-bounds", .once(":a@b.cc")),
    .init("autolink-underscore", .repeated("z_www.")),
    .init("autolink-parentheses", .once("www."), .repeated(")")),
    .init("autolink-mail", .repeated("a@b.c.")),
    .init("dollars", .repeated("a$b $$")),
    .init("liquid-openers", .repeated("{{ a {% b ")),
    .init("liquid-raw-openers", .repeated("{% raw %}{% comment %}")),
    .init("attribute-list-openers", .repeated("{: a=\"b ")),
    .init("citation-openers", .repeated("[@a; ")),
  ]

  /// Block quotes and lists.
  package static let containers: [AttackString] = [
    // CVE-2023-22483.
    .init("quotes-deep", .repeated(">"), .repeated(".")),
    // CVE-2023-24824, twice.
    .init("quotes-deep-emphasis", .repeated(">"), .repeated("a*")),
    .init("lists-deep-blank-lines", .repeated(" -"), .once("x"), .repeated("\n")),
    .init("lists-in-quote-blank-lines", .once("> "), .repeated("- "), .once("x\n"), .repeated(">\n")),
    .init("lists-shallow-blank-lines", .once(String(repeating: "- ", count: 90) + "x"), .repeated("\n")),
    .init("lists-deep-lines", .repeated(String(repeating: "- ", count: 90) + "x\n\n")),
    .init("lists-indented", .indented(by: "  ", "* a")),
    .init("lists-indented-ordered", .indented(by: "   ", "2. a")),
    .init("lists-stars", .repeated("* "), .once("a")),
    .init("lists-ordered", .repeated(" 2. "), .once("a")),
    .init("lists-alternating", .repeated("- a\n+ a\n")),
    .init("list-items", .repeated("- a\n")),
    .init("list-blank-items", .repeated("-\n\n")),
    .init("quotes-lazy", .repeated(">"), .once("a\n"), .repeated("a\n")),
    .init("quotes-shallow-lines", .repeated(String(repeating: ">", count: 99) + "a\n")),
    .init("quotes-and-lists", .repeated("> - ")),
  ]

  /// The table extension.
  package static let tables: [AttackString] = [
    // CVE-2023-22483's companions: a delimiter row after ever longer paragraphs.
    .init("table-delimiters", .repeated("|-\nt>|-\n")),
    .init("table-header-then-pipes", .once("x\n| - |\n"), .repeated("|")),
    // CVE-2023-37463.
    .init(
      "table-wide",
      .repeated("|x"),
      .once("\n"),
      .repeated("|-"),
      .once("\n"),
      .repeated("a\n")
    ),
    .init("table-wide-header", .repeated("|x"), .once("\n"), .repeated("|-"), .once("\n")),
    .init("table-header-backslashes", .repeated("|\\|"), .once("\n"), .repeated("|-"), .once("\n")),
    .init("table-paragraph-lines", .repeated("a|b\n"), .once("-|-\n")),
    .init("table-paragraph-retries", .once("a|b\n"), .repeated("-|-|-\n")),
    .init("table-rows", .once("a|b\n-|-\n"), .repeated("c|d\n")),
    .init("table-rows-emphasis", .once("a|b\n-|-\n"), .repeated("*c _d|[e\n")),
    .init("table-row-emphasis", .once("a|b\n-|-\n"), .repeated("*c _d ")),
    .init("tables-many", .repeated("a|b\n-|-\n\n")),
    .init("tables-in-quotes", .repeated("> a|b\n> -|-\n")),
  ]

  /// Link reference definitions.
  package static let definitions: [AttackString] = [
    // The long title is copied for each use: 1.5 GB from 80 KB.
    .init("definition-title-copied", .once("[f]:u\n\""), .repeated("[f]\n"), .once("[f]:u \"t")),
    .init("definition-long-title", .once("[f]: u '"), .repeated("tttt "), .once("'\n\n"), .repeated("[f] ")),
    .init("definition-long-target", .once("[f]: "), .repeated("uuuu"), .once("\n\n"), .repeated("[f] ")),
    .init("definition-long-target-rows", .once("[f]: "), .repeated("uuuu"), .once("\n\n"), .repeated("[f]\n\n")),
    .init("definitions-many", .numbered("[", "]: u"), .once("\n"), .repeated("[0] ")),
    .init("definitions-used", .numbered("[", "]: u"), .once("\n"), .numbered("[", "]")),
    .init("definitions-equal", .repeated("[a]: b\n")),
    .init("definitions-open", .repeated("[a]:\n")),
    .init("definition-titles-open", .repeated("[a]: b '\n")),
    .init("definition-labels-open", .repeated("[a\n")),
    .init("definitions-then-setext", .repeated("[a]: b\n===\n")),
    .init("abbreviations", .numbered("*[", "]: u"), .once("\n"), .numbered("", "")),
  ]

  /// Leaf blocks and bytes.
  package static let blocks: [AttackString] = [
    .init("setext-headings", .repeated("a\n=\n")),
    .init("setext-long-paragraph", .repeated("a\n"), .once("===\n")),
    .init("headings", .repeated("# a #\n")),
    .init("heading-closers", .once("# a "), .repeated("# ")),
    .init("thematic-break-almost", .repeated("- "), .once("a\n")),
    .init("fences", .repeated("```\n")),
    .init("fences-growing", .growing("\n", stroke: "`")),
    .init("fence-info", .once("```"), .repeated("a\\")),
    .init("html-openers", .repeated("<a\n")),
    .init("html-comments-open", .repeated("<!--\n\n")),
    .init("indented-code-blank-lines", .once("    a"), .repeated("\n")),
    .init("blank-lines-with-spaces", .repeated("      \n")),
    .init("tabs", .repeated("\t"), .once("a")),
    .init("one-line", .repeated("word ")),
    .init("carriage-returns", .repeated("a\r")),
    .init("nul-bytes", .repeated("a\0")),
    .init("front-matter-open", .once("---\n"), .repeated("a: [b\n")),
  ]

  /// What site generators add to Markdown; to cmark most of these are pages like any other.
  package static let regions: [AttackString] = [
    .init("liquid-tags-open", .repeated("{% "), .once("%}")),
    .init("liquid-tags-open-in-raw", .once("{% raw %}"), .repeated("{% "), .once("%}")),
    .init("liquid-tags-open-on-lines", .repeated("{% a {{ b\n\n")),
    .init("liquid-comment-openers", .repeated("{% comment %}\n\n")),
    .init("liquid-highlight-openers", .repeated("{% highlight x %}{% endraw %}\n\n")),
    .init("liquid-raw-ends-open", .repeated("{% raw %}{% endraw\n\n")),
    .init("liquid-values", .repeated("{{ a }}")),
    .init("liquid-tags", .repeated("{% a %}\n\n")),
    .init("html-elements-open", .repeated("<div>\n\n")),
    .init("html-elements-open-markdown", .repeated("<div markdown=\"1\">\n\n")),
    .init("html-elements-distinct", .numbered("<x", ">\n")),
    .init("html-elements-closed", .repeated("<p>\n\n"), .repeated("</p>\n\n")),
    .init("html-elements-on-a-line", .repeated("<div><p>")),
    .init("html-closing-tags", .repeated("</div>\n\n")),
    .init("block-markers-open", .repeated("/// note | a\n\n")),
    .init("block-markers-ends", .repeated("/// note\n///\n\n")),
    .init("block-markers-growing", .growing("\n\n", stroke: "/")),
    .init("admonitions", .repeated("!!! note \"a\"\n    b\n\n")),
    .init("admonitions-nested", .indented(by: "    ", "!!! note\n")),
    .init("tabs-of-content", .repeated("=== \"a\"\n\n    b\n\n")),
    .init("snippets", .repeated("--8<-- \"a\"\n\n")),
    .init("snippet-blocks-open", .repeated("--8<--\n\na\n\n")),
    .init("snippet-sections-open", .numbered("--8<-- [start:", "]\n")),
    .init("fences-with-words", .repeated("```a\n\n")),
    .init("fences-with-words-in-lists", .repeated("- ```a\n\n")),
    .init("math-blocks-open", .repeated("$$a\n\n")),
    .init("math-brackets-open", .repeated("\\[a\n\n")),
    .init("math-inline-open", .repeated("\\(a $b ")),
    .init("thematic-breaks", .repeated("---\n\n")),
    .init("front-matter-closed-late", .once("---\n"), .repeated("a:\n  - b\n"), .once("---\n")),
    .init("attribute-lists", .repeated("# a {#b .c d=\"e\" }\n\n")),
    .init("attribute-lists-open", .repeated("# a {: {#b \n\n")),
    .init("definition-list", .repeated("a\n: b\n\n")),
    .init("definition-list-paragraph", .repeated("a\n: b\n")),
    .init("footnotes", .numbered("[^", "]: a\n\n    b\n")),
    .init("references-spaced", .repeated("[a] [b]\n\n")),
    .init("references-spaced-on-a-line", .repeated("[a] [b] ")),
    .init("references-broken", .repeated("[a][ ]( [b\n\n")),
    .init("references-nested", .repeated("[[a]]\n\n")),
    .init("headings-equal", .repeated("# a\n\n")),
    .init("headings-distinct", .numbered("# a", "\n")),
    .init("headings-suffixed", .numbered("# a_", "\n\n# a\n")),
  ]
}
