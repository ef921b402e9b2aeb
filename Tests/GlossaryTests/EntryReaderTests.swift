import MarkdownSyntax
import SourceText
import TestSupport
import Testing

@testable import Glossary

/// Pages, and the entries that are read from them.
///
/// An entry is shown as its level and its titles, each heading's after the first behind `=`, then what it says: `(a, b)`
/// its aliases, `-> [x]` where it sends the reader, `& [x] [y]` its related terms, with `...` where the line ends so.
struct EntryReaderTests {
  @Test(arguments: EntryTable.cases)
  func entriesAre(example: EntryTable.Example) {
    #expect(EntryTable.reading(of: example.page, example.options) == example.entries)
  }

  /// Line ends make no difference.
  @Test(arguments: ["\r\n", "\r"])
  func entriesAreTheSame(ending: String) {
    for example in EntryTable.cases {
      let page = example.page.replacing("\n", with: ending)
      #expect(EntryTable.reading(of: page, example.options) == example.entries, "\(example.page)")
    }
  }

  @Test func rangesStandExactly() throws {
    let text = "# L\n\nIntro.\n\n## A *b* {#x}\n\n## B\n\nWords.\n\n See also [L], [A], ....\n\n## Cc\n"
    var dialect = MarkdownDialect(references: .commonMark)
    dialect.hasAttributeLists = true
    let page = PageReader.read(SourceText(text), dialect: dialect)
    let entries = EntryReader.read(page, as: EntryReading())
    #expect(entries.level == 2 && entries.pageHeading == 0)
    #expect(entries.entries.map { page.text[$0.titleRange] } == ["A *b*", "Cc"])
    let first = try #require(entries.entries.first)
    #expect(page.text[first.range] == "## A *b* {#x}\n\n## B\n\nWords.\n\n See also [L], [A], ....\n\n")
    #expect(page.text[first.body] == "\n\nWords.\n\n See also [L], [A], ....\n\n")
    #expect(first.headings == 1..<3)
    let line = try #require(first.seeAlso)
    #expect(page.text[line.range] == "See also [L], [A], ....")
    #expect(page.text[line.list] == "[L], [A]")
    #expect(page.spans[line.references].map { page.text[$0.range] } == ["[L]", "[A]"])
  }

  /// Entries lie within the page and in order, whatever the page.
  @Test(arguments: 0..<8)
  func rangesAreSound(seed: Int) {
    let pieces = [
      "# L\n", "## A\n", "## B (C)\n", "### D\n", "## C\n", "# 0-9\n", "\n", "\n\n", "words ", "See [A].\n",
      "See also [A], ...\n",
      "**See also:** [A], [B], …\n", "> see also [A]\n", "<!-- aliases: a, b -->\n", "Term\n: def\n", ": def\n",
      "    more\n",
      "*[HTML]: Hyper\n", "- a\n", "```\n", "<div>\n", "\r", "é", "[", "]", "Term\n===\n", "!!! note\n",
    ]
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<400 {
      var document = Bool.random(using: &random) ? "---\ntitle: x\n---\n" : ""
      for _ in 0..<Int.random(in: 0...24, using: &random) { document += pieces.randomElement(using: &random) ?? "" }
      let page = PageReader.read(SourceText(document), dialect: EntryTable.dialect)
      let read = EntryReader.read(
        page,
        as: EntryTable.reading(["lists", "abbreviations"]),
        frontMatter: EntryTable.names(page)
      )
      let ranges = read.entries.map(\.range)
      let isSound = read.entries.allSatisfy { entry in
        entry.range.upperBound <= page.text.count && entry.range.contains(entry.body)
          && (entry.seeAlso.map { entry.body.contains($0.range) && $0.range.contains($0.list) } ?? true)
          && (entry.redirect.map { entry.body.contains(page.spans[$0].range) } ?? true)
      }
      guard isSound, ranges == ranges.sorted() else {
        Issue.record("\(document.debugDescription)")
        return
      }
    }
  }
}

enum EntryTable {
  struct Example: Sendable, CustomTestStringConvertible {
    var options: [String]
    var page: String
    var entries: [String]
    var testDescription: String { options.joined(separator: " ") + " " + page.replacing("\n", with: "⏎") }
  }

  static let dialect: MarkdownDialect = {
    var dialect = MarkdownDialect(references: .commonMark)
    dialect.hasFrontMatter = true
    dialect.hasAbbreviations = true
    dialect.hasDefinitionLists = true
    return dialect
  }()

  static func reading(_ options: [String]) -> EntryReading {
    var reading = EntryReading()
    for option in options {
      switch option {
      case "lists": reading.readsDefinitionLists = true
      case "abbreviations": reading.readsAbbreviations = true
      case "no-headings": reading.readsHeadings = false
      case "german": reading.seeAlsoWords = ["Siehe auch", "См. также", ""]
      default: reading.level = Int(option)
      }
    }
    return reading
  }

  /// The title of a front matter that says no more than this.
  static func names(_ page: ParsedPage) -> FrontMatterNames {
    var names = FrontMatterNames()
    guard let range = page.frontMatter, page.text[range].hasPrefix("title: ") else { return names }
    let line = page.text.lineContent(page.text.lines.line(at: range.lowerBound))
    names.titleRange = ByteRange(line.lowerBound + 7, line.upperBound)
    names.title = names.titleRange.map { page.text[$0] }
    names.aliases = ["front"]
    return names
  }

  static func reading(of text: String, _ options: [String]) -> [String] {
    let page = PageReader.read(SourceText(text), dialect: dialect)
    let read = EntryReader.read(page, as: reading(options), frontMatter: names(page))
    let heading = read.pageHeading.map { ["page \(page.headings[$0].title)"] } ?? []
    return heading + read.entries.map { description($0, page) }
  }

  private static func description(_ entry: Entry, _ page: ParsedPage) -> String {
    var words = [entry.kind == .heading ? "\(entry.level)" : "\(entry.kind)", entry.title]
    for heading in page.headings[entry.headings].dropFirst() { words += ["=", heading.title] }
    if !entry.aliases.isEmpty { words.append("(\(entry.aliases.joined(separator: ", ")))") }
    if let redirect = entry.redirect { words.append("-> " + page.text[page.spans[redirect].range]) }
    if let line = entry.seeAlso {
      words += ["&"] + page.spans[line.references].filter(\.isReference).map { page.text[$0.range] }
      if line.hasEllipsis { words.append("...") }
    }
    return words.joined(separator: " ")
  }

  static let cases: [Example] = table.split(separator: "\n\n").map { text in
    var example = Example(options: [], page: "", entries: [])
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  ") {
        example.entries.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("?") {
        example.options = line.dropFirst().split(separator: " ").map(String.init)
      } else {
        example.page = String(line.replacing("⏎", with: "\n"))
      }
    }
    return example
  }

  private static let table = """
    # L⏎⏎## La⏎⏎a⏎⏎## Lb⏎⏎b
      page L
      2 La
      2 Lb

    # Glossary⏎⏎## A⏎⏎### Aa⏎⏎a⏎⏎### Ab⏎⏎b⏎⏎## B⏎⏎### Ba⏎⏎a
      page Glossary
      3 Aa
      3 Ab
      3 Ba

    # Aa⏎⏎a⏎⏎# Ab⏎⏎b⏎⏎# Ac⏎⏎c
      1 Aa
      1 Ab
      1 Ac

    # 0-9⏎⏎## 3D⏎⏎a⏎⏎# A–C⏎⏎## Bb⏎⏎b
      page 0-9
      2 3D
      2 Bb

    ## Ada⏎⏎a⏎⏎## C⏎⏎A language.⏎⏎## R⏎⏎A language.⏎⏎## Rust⏎⏎r
      2 Ada
      2 C
      2 R
      2 Rust

    ## C⏎⏎A language.⏎⏎## Python⏎⏎p⏎⏎## Ruby⏎⏎r
      2 C
      2 Python
      2 Ruby

    # C⏎⏎## C⏎⏎A language.⏎⏎## Clang⏎⏎c
      page C
      2 C
      2 Clang

    ## A⏎⏎## Ada⏎⏎a⏎⏎## B⏎⏎## Bash⏎⏎b⏎⏎## Beta⏎⏎b
      page A
      2 Ada
      2 Bash
      2 Beta

    # L⏎⏎Words only.
      page L

    # L⏎⏎## 3D Network⏎## 3D Net⏎⏎  ⏎## 3DN⏎⏎a⏎⏎## B⏎⏎b
      page L
      2 3D Network = 3D Net = 3DN
      2 B

    # Terms⏎⏎## Aa⏎a⏎### Example⏎e⏎### Uses⏎u⏎## Bb⏎b⏎### Example⏎e
    ?2
      page Terms
      2 Aa
      2 Bb

    # L⏎## A1⏎a⏎## A2⏎a⏎## A3⏎a⏎## A4⏎a⏎## A5⏎a⏎## A6⏎a⏎## A7⏎a⏎## A8⏎a⏎## A9⏎a⏎### Log Loss⏎l⏎## B1⏎b
      page L
      2 A1
      2 A2
      2 A3
      2 A4
      2 A5
      2 A6
      2 A7
      2 A8
      2 A9
      3 Log Loss
      2 B1

    # L⏎## A1⏎a⏎## A2⏎a⏎## A3⏎a⏎## A4⏎a⏎## A5⏎a⏎## A6⏎a⏎## A7⏎a⏎## A8⏎a⏎## A9⏎a⏎### History⏎l⏎## B1⏎b
      page L
      2 A1
      2 A2
      2 A3
      2 A4
      2 A5
      2 A6
      2 A7
      2 A8
      2 A9
      2 B1

    # A⏎⏎## Aa⏎⏎a⏎⏎### Ab⏎⏎b⏎⏎### Ac⏎⏎c
    ?3
      page A
      3 Ab
      3 Ac

    #⏎##⏎## Aa⏎## ⏎b
      2 Aa

    ---⏎title: Frog⏎---⏎⏎A small animal.⏎⏎See also [Newt].
      page Frog (front) & [Newt]

    ---⏎title: Frog⏎---⏎# The frog⏎⏎A small animal.
      page Frog (front)

    ---⏎title: Animals⏎---⏎# A⏎a⏎# Newt⏎a⏎# Frog⏎b
      1 A
      1 Newt
      1 Frog

    # Frog⏎⏎A small animal.
      1 Frog

    No heading at all.


    ## A1⏎<!-- aliases: Cats, Felines -->⏎a⏎## B1⏎<!-- alias: x --> <!-- note: y -->⏎⏎<!--⏎Aliases:⏎  z⏎-->⏎## C1
      2 A1 (Cats, Felines)
      2 B1 (x, z)
      2 C1

    ## A1⏎⏎See [Other].⏎⏎## B1⏎⏎ see: [Other]⏎⏎## C1⏎*See* **[the other][Other]** ...⏎<!-- alias: c -->⏎⏎## D1⏎See⏎[Other]
      2 A1 -> [Other]
      2 B1 -> [Other]
      2 C1 (c) -> [the other][Other]
      2 D1 -> [Other]

    ## A1⏎See [X] and [Y].⏎## B1⏎See [X] for more.⏎## C1⏎See [X].⏎⏎Words.⏎## D1⏎- See [X]⏎## E1⏎[X]⏎## F1⏎See [x](/u).⏎## G1⏎See ![x].
      2 A1
      2 B1
      2 C1
      2 D1
      2 E1
      2 F1
      2 G1

    ## A1⏎a⏎⏎ See also [L], [A], [B], ...⏎⏎## B1⏎b⏎⏎See also: [A], ....⏎⏎## C1⏎c⏎see also [A]⏎⏎## D1⏎**See also** [A], …⏎## E1⏎**See also:** [A][B].
      2 A1 & [L] [A] [B] ...
      2 B1 & [A] ...
      2 C1 & [A]
      2 D1 & [A] ...
      2 E1 & [A][B]

    ## A1⏎> a⏎> See also [A]⏎## B1⏎- See also [A], [B]⏎## C1⏎See also [A]⏎⏎SEE ALSO [B]⏎⏎c⏎## D1⏎See also⏎[A],⏎[B]
      2 A1 & [A]
      2 B1 & [A] [B]
      2 C1 & [B]
      2 D1 & [A] [B]

    ## A1⏎See also the manual.⏎## B1⏎See alsop [A]⏎## C1⏎I see also [A]⏎## D1⏎`See also [A]`⏎## E1⏎### See also⏎[A]
      2 A1
      2 B1
      2 C1
      2 D1
      2 E1

    ## A1⏎siehe auch [A]⏎## B1⏎СМ. ТАКЖЕ [Б], ...⏎## C1⏎See also [A]
    ?german
      2 A1 & [A]
      2 B1 & [Б] ...
      2 C1

    Apple⏎: A fruit.⏎⏎    More, see also⏎⏎    See also [Pear].⏎⏎Pear⏎Pears⏎:   Another.⏎    Lazy.⏎:   A second.⏎⏎Words.
    ?lists
      definitionList Apple & [Pear]
      definitionList Pear
      definitionList Pears

    *Fig* [x](/u)⏎⏎: A fruit.⏎⏎`Plum` &amp; co⏎⏎: See [Fig].⏎⏎- a⏎⏎: none⏎⏎: none
    ?lists
      definitionList Fig x
      definitionList Plum & co

    : none⏎⏎Ratio 1⏎:2⏎⏎Time 12⏎:⏎⏎Term⏎# H⏎: none
    ?lists no-headings


    *[HTML]: Hyper Text⏎⏎*[W3C]: Web⏎⏎HTML.
    ?abbreviations
      abbreviation HTML
      abbreviation W3C

    # G⏎## A1⏎a⏎⏎Term⏎: d⏎⏎*[X1]: y⏎## B1⏎b
    ?lists abbreviations
      page G
      2 A1
      definitionList Term
      abbreviation X1
      2 B1
    """
}
